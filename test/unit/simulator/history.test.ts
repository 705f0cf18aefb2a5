import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedRows } from '../../../domain/events/index.ts';
import type { Progress } from '../../../domain/progress.ts';
import { generateHistory, type HistoryOptions } from '../../../simulator/history.ts';
import { acceptAll } from './accepted.ts';

const now = '2026-11-21 10:30:00';
const common = { days: 10, cases: 4_980, seed: 9, now };

let folder: string;
let usual: Awaited<ReturnType<typeof written>>;
let usualRows: AcceptedRows;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'history-'));
  usual = await written();
  usualRows = accepted(usual.days);
});
afterAll(() => rm(folder, { recursive: true }));

type Day = { readonly cases: string[]; readonly surveys: string[] };

const lines = async (path: string): Promise<string[]> => {
  const text = await readFile(path, 'utf8');
  return text === '' ? [] : text.trimEnd().split('\n');
};

const written = async (options: Partial<HistoryOptions> = {}) => {
  const out = options.out ?? (await mkdtemp(join(folder, 'out-')));
  const progress: Progress[] = [];
  const all = { ...common, ...options, out };
  const summary = await generateHistory(all, (step) => progress.push(step));
  const days: Day[] = [];
  for (let day = 1; day <= all.days; day += 1) {
    days.push({
      cases: await lines(join(out, 'cases', `case_data_day${day}.json`)),
      surveys: await lines(join(out, 'surveys', `survey_data_day${day}.json`)),
    });
  }
  return { out, summary, days, progress };
};

const accepted = (days: readonly Day[], zone?: string): AcceptedRows =>
  acceptAll(
    days.flatMap((day) => [...day.cases, ...day.surveys]),
    now,
    zone,
  );

