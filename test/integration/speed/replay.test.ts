import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadAll } from '../../../lambdas/load-facts/load.ts';
import { replay } from '../../../lambdas/load-facts/replay.ts';
import { aggregate } from '../../unit/events/aggregates.ts';
import { caseEvent, surveyEvent } from '../../unit/events/records.ts';
import { type SpeedLayer, startSpeedLayer } from './speed-layer.ts';

let layer: SpeedLayer;
beforeAll(async () => {
  layer = await startSpeedLayer();
});
beforeEach(() => layer.clear());
afterAll(() => layer.close());

const sweep = () => loadAll({} as Parameters<typeof loadAll>[0], layer.loader);
const noReport = () => {};
const everything = { fromHour: '2026-03-10 00', toHour: '9999-12-31 23' };

/** All that analysts can see of it, and how often each object counts. */
const state = async () => ({
  cases: await layer.warehouse.query('SELECT * FROM speed.fact_case ORDER BY case_no'),
  surveys: await layer.warehouse.query('SELECT * FROM speed.fact_survey ORDER BY survey_id'),
  quarantine: await layer.warehouse.query(
    'SELECT * FROM ops.quarantine ORDER BY sequence_number, sub_sequence_number, element',
  ),
  ledger: await layer.warehouse.query(
    'SELECT archive_key, row_count FROM ops.load_ledger ORDER BY archive_key',
  ),
});

const events = [
  caseEvent,
  { ...caseEvent, status: 'Closed' },
  surveyEvent,
  'broken',
  aggregate([JSON.stringify({ ...caseEvent, case_no: 2 }), 'x', JSON.stringify(surveyEvent)]),
];

describe('a replay from the archive', () => {
  it('of an intact speed layer changes nothing, once or twice', async () => {
    await layer.send(events);
    await layer.send([{ ...caseEvent, case_no: 3 }, 'x'], 100);
    await sweep();
    const before = await state();
    const counts = await replay(everything, layer.loader, noReport);
    expect(counts).toEqual({ cases: 2, surveys: 1, quarantine: 2 });
    expect(await state()).toEqual(before);
    await replay(everything, { ...layer.loader, maxBytes: 1 }, noReport);
    expect(await state()).toEqual(before);
  });

  it('heals facts that had gone wrong, were lost, or never were loaded', async () => {
    await layer.send(events);
    await layer.send([{ ...caseEvent, case_no: 3 }], 100);
    await sweep();
    const before = await state();
    await layer.warehouse.transaction([
      "UPDATE speed.fact_case SET status = 'Open', version_key = 'zzzz' WHERE case_no = '600001'",
      "DELETE FROM speed.fact_case WHERE case_no = '3'",
      'DELETE FROM speed.fact_survey',
      'DELETE FROM ops.quarantine',
      "DELETE FROM ops.load_ledger WHERE kind = 'surveys'",
    ]);
    await replay(everything, layer.loader, noReport);
    expect(await state()).toEqual(before);
  });

  it('beside loads and other replays comes to the same', async () => {
    await layer.send(events);
    await layer.send([{ ...caseEvent, case_no: 3 }, 'x'], 100);
    await sweep();
    const before = await state();
    await layer.send([{ ...caseEvent, case_no: 3, status: 'Closed' }], 200);
    await Promise.all([
      replay(everything, layer.loader, noReport),
      sweep(),
      replay(everything, { ...layer.loader, maxBytes: 1 }, noReport),
      sweep(),
    ]);
    const after = await state();
    expect(after.ledger).toHaveLength(before.ledger.length + 1);
    expect(after.quarantine).toEqual(before.quarantine);
    expect(after.cases.map((row) => [row['case_no'], row['status']])).toEqual([
      ['2', 'Open'],
      ['3', 'Closed'],
      ['600001', 'Closed'],
    ]);
  });

  it('takes the hours of its range only', async () => {
    await layer.send([caseEvent]);
    const [key = ''] = await layer.archived('cases');
    const bytes = (await layer.archive.get(key)) ?? '';
    for (const [date, hour] of [
      ['2026-03-09', '23'],
      ['2026-03-10', '13'],
      ['2026-03-11', '00'],
    ]) {
      await layer.archive.put(
        key.replace('2026-03-10/arrival_hour=12', `${date}/arrival_hour=${hour}`),
        bytes,
      );
    }
    const count = async (fromHour: string, toHour: string) =>
      (await replay({ fromHour, toHour }, layer.loader, noReport)).cases;
    expect(await count('2026-03-10 12', '2026-03-10 12')).toBe(1);
    expect(await count('2026-03-10 12', '2026-03-10 23')).toBe(2);
    expect(await count('2026-03-09 00', '2026-03-11 00')).toBe(4);
  });

  it('leaves to the batch layer what a run covers', async () => {
    await layer.send([caseEvent]);
    await sweep();
    const [key = ''] = await layer.archived('cases');
    await layer.warehouse.transaction([
      'DELETE FROM speed.fact_case',
      `INSERT INTO ops.batch_object SELECT '${key}', 'cases', 'case-stream', 1, GETDATE(), NULL, 'run', GETDATE()`,
    ]);
    await replay(everything, layer.loader, noReport);
    const { cases, ledger } = await state();
    expect(cases).toEqual([]);
    expect(ledger).toMatchObject([{ archive_key: key, row_count: 1 }]);
    await layer.warehouse.query('DELETE FROM ops.batch_object');
  });

  it('does not take away what an object gave that is gone from the archive', async () => {
    await layer.send([caseEvent]);
    await sweep();
    const before = await state();
    for (const key of await layer.archived('cases')) await layer.archive.delete(key);
    await replay(everything, layer.loader, noReport);
    expect(await state()).toEqual(before);
  });

  it('fails on an object that COPY can not read, and changes nothing of its load', async () => {
    await layer.send([caseEvent]);
    await sweep();
    const before = await state();
    const [key = ''] = await layer.archived('cases');
    await layer.archive.put(key, 'cut off');
    await expect(replay(everything, layer.loader, noReport)).rejects.toThrow(/refused a statement/);
    expect(await state()).toEqual(before);
    expect(await layer.loads('cases', 'pending')).toEqual([]);
  });
});

it('reading a stream again from TRIM_HORIZON, in other batches, changes nothing', async () => {
  const records = Array.from({ length: 3 }, (_, i) =>
    events.map((event) =>
      event === caseEvent ? { ...caseEvent, case_no: i, status: i % 2 ? 'Closed' : 'Open' } : event,
    ),
  ).flat();
  await layer.send(records);
  await sweep();
  const { ledger: _, ...before } = await state();
  for (const size of [1, 4, records.length]) {
    for (let first = 0; first < records.length; first += size) {
      await layer.send(records.slice(first, first + size), first);
    }
    await sweep();
  }
  const { ledger, ...after } = await state();
  // The rows may name another object that holds the same record; all else is the same.
  const withoutObject = (rows: typeof before) =>
    Object.values(rows)
      .flat()
      .map(({ archive_key: _key, raw_key: _raw, raw_offset: _offset, ...row }) => row);
  expect(withoutObject(after)).toEqual(withoutObject(before));
  expect(ledger.length).toBeGreaterThan(10);
});
