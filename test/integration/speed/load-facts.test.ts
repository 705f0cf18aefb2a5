import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadAll, loadWoken } from '../../../lambdas/load-facts/load.ts';
import { loadKind } from '../../../lambdas/load-facts/load-kind.ts';
import { pendingObjects } from '../../../lambdas/load-facts/pending-objects.ts';
import { caseEvent, surveyEvent } from '../../unit/events/records.ts';
import { type SpeedLayer, startSpeedLayer } from './speed-layer.ts';
import { sequence } from './storage.ts';

let layer: SpeedLayer;
beforeAll(async () => {
  layer = await startSpeedLayer();
});
beforeEach(() => layer.clear());
afterAll(() => layer.close());

const partition = 'origin=stream/arrival_date=2026-03-10/arrival_hour=12';

const sqsEvent = (bodies: readonly unknown[]) =>
  ({
    Records: bodies.map((body, index) => ({
      messageId: `m${index}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })),
  }) as SQSEvent;

const at = (minute: number) => `2026-03-10 11:${String(minute).padStart(2, '0')}:00`;
const caseAt = (minute: number, fields: object = {}) => ({
  ...caseEvent,
  create_timestamp: at(0),
  last_modified_timestamp: at(minute),
  ...fields,
});

const currentCases = () =>
  layer.warehouse.query(
    'SELECT case_no, status, last_modified_timestamp, category, product_code, version_key FROM speed.fact_case ORDER BY case_no',
  );
const ledger = () =>
  layer.warehouse.query(
    'SELECT kind, row_count, first_sequence_number, last_sequence_number, last_event_at FROM ops.load_ledger ORDER BY kind, first_sequence_number',
  );

describe('load-facts', () => {
  it('loads each kind that was woken, and enters every object into the ledger', async () => {
    await layer.send([caseEvent, surveyEvent, { ...caseEvent, case_no: 2 }, 'garbage']);
    const wakeUps = ['cases', 'surveys', 'quarantine'].map((kind) => ({
      version: 1,
      kind,
      partition,
    }));
    expect(await loadWoken(sqsEvent(wakeUps), layer.loader)).toEqual({ batchItemFailures: [] });

    expect(await layer.warehouse.query('SELECT * FROM speed.fact_survey')).toMatchObject([
      {
        survey_id: 'S-500014',
        case_no: '600001',
        survey_timestamp: '2026-03-10 11:55:00',
        q1: 9,
        q4: 'Y',
      },
    ]);
    expect(await currentCases()).toMatchObject([
      { case_no: '2' },
      { case_no: '600001', status: 'Open' },
    ]);
    expect(await ledger()).toEqual([
      {
        kind: 'cases',
        row_count: 2,
        first_sequence_number: sequence(0),
        last_sequence_number: sequence(2),
        last_event_at: '2026-03-10 11:50:00',
      },
      {
        kind: 'quarantine',
        row_count: 1,
        first_sequence_number: sequence(3),
        last_sequence_number: sequence(3),
        last_event_at: null,
      },
      {
        kind: 'surveys',
        row_count: 1,
        first_sequence_number: sequence(1),
        last_sequence_number: sequence(1),
        last_event_at: '2026-03-10 11:55:00',
      },
    ]);
    expect(await layer.loads('cases', 'pending')).toEqual([]);
    expect(await layer.loads('cases', 'done')).toHaveLength(1);
    expect(await pendingObjects(layer.loader, 'cases', 'recent')).toEqual([]);
  });

  it('gives the same facts in any order, split in any way, with any duplicates', async () => {
    const events = [
      caseAt(5),
      caseAt(20, { status: 'Closed' }),
      caseAt(20, { status: 'Open', product_code: 'zzz' }),
      caseAt(20, { status: 'Closed', product_code: 'é' }),
      caseAt(20, { status: 'Closed', product_code: null }),
      caseAt(3, { case_no: 7, category: 'CAT9' }),
      caseAt(3, { case_no: 7, category: 'CAT10' }),
      caseAt(3, { case_no: '7', category: 'cat1' }),
    ];
    await layer.send(events);
    await loadKind('cases', 'recent', layer.loader);
    const once = await currentCases();
    expect(once).toMatchObject([
      { case_no: '600001', status: 'Closed', product_code: 'é' },
      { case_no: '7', category: 'cat1' },
    ]);

    await layer.emptyWarehouse();
    for (const { key } of await Array.fromAsync(layer.archive.list('archive/'))) {
      await layer.archive.delete(key);
    }
    const reversed = events.toReversed();
    for (const [index, batch] of [
      reversed.slice(0, 3),
      events,
      reversed.slice(3),
      events,
    ].entries()) {
      await layer.send(batch, 100 * (index + 1));
      if (index !== 1) await loadKind('cases', 'recent', layer.loader);
    }
    expect(await currentCases()).toEqual(once);
  });

  it('never puts an older state over a newer one, and lets a case be re-opened', async () => {
    const loadState = async (state: object, first: number) => {
      await layer.send([state], first);
      await loadKind('cases', 'recent', layer.loader);
      return (await currentCases()).map(({ status }) => status);
    };
    expect(await loadState(caseAt(10, { status: 'Closed' }), 1)).toEqual(['Closed']);
    expect(await loadState(caseAt(5), 2)).toEqual(['Closed']);
    expect(await loadState(caseAt(10), 3)).toEqual(['Closed']);
    expect(await loadState(caseAt(30), 4)).toEqual(['Open']);
    expect(await ledger()).toHaveLength(4);
  });

  it('loads nothing twice: batches that overlap, sweeps at once, wake-ups again', async () => {
    await layer.send([caseAt(1), { ...surveyEvent }, 'x']);
    await layer.send([{ ...surveyEvent }, 'x', caseAt(2, { case_no: 3 })], 1);
    const event = {} as Parameters<typeof loadAll>[0];
    await Promise.all([loadAll(event, layer.loader), loadAll(event, layer.loader)]);
    const before = await layer.warehouse.query('SELECT * FROM speed.fact_case ORDER BY case_no');
    await loadAll(event, layer.loader);
    expect(await layer.warehouse.query('SELECT * FROM speed.fact_case ORDER BY case_no')).toEqual(
      before,
    );
    const counts = await layer.warehouse.query(
      'SELECT (SELECT COUNT(*) FROM speed.fact_case) AS cases, (SELECT COUNT(*) FROM speed.fact_survey) AS surveys, (SELECT COUNT(*) FROM ops.quarantine) AS refused, (SELECT COUNT(*) FROM ops.load_ledger) AS objects, (SELECT COUNT(DISTINCT archive_key) FROM ops.load_ledger) AS keys',
    );
    // Position 2 is quarantined by both batches, position 1 is a survey in both.
    expect(counts).toEqual([{ cases: 2, surveys: 1, refused: 1, objects: 6, keys: 6 }]);
  });

  it('takes as many objects as fit into one load, and goes on until nothing waits', async () => {
    for (let first = 0; first < 3; first++)
      await layer.send([caseAt(first, { case_no: first })], first);
    expect(await loadKind('cases', 'recent', { ...layer.loader, maxBytes: 1 })).toBe(3);
    expect(await layer.loads('cases', 'done')).toHaveLength(3);
    await layer.emptyWarehouse();
    expect(await loadKind('cases', 'recent', layer.loader)).toBe(3);
    expect(await layer.loads('cases', 'done')).toHaveLength(4);
  });

  it('begins no load for which the time does not reach', async () => {
    await layer.send([caseEvent]);
    expect(await loadKind('cases', 'recent', { ...layer.loader, remainingMs: () => 1000 })).toBe(0);
    expect(await pendingObjects(layer.loader, 'cases', [partition])).toHaveLength(1);
  });

  it('looks into the woken partition; the sweep into the newest eight days, never into history', async () => {
    await layer.send([caseEvent]);
    const [key = ''] = await layer.archived('cases');
    const bytes = (await layer.archive.get(key)) ?? '';
    const elsewhere = [
      key.replace('arrival_hour=12', 'arrival_hour=11'),
      key.replace('arrival_date=2026-03-10', 'arrival_date=2026-03-02'),
      key.replace('arrival_date=2026-03-10', 'arrival_date=2026-03-01'),
      key.replace('origin=stream', 'origin=history'),
    ];
    for (const other of elsewhere) await layer.archive.put(other, bytes);
    const found = async (where: 'recent' | string[]) =>
      (await pendingObjects(layer.loader, 'cases', where)).map((object) => object.key);
    expect(await found([partition])).toEqual([key]);
    expect(await found('recent')).toEqual([elsewhere[1], elsewhere[0], key]);
  });

  it('lets a message go that is no wake-up, and gives back those of a kind that failed', async () => {
    await layer.send([caseEvent, surveyEvent]);
    await layer.warehouse.query('ALTER TABLE speed.fact_case RENAME TO gone');
    const wakeUps = [
      'nonsense',
      { version: 1, kind: 'cases' },
      { version: 1, kind: 'surveys', partition },
    ];
    expect(await loadWoken(sqsEvent(wakeUps), layer.loader)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm1' }],
    });
    expect(await ledger()).toMatchObject([{ kind: 'surveys' }]);
    await layer.warehouse.query('ALTER TABLE speed.gone RENAME TO fact_case');
    expect(await loadKind('cases', [partition], layer.loader)).toBe(1);
  });

  it('makes quarantine rows that lead to the original bytes', async () => {
    const original = Buffer.from([0xff, 0x00, 0x27, 0xfe]);
    await layer.send([caseEvent, original, { ...caseEvent, status: "it's\nnot" }]);
    await loadKind('quarantine', 'recent', layer.loader);
    const rows = await layer.warehouse.query(
      'SELECT * FROM ops.quarantine ORDER BY sequence_number',
    );
    expect(rows).toMatchObject([
      { reason_code: 'not_utf8', kind: 'unknown', field: null, arrived_at: '2026-03-10 12:00:00' },
      { reason_code: 'unlisted_status', kind: 'cases', field: 'status' },
    ]);
    expect(rows[1]?.['sample']).toBe(JSON.stringify({ ...caseEvent, status: "it's\nnot" }));
    const place = {
      offset: Number(rows[0]?.['raw_offset']),
      bytes: Number(rows[0]?.['raw_bytes']),
    };
    const bytes = await layer.archive.get(String(rows[0]?.['raw_key']), place);
    expect(Buffer.from(bytes ?? [])).toEqual(original);
  });
});
