import { describe, expect, it } from 'vitest';
import { checkedDisorder, type Disorder } from '../../../simulator/live/disorder.ts';
import { type LiveEvent, liveEvents } from '../../../simulator/live/events.ts';
import { generatedKeys } from '../../../simulator/reference-keys.ts';
import { acceptAll } from './accepted.ts';

const fixed = '2026-11-21 10:00:00';
const atFixed = () => new Date('2026-11-21T10:00:00Z');
const order: Disorder = { duplicates: 0, late: 0, outOfOrder: 0, broken: 0 };

type Options = {
  seed?: number;
  rate?: number;
  disorder?: Partial<Disorder>;
  clock?: () => Date;
  zone?: string;
};

const events = (count: number, options: Options = {}): LiveEvent[] =>
  liveEvents({
    rate: options.rate ?? 20,
    seed: options.seed ?? 3,
    clock: options.clock ?? atFixed,
    businessTimezone: options.zone ?? 'UTC',
    keys: generatedKeys('small'),
    disorder: { ...order, ...options.disorder },
  })
    .take(count)
    .toArray();

const texts = (of: readonly LiveEvent[]): string[] => of.map(({ text }) => text);
const share = (of: readonly LiveEvent[], holds: (event: LiveEvent) => boolean): number =>
  of.filter(holds).length / of.length;

/** The times that don't lie in [from, to). */
const outside = (times: readonly string[], from: string, to: string): string[] =>
  times.filter((time) => time < from || time >= to);

