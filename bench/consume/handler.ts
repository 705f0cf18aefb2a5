import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import parquetjs from 'parquetjs-lite';
import { arrowTable } from '../../adapters/arrow-columns.ts';
import { byteFunctions } from '../../adapters/byte-functions.ts';
import type { LoadQueue } from '../../adapters/load-queue.ts';
import type { ObjectStore } from '../../adapters/object-store.ts';
import { encodeArrow, encodeParquet, repetitiveColumns } from '../../adapters/parquet.ts';
import { acceptRecord, noRows } from '../../domain/events/index.ts';
import { archiveTables } from '../../domain/facts.ts';
import type { Row } from '../../domain/table.ts';
import { type Consumer, consume } from '../../lambdas/consume-events/consume.ts';
import { batchLimits } from '../../lambdas/consume-events/limits.ts';
import { shardBatches } from '../../lambdas/consume-events/shard-batch.ts';
import type { Benchmark } from '../runner/benchmark.ts';
import { caseBatch, caseText } from './case-events.ts';

/** Lambda's batch of the stream mapping. */
const events = 5_000;

const texts = Array.from({ length: events }, (_, i) => caseText(i, '2026-03-10 11'));
const event = caseBatch(texts, { position: 0, arrivedSeconds: 1_773_144_000 });

/** Storage and queue that take everything at once. */
const consumer: Consumer = {
  archive: { put: async () => {} } as unknown as ObjectStore,
  queue: { wake: async () => {} } as unknown as LoadQueue,
  businessTimezone: 'UTC',
  ...batchLimits,
  log: () => {},
  count: () => {},
  now: () => new Date(),
};

const partition = 'origin=stream/arrival_date=2026-03-10/arrival_hour=12';
const context = {
  ...byteFunctions,
  businessTimezone: 'UTC',
  archiveKeys: {
    cases: `archive/cases/${partition}/batch.parquet`,
    surveys: `archive/surveys/${partition}/batch.parquet`,
    quarantine: `archive/quarantine/${partition}/batch.parquet`,
  },
  rawKey: `quarantine-raw/${partition}/batch.bin`,
};

const accepted = (): readonly Row[] => {
  const rows = noRows();
  for (const { records } of shardBatches(event.Records)) {
    for (const record of records) acceptRecord(record, context, rows);
  }
  return rows.cases;
};

const table = archiveTables.cases;
const schema = new parquetjs.ParquetSchema(
  Object.fromEntries(
    table.columns.map(({ name, type, nullable }) => {
      const parquet =
        type === 'varchar' ? 'UTF8' : type === 'timestamp' ? 'TIMESTAMP_MICROS' : 'INT64';
      return [name, { type: parquet, compression: 'SNAPPY', optional: nullable }];
    }),
  ),
);

/** parquetjs-lite takes timestamps as numbers. */
const itsRow = (row: Row) =>
  Object.fromEntries(
    table.columns.map(({ name, type }) => [
      name,
      type === 'timestamp'
        ? Date.parse(`${row[name]}Z`.replace(' ', 'T')) * 1000
        : (row[name] ?? undefined),
    ]),
  );

export const consumeHandler: Benchmark = {
  name: 'consume-handler',
  about: `An invocation of consume-events with ${events.toLocaleString('en')} case events, from Lambda's event to Parquet bytes, storage stubbed; its stages; and the same with parquetjs-lite, which writes into a file. Its limits: JSON.parse of the same texts, parquet-wasm writing an Arrow table that is there already, and DuckDB on one thread, which reads the texts from a file of JSON Lines by named columns and writes Parquet: nothing checked, no version keys, eight columns fewer.`,
  run: async (bench) => {
    const rows = accepted();
    const columns = table.columns.map(({ name }) => rows.map((row) => row[name]));
    const arrow = arrowTable(table, columns);
    const dictionaries = repetitiveColumns(table, rows.length, (row, at) => columns[at]?.[row]);
    const lines = join(bench.folder, 'events.jsonl');
    writeFileSync(lines, texts.join('\n'));
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const duckDb = await instance.connect();
    bench.onEnd(() => {
      duckDb.closeSync();
      instance.closeSync();
    });
    const named = Object.keys(JSON.parse(caseText(0, '2026-03-10 11'))).map(
      (name) => `${name}: '${name.endsWith('_timestamp') ? 'TIMESTAMP' : 'VARCHAR'}'`,
    );
    await bench.compare({
      title: 'consume-events, one core',
      measure: 'rate',
      unit: 'events/s',
      runs: bench.isProfile ? 60 : 15,
      warmUps: 5,
      baseline: 'the same with parquetjs-lite',
      target: { text: '80,000 events/s', of: 'figure', atLeast: 80_000 },
      subjects: [
        {
          name: 'the handler',
          run: async () => {
            await consume(event, consumer);
            return events;
          },
        },
        {
          name: 'the same with parquetjs-lite',
          run: async () => {
            const path = join(bench.folder, 'rows.parquet');
            const writer = await parquetjs.ParquetWriter.openFile(schema, path);
            for (const row of accepted()) await writer.appendRow(itsRow(row));
            await writer.close();
            return events;
          },
        },
        { name: 'stage: events read and checked', run: async () => accepted().length },
        {
          name: 'stage: rows to Parquet',
          run: async () => {
            encodeParquet(table, rows);
            return rows.length;
          },
        },
        {
          name: 'limit: JSON.parse alone',
          run: async () => {
            for (const text of texts) JSON.parse(text);
            return events;
          },
        },
        {
          name: 'limit: parquet-wasm alone, from Arrow',
          run: async () => {
            encodeArrow(arrow, dictionaries);
            return events;
          },
        },
        {
          name: 'limit: DuckDB, JSON Lines to Parquet',
          run: async () => {
            await duckDb.run(
              `COPY (SELECT * FROM read_json('${lines}', format = 'newline_delimited', columns = {${named.join(', ')}})) TO '${join(bench.folder, 'duckdb.parquet')}' (FORMAT parquet, COMPRESSION snappy)`,
            );
            return events;
          },
        },
      ],
    });
  },
};
