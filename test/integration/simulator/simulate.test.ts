import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMysql } from '../../../adapters/mysql.ts';
import type { Progress } from '../../../domain/progress.ts';
import { startMariaDb } from '../../../local/mariadb.ts';
import { seedDimensions } from '../../../simulator/seed-dimensions.ts';
import { type SimulateOptions, simulate } from '../../../simulator/simulate.ts';
import { startStreams, streams } from './local-streams.ts';

const clock = () => new Date('2026-11-21T10:00:00Z');
const disorder = { duplicates: 0.05, late: 0.02, outOfOrder: 0.05, broken: 0.05 };

let local: Awaited<ReturnType<typeof startStreams>>;
beforeEach(async () => {
  local = await startStreams();
});
afterEach(() => local.close());

const run = (options: Partial<SimulateOptions>, report?: (progress: Progress) => void) =>
  simulate({ rate: 1_000, seed: 21, clock, streams, ...options }, report);

const texts = async (stream: string): Promise<string[]> =>
  (await local.read(stream)).flat().map(String).sort();

describe('simulate', () => {
  it('sends rate x duration events and counts what is in the streams', async () => {
    const progress: Progress[] = [];
    const counts = await run({ durationSeconds: 2, disorder }, (step) => progress.push(step));
    const cases = await texts(streams.cases);
    const surveys = await texts(streams.surveys);
    expect(counts.sent).toBe(2_000);
    expect(counts.streams).toEqual({ cases: cases.length, surveys: surveys.length });
    expect(cases.length + surveys.length).toBe(2_000);
    expect(counts.registered + counts.closed + counts.surveyed + counts.broken).toBe(2_000);
    for (const kind of ['registered', 'broken', 'duplicates', 'late'] as const) {
      expect(counts[kind]).toBeGreaterThan(0);
    }
    // Records are texts of different events, but for the duplicates and for broken ones without content.
    expect(new Set([...cases, ...surveys]).size).toBeGreaterThan(
      2_000 - counts.duplicates - counts.broken,
    );
    expect(progress.at(-1)).toEqual({
      step: 'live events',
      done: 2_000,
      total: 2_000,
      unit: 'events',
    });
  });

  it('sends the same records again for the same seed, clock and rate', async () => {
    await run({ durationSeconds: 1, disorder });
    const first = await texts(streams.cases);
    await local.close();
    local = await startStreams();
    await run({ durationSeconds: 1, disorder });
    expect(await texts(streams.cases)).toEqual(first);
  });

  it('stops at the signal, having counted every record that is in the streams', async () => {
    const stop = new AbortController();
    const counts = await run({ signal: stop.signal }, ({ done }) => {
      if (done >= 300) stop.abort();
    });
    const read = [...(await texts(streams.cases)), ...(await texts(streams.surveys))];
    expect(counts.sent).toBe(read.length);
    expect(counts.sent).toBeGreaterThanOrEqual(300);
  });

  it('sends nothing where the signal was given before', async () => {
    expect((await run({ signal: AbortSignal.abort() })).sent).toBe(0);
  });

  it('refuses a rate that is none, and a share that is none', async () => {
    await expect(run({ rate: 0 })).rejects.toThrow('The rate must be above 0');
    await expect(run({ disorder: { broken: 1.5 } })).rejects.toThrow('The share of broken');
  });
});

describe('simulate with reference tables', () => {
  let folder: string;
  let database: Awaited<ReturnType<typeof startMariaDb>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simulate-'));
    database = await startMariaDb({ dataDir: join(folder, 'mariadb') });
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('names only what the tables hold', async () => {
    const mysqlUrl = database.url;
    await seedDimensions({ mysqlUrl, size: 'small', seed: 1, now: '2026-11-21 10:00:00' });
    const connection = await openMysql(mysqlUrl);
    await connection.query(
      "DELETE FROM futurecart_call_center_details WHERE call_center_id <> 'C-110'",
    );
    await connection.query("UPDATE futurecart_case_category_details SET category_key = 'OWN'");
    await connection.end();
    await run({ mysqlUrl, durationSeconds: 0.5, disorder: { broken: 0 } });
    const events = (await texts(streams.cases)).map((text) => JSON.parse(text));
    expect(new Set(events.map((event) => event.call_center_id))).toEqual(new Set(['C-110']));
    expect(new Set(events.map((event) => event.category))).toEqual(new Set(['OWN']));
    for (const { created_employee_key: key } of events) expect(key).toMatch(/^100[0-4]\d\d$/);
  });
});