describe('live events', () => {
  it('are the same for the same seed, clock and rate, and others for another seed', () => {
    const disorder = checkedDisorder({});
    expect(events(2_000, { disorder })).toEqual(events(2_000, { disorder }));
    expect(texts(events(100, { seed: 4 }))).not.toEqual(texts(events(100)));
  });

  it('are all usable, and happened in the last minute before a clock that stands still', () => {
    const { cases, surveys, quarantine } = acceptAll(texts(events(4_000)), fixed);
    expect(quarantine).toEqual([]);
    const times = [
      ...cases.map((row) => String(row['last_modified_timestamp'])),
      ...surveys.map((row) => String(row['survey_timestamp'])),
    ];
    expect(outside(times, '2026-11-21 09:59:00', fixed)).toEqual([]);
  });

  it('carry business-local times', () => {
    const { cases } = acceptAll(texts(events(50, { zone: 'Asia/Kolkata' })), fixed, 'Asia/Kolkata');
    for (const row of cases)
      expect(row['last_modified_timestamp']).toMatch(/^2026-11-21 15:29:\d\d$/);
  });

  it.each([
    [5, 300],
    [100, 2_000],
    [1_000, 20_000],
    [10, 10 * 900],
  ])('are of all kinds from the first seconds on, at %i a second, and stay so', (rate, count) => {
    const sent = events(count, { rate });
    for (const what of ['closed', 'surveyed'] as const) {
      expect(share(sent, (event) => event.what === what)).toBeGreaterThan(0.12);
      expect(share(sent, (event) => event.what === what)).toBeLessThan(0.4);
    }
    expect(share(sent, (event) => event.what === 'registered')).toBeGreaterThan(0.35);
  });

  it('tell one life for each case: registered (or from before), then closed, then surveyed', () => {
    const stages = new Map<string, string[]>();
    for (const { caseNumber, what } of events(10_000)) {
      stages.set(caseNumber, [...(stages.get(caseNumber) ?? []), what]);
    }
    const lives = new Set([...stages.values()].map((life) => life.join(' ')));
    expect(lives).toEqual(
      new Set([
        'closed',
        'closed surveyed',
        'registered',
        'registered closed',
        'registered surveyed',
        'registered closed surveyed',
      ]),
    );
  });

  it('close a case when its time has come on a clock that goes on', () => {
    let taken = 0;
    const rate = 10;
    const clock = () => new Date(atFixed().getTime() + (taken / rate) * 1000);
    const running = liveEvents({
      rate,
      seed: 5,
      clock,
      businessTimezone: 'UTC',
      keys: generatedKeys('small'),
      disorder: order,
    });
    const durations: number[] = [];
    for (; taken < 20_000; taken += 1) {
      const { what, text } = running.next().value;
      if (what !== 'closed') continue;
      const event = JSON.parse(text) as Record<string, string>;
      const [created, closed] = ['create_timestamp', 'last_modified_timestamp'].map((name) =>
        Date.parse(`${event[name]}Z`),
      );
      durations.push(((closed ?? 0) - (created ?? 0)) / 1000);
      expect(closed).toBeLessThan(clock().getTime());
      expect(closed).toBeGreaterThan(clock().getTime() - 32_000);
    }
    expect(Math.min(...durations)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...durations)).toBeGreaterThan(1_800);
  });

  it('never take a number of another run', () => {
    const numbers = (options: Options) =>
      new Set(events(500, options).map((event) => event.caseNumber));
    const first = numbers({});
    const later = numbers({ clock: () => new Date('2026-11-21T10:00:01Z') });
    const otherSeed = numbers({ seed: 4 });
    expect(first.isDisjointFrom(later)).toBe(true);
    expect(first.isDisjointFrom(otherSeed)).toBe(true);
    for (const number of first) expect(number.length).toBeGreaterThan(12);
  });

  it('break the share of records that is asked for, each in one quarantine row, for many reasons', () => {
    const sent = events(8_000, { disorder: { broken: 0.1 } });
    const broken = sent.filter(({ what }) => what === 'broken');
    const rows = acceptAll(texts(broken), fixed);
    expect(rows.cases.length + rows.surveys.length).toBe(0);
    expect(rows.quarantine).toHaveLength(broken.length);
    expect(new Set(rows.quarantine.map((row) => row['reason_code'])).size).toBeGreaterThan(7);
    // Of what is not due already; closings and surveys are whole.
    expect(broken.length / sent.length).toBeGreaterThan(0.05);
    expect(broken.length / sent.length).toBeLessThan(0.1);
    expect(
      acceptAll(texts(sent.filter(({ what }) => what !== 'broken')), fixed).quarantine,
    ).toEqual([]);
  });

  it('repeat events byte for byte, seconds later', () => {
    const sent = events(8_000, { disorder: { duplicates: 0.1 } });
    expect(share(sent, (event) => event.isDuplicate)).toBeCloseTo(0.1, 1);
    const seen = new Set<string>();
    for (const { text, isDuplicate } of sent) {
      expect(seen.has(text)).toBe(isDuplicate);
      seen.add(text);
    }
  });

  it('let later events overtake some', () => {
    const sent = events(8_000, { disorder: { outOfOrder: 0.2 } });
    const stages = new Map<string, string[]>();
    for (const { caseNumber, what } of sent) {
      stages.set(caseNumber, [...(stages.get(caseNumber) ?? []), what]);
    }
    const lives = new Set([...stages.values()].map((life) => life.join(' ')));
    expect(lives).toContain('closed registered');
    expect(lives).toContain('registered surveyed closed');
    expect(share(sent, (event) => event.isOvertaken)).toBeCloseTo(0.2, 1);
  });

  it('send some cases hours late', () => {
    const late = events(5_000, { disorder: { late: 0.2 } }).filter((event) => event.isLate);
    const { cases } = acceptAll(texts(late), fixed);
    const times = cases.map((row) => String(row['create_timestamp']));
    expect(times.length).toBeGreaterThan(100);
    expect(outside(times, '2026-11-21 04:00:00', '2026-11-21 09:55:01')).toEqual([]);
  });

  it('refuse a share that is none', () => {
    expect(() => checkedDisorder({ broken: 2 })).toThrow('The share of broken must be at least 0');
  });
});
