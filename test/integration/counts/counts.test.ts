import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visualQuery } from '../../../dashboard/api/parameters.ts';
import { everything } from '../../../dashboard/api/span.ts';
import { rowLimitOf, visualStatements } from '../../../dashboard/api/visual-statements.ts';
import { dashboard } from '../../../dashboard/definition/dashboard.ts';
import { loadKind } from '../../../lambdas/load-facts/load-kind.ts';
import { sweep } from '../../../lambdas/load-facts/sweep.ts';
import { caseLine, surveyLine } from '../batch/event-lines.ts';
import { type Layers, startLayers } from '../batch/speed-and-batch.ts';
import { CallMeter } from './call-meter.ts';

/*
 * A guard without a clock: how many requests, statements, bytes and rows the pipeline needs. A count that grows is a
 * slower or dearer pipeline on every machine. Who changes one on purpose changes it here, with the reason.
 */

const meter = new CallMeter();
let layers: Layers;
beforeAll(async () => {
  layers = await startLayers();
  const { archive, staging, client, consumer } = layers;
  meter.listen(archive.client, staging.client, client, consumer.queue.client);
});
afterAll(() => layers.close());

/** A thousand events as a stream brings them: two thirds cases, one that can't be used. */
const thousandEvents = (first: number): string[] => [
  ...Array.from({ length: 660 }, (_, i) => caseLine(first + i)),
  ...Array.from({ length: 339 }, (_, i) => surveyLine(first + i)),
  'broken',
];
const where = ['origin=stream/arrival_date=2026-03-10/arrival_hour=12'];

describe('consuming a thousand events', () => {
  it('puts an object for each kind, the originals of what it refused and a receipt, and wakes the loader in one call', async () => {
    meter.take();
    await layers.send(thousandEvents(0), 0);
    const { calls, putBytes } = meter.take();
    expect(calls).toEqual({ PutObject: 5, SendMessageBatch: 1 });
    // 29,734 as of now: three Parquet files with footers of 5 KB, the rows, a receipt. A new version of the writer may
    // differ by a tenth; a column that is stored twice, or texts without a dictionary, differ by more.
    expect(putBytes).toBeGreaterThan(27_000);
    expect(putBytes).toBeLessThan(33_000);
  });
});

/** The Data API and S3 calls of one load, whatever it takes. */
const oneLoad = {
  // Which of the listed objects the ledger has.
  ExecuteStatement: 1,
  GetStatementResult: 1,
  // The load itself.
  BatchExecuteStatement: 1,
  // Manifests that are pending, the partition, and the marks of what was set aside.
  ListObjectsV2: 3,
  // The manifest as pending, and as done.
  PutObject: 2,
  DeleteObject: 1,
};

describe('a load', () => {
  it.each([
    // Lock, temporary table, COPY, away with what the ledger has, newer versions, away and in with them (2), changes of the batch layer's sums (2),
    // the same of the cases' surveys (3), ledger; and the question above.
    ['cases', 14],
    // No other kind's sums change with a survey.
    ['surveys', 11],
    // Nothing to upsert, and no sums.
    ['quarantine', 7],
  ] as const)(
    'of %s is one transaction and one question: %i statements',
    async (kind, statements) => {
      meter.take();
      expect(await loadKind(kind, where, layers.loader)).toBe(1);
      const load = meter.take();
      expect(load.calls).toEqual(oneLoad);
      expect(load.statements).toBe(statements);
    },
  );

  it('of ten objects takes as many calls and statements as one of a single object', async () => {
    for (let batch = 1; batch <= 10; batch++) {
      await layers.send([caseLine(10_000 + batch), caseLine(20_000 + batch)], batch * 10_000);
    }
    meter.take();
    expect(await loadKind('cases', where, layers.loader)).toBe(10);
    const load = meter.take();
    expect(load.calls).toEqual(oneLoad);
    expect(load.statements).toBe(14);
  });
});

describe('a sweep that finds nothing new', () => {
  it('does not ask the warehouse, and lists', async () => {
    await sweep('surveys', layers.loader);
    meter.take();
    await sweep('surveys', layers.loader);
    const { calls, statements } = meter.take();
    expect(statements).toBe(0);
    expect(Object.keys(calls).sort()).toEqual(['GetObject', 'ListObjectsV2']);
  });
});

describe('publishing', () => {
  const publish = async () => {
    const batch = new CallMeter();
    await layers.publish({}, ({ archive, staging, warehouse }) =>
      batch.listen(archive.client, staging.client, warehouse.client),
    );
    return batch.take();
  };

  it('takes as many statements for a thousand events as for two', async () => {
    const first = await publish();
    await layers.send([caseLine(30_000), surveyLine(30_000)], 900_000);
    const second = await publish();
    // The start, the objects that are covered, and one transaction that folds, stores the sums and checks itself.
    expect(first.statements).toBe(35);
    expect(first.calls).toMatchObject({ ExecuteStatement: 2, BatchExecuteStatement: 1 });
    // A listing for each kind and origin, and manifests; lists of objects for COPY.
    expect(first.calls).toMatchObject({ ListObjectsV2: 8, PutObject: 5, GetObject: 2 });
    expect(first.rows).toBe(1);
    expect(second.statements).toBe(first.statements);
    expect(second.calls).toEqual(first.calls);
  });
});

describe('the dashboard', () => {
  const query = visualQuery.parse({});

  it.each(dashboard.pages.map((page) => [page.id, page] as const))(
    'the page %s asks one statement for each view that it shows, and reads no more rows than it can show',
    async (_, page) => {
      for (const visual of page.visuals) {
        const { own, comparedWith } = visualStatements(visual, everything, query);
        const statements = [own, ...(comparedWith === null ? [] : [comparedWith])];
        expect(statements, visual.id).toHaveLength('comparedWith' in visual ? 2 : 1);
        meter.take();
        for (const { sql, parameters } of statements) {
          await layers.warehouse.result(sql, parameters);
        }
        const { calls, rows } = meter.take();
        // One page of the result: a second one is a second round trip.
        expect(calls, visual.id).toEqual({
          ExecuteStatement: statements.length,
          GetStatementResult: statements.length,
        });
        expect(rows, visual.id).toBeLessThanOrEqual(rowLimitOf(visual) * statements.length);
      }
    },
  );

  it('gets a result of hundreds of rows as one page, each row once', async () => {
    const [count] = await layers.warehouse.query('SELECT COUNT(*) AS cases FROM care.fact_case');
    meter.take();
    await layers.warehouse.query('SELECT * FROM care.fact_case');
    const { calls, rows } = meter.take();
    expect(calls).toEqual({ ExecuteStatement: 1, GetStatementResult: 1 });
    expect(rows).toBe(count?.['cases']);
    expect(rows).toBeGreaterThan(600);
  });
});
