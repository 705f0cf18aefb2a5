import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMysql } from '../../../adapters/mysql.ts';
import { ObjectStore } from '../../../adapters/object-store.ts';
import { type BatchContext, batchContext } from '../../../batch/context.ts';
import { extractDimensions } from '../../../batch/extract-dimensions.ts';
import { loadDimensions } from '../../../batch/load-dimensions.ts';
import { plan } from '../../../batch/plan.ts';
import { runBatch } from '../../../batch/run.ts';
import { dimensions } from '../../../domain/dimensions.ts';
import {
  ConfigurationError,
  ConsistencyError,
  ContractError,
  TransientError,
} from '../../../domain/errors.ts';
import { startMariaDb } from '../../../local/mariadb.ts';
import type { LocalServer } from '../../../local/server.ts';
import { seedDimensions } from '../../../simulator/seed-dimensions.ts';
import { queryWithDuckDb } from '../../unit/parquet/parquet-readers.ts';
import { batchConfig, startBuckets } from './local-objects.ts';
import { startWarehouse } from './local-warehouse.ts';

const now = '2026-03-10 12:00:00';
let folder: string;
let objects: LocalServer;
let database: LocalServer;
let warehouse: Awaited<ReturnType<typeof startWarehouse>>;
let mysql: Connection;
let context: BatchContext;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casepulse-dimensions-'));
  objects = await startBuckets();
  [warehouse, database] = await Promise.all([
    startWarehouse(objects.url, now),
    startMariaDb({ dataDir: join(folder, 'mysql') }),
  ]);
  mysql = await openMysql(database.url);
  context = batchContext(batchConfig(database.url), { only: 'dimensions' }, () => undefined);
});

afterAll(async () => {
  await mysql?.end();
  await warehouse?.close();
  await database?.close();
  await objects?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await seedDimensions({ mysqlUrl: database.url, size: 'small', seed: 1, now });
});

const run = () => runBatch(context.config, { only: 'dimensions' });

/** All rows of all dimensions, as text, by dimension: from MySQL and from the warehouse. */
const inMysql = async () => {
  const all: Record<string, string[]> = {};
  for (const { name, source, sourceColumns } of dimensions) {
    const columns = sourceColumns.map((column) => `\`${column}\``).join();
    const [rows] = await mysql.query({
      sql: `SELECT ${columns} FROM ${source}`,
      rowsAsArray: true,
    });
    all[name] = (rows as unknown[]).map((row) => JSON.stringify(row)).sort();
  }
  return all;
};
const inWarehouse = async () => {
  const all: Record<string, string[]> = {};
  for (const { name } of dimensions) {
    const { rows } = await warehouse.warehouse.result(`SELECT * FROM dim.${name}`);
    all[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return all;
};

describe('the dimensions', () => {
  it('are in the warehouse as they are in MySQL: every row, value, null and four-byte character', async () => {
    await mysql.query(
      "UPDATE futurecart_employee_details SET first_name = 'Zoë 🛒', last_name = NULL, hire_date = NULL WHERE emp_key = (SELECT key_ FROM (SELECT MIN(emp_key) AS key_ FROM futurecart_employee_details) AS m)",
    );
    const { steps } = await run();
    expect(steps.map(({ name }) => name)).toEqual([
      'extract-dimensions',
      'load-dimensions',
      'check',
    ]);
    const source = await inMysql();
    expect(source['employee']?.join()).toContain('Zoë 🛒');
    expect(await inWarehouse()).toEqual(source);
    const [record] = await warehouse.warehouse.query('SELECT mode, status FROM ops.batch_run');
    expect(record).toEqual({ mode: 'dimensions', status: 'published' });
  });

  it('are replaced: what is gone from MySQL is gone, and an emptied table is empty', async () => {
    await run();
    await mysql.query('DELETE FROM futurecart_product_details');
    await mysql.query('DELETE FROM futurecart_call_center_details LIMIT 3');
    await run();
    expect(await inWarehouse()).toEqual(await inMysql());
  });

  it('stay as they were, all eight, where one of them does not give the rows that were extracted', async () => {
    await run();
    const before = await inWarehouse();
    await mysql.query("UPDATE futurecart_case_priority_details SET SLA = '99'");
    const half = await plan(context);
    await extractDimensions(context, half);
    const staging = new ObjectStore('casepulse-staging');
    const counted = JSON.parse(
      new TextDecoder().decode(
        (await staging.get(`runs/${half.runId}/dimensions/extract.json`)) ?? undefined,
      ),
    );
    await staging.put(
      `runs/${half.runId}/dimensions/extract.json`,
      JSON.stringify({ ...counted, survey_question: 6 }),
    );
    const loading = loadDimensions(context, half);
    await expect(loading).rejects.toThrow(ConsistencyError);
    await expect(loading).rejects.toThrow(/rows in the warehouse must be those read from MySQL/);
    expect(await inWarehouse()).toEqual(before);
  });

  it('are extracted to Parquet files whose columns stand as the contract has them', async () => {
    const half = await plan(context);
    const counts = await extractDimensions(context, half);
    const staging = new ObjectStore('casepulse-staging');
    for (const { name, columns } of dimensions) {
      const file = await staging.get(`runs/${half.runId}/dimensions/${name}/part-00000.parquet`);
      const [described] = await queryWithDuckDb(
        file ?? new Uint8Array(),
        `SELECT (SELECT COUNT(*)::INT FROM {{file}}) AS rows, LIST(name) AS names FROM parquet_schema({{file}}) WHERE num_children IS NULL`,
      );
      expect(described).toEqual({
        rows: counts[name],
        names: columns.map((column) => column.name),
      });
    }
  });

  it.each([
    [
      'a zero date',
      "SET SESSION sql_mode = ''",
      "UPDATE futurecart_employee_details SET hire_date = '0000-00-00' LIMIT 1",
      `dim.employee.hire_date must be a date 'YYYY-MM-DD', got "0000-00-00"`,
    ],
    [
      'a value longer than the warehouse takes',
      'ALTER TABLE futurecart_call_center_details MODIFY location VARCHAR(300)',
      "UPDATE futurecart_call_center_details SET location = REPEAT('x', 201) LIMIT 1",
      'dim.call_center.location must be at most 200 bytes long (it has 201)',
    ],
  ])(
    'are not published with %s, and the message names table, column and value',
    async (_, prepare, change, message) => {
      await run();
      const before = await inWarehouse();
      await mysql.query(prepare);
      await mysql.query(change);
      const running = run();
      await expect(running).rejects.toThrow(ContractError);
      await expect(running).rejects.toThrow(message);
      expect(await inWarehouse()).toEqual(before);
      await mysql.query('DROP TABLE futurecart_call_center_details');
    },
  );

  it('are not published where a table is missing', async () => {
    await mysql.query('DROP TABLE futurecart_product_details');
    const running = run();
    await expect(running).rejects.toThrow(ConfigurationError);
    await expect(running).rejects.toThrow(
      /must have every reference table.*futurecart_product_details/,
    );
  });

  it('are not published where MySQL does not answer', async () => {
    const running = runBatch(batchConfig('mysql://root@127.0.0.1:1/futurecart'), {
      only: 'dimensions',
    });
    await expect(running).rejects.toThrow(TransientError);
    await expect(running).rejects.toThrow(/MySQL at 127.0.0.1:1 must answer/);
  });

  it('ask for MYSQL_URL where there is none', async () => {
    await expect(runBatch(batchConfig(null), { only: 'dimensions' })).rejects.toThrow(
      /MYSQL_URL must be set/,
    );
  });
});