describe('generateHistory', () => {
  it('has the real data’s proportions, all of it usable', async () => {
    const { summary, progress } = usual;
    const { cases, surveys, quarantine } = usualRows;
    const of = (status: string) => cases.filter((row) => row['status'] === status);
    expect(quarantine).toEqual([]);
    expect([of('Open').length, of('Closed').length, surveys.length]).toEqual([4_980, 3_103, 3_990]);
    expect(summary).toEqual({ registered: 4_980, closed: 3_103, surveys: 3_990 });
    expect(progress.at(-1)).toEqual({
      step: 'history',
      done: 12_073,
      total: 12_073,
      unit: 'events',
    });
  });

  it('tells each case once as Open, and a closed one once more with the same registration', async () => {
    const { cases, surveys } = usualRows;
    const opened = new Map(
      cases.filter((row) => row['status'] === 'Open').map((row) => [row['case_no'], row]),
    );
    expect(opened.size).toBe(4_980);
    const closed = cases.filter((row) => row['status'] === 'Closed');
    expect(new Set(closed.map((row) => row['case_no'])).size).toBe(closed.length);
    for (const row of closed) {
      expect(opened.get(row['case_no'] ?? '')?.['create_timestamp']).toBe(row['create_timestamp']);
    }
    for (const row of surveys) expect(opened.has(row['case_no'] ?? '')).toBe(true);
    const closedNumbers = new Set(closed.map((row) => row['case_no']));
    const ofClosed = surveys.filter((row) => closedNumbers.has(row['case_no']));
    expect(ofClosed.length / surveys.length).toBeGreaterThan(0.6);
  });

  it('ends in the day of the present, each day’s events in their order and in its own file', async () => {
    const { days } = usual;
    for (const [i, day] of days.entries()) {
      const { cases, surveys } = accepted([day]);
      const date = `2026-11-${String(12 + i).padStart(2, '0')}`;
      for (const times of [
        cases.map((row) => String(row['last_modified_timestamp'])),
        surveys.map((row) => String(row['survey_timestamp'])),
      ]) {
        expect(times.toSorted()).toEqual(times);
        for (const time of times) expect(time.slice(0, 10)).toBe(date);
      }
      expect(cases.length).toBeGreaterThan(50);
    }
    const last = accepted(days.slice(-1)).cases.at(-1)?.['last_modified_timestamp'];
    expect(String(last) < now).toBe(true);
  });

  it('writes texts only, under the source’s names', async () => {
    const { days } = usual;
    const [open] = days[4]?.cases ?? [];
    const [survey] = days[4]?.surveys ?? [];
    for (const line of [open, survey]) {
      for (const value of Object.values(JSON.parse(line ?? '')))
        expect(typeof value).toBe('string');
    }
    expect(Object.keys(JSON.parse(open ?? ''))).toEqual([
      'case_no',
      'create_timestamp',
      'last_modified_timestamp',
      'created_employee_key',
      'call_center_id',
      'status',
      'category',
      'sub_category',
      'communication_mode',
      'country_cd',
      'product_code',
    ]);
    expect(JSON.parse(survey ?? '')).toMatchObject({
      survey_id: expect.stringMatching(/^S-\d{6}$/),
    });
  });

  it('closes most cases within their SLA, urgent ones sooner', () => {
    const minutes = { P1: [] as number[], P21: [] as number[] };
    const priority: Readonly<Record<string, keyof typeof minutes>> = {
      SCAT3: 'P1',
      SCAT18: 'P1',
      SCAT25: 'P21',
    };
    for (const row of usualRows.cases) {
      const of = priority[String(row['sub_category'])];
      if (row['status'] !== 'Closed' || !of) continue;
      const [from, to] = [row['create_timestamp'], row['last_modified_timestamp']].map((text) =>
        Date.parse(`${text}Z`),
      );
      minutes[of].push(((to ?? 0) - (from ?? 0)) / 60_000);
    }
    const within = (limit: number, of: number[]) => of.filter((m) => m <= limit).length / of.length;
    const mean = (of: number[]) => of.reduce((sum, m) => sum + m, 0) / of.length;
    expect(within(60, minutes.P1)).toBeGreaterThan(0.8);
    expect(within(60, minutes.P1)).toBeLessThan(1);
    expect(mean(minutes.P1)).toBeLessThan(mean(minutes.P21) / 5);
  });

  it('has quiet nights and a quiet Sunday', () => {
    const received = usualRows.cases.filter((row) => row['status'] === 'Open');
    const count = (pattern: RegExp) =>
      received.filter((row) => pattern.test(String(row['create_timestamp']))).length;
    expect(count(/ 03:/)).toBeLessThan(count(/ 11:/) / 4);
    expect(count(/^2026-11-15/)).toBeLessThan(count(/^2026-11-16/) * 0.7);
  });

  it('writes the same bytes for the same seed, others for another', async () => {
    const first = usual;
    expect((await written()).days).toEqual(first.days);
    expect((await written({ seed: 10 })).days).not.toEqual(first.days);
  });

  it('ends at the business-local present', async () => {
    const { days } = await written({ businessTimezone: 'Asia/Tokyo', now: '2026-11-21 18:00:00' });
    const times = accepted(days, 'Asia/Tokyo').cases.map((row) =>
      String(row['last_modified_timestamp']),
    );
    expect(times.at(-1)).toMatch(/^2026-11-22 0[12]:/);
  });

  it('replaces an earlier, longer history and leaves other files alone', async () => {
    const out = join(folder, 'replaced');
    await mkdir(join(out, 'cases'), { recursive: true });
    await writeFile(join(out, 'cases', 'case_data_day11.json'), 'old');
    await writeFile(join(out, 'cases', 'notes.txt'), 'mine');
    await written({ out });
    const names = await readdir(join(out, 'cases'));
    expect(names).toHaveLength(11);
    expect(names).not.toContain('case_data_day11.json');
    expect(names).toContain('notes.txt');
  });

  it('has a file for every day even where nothing happened', async () => {
    const { days } = await written({ cases: 1, now: '2026-11-21 00:00:00' });
    expect(days).toHaveLength(10);
    expect(days.flatMap((day) => day.cases).length).toBeGreaterThanOrEqual(1);
  });

  it('refuses a number of cases that is none', async () => {
    await expect(written({ cases: 0 })).rejects.toThrow(
      'must be a whole number of at least 1, got 0',
    );
  });
});
