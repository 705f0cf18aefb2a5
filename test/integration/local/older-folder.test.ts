import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { sqlStatements } from '../../../adapters/sql-file.ts';
import { applyMigrations, readMigrations } from '../../../lambdas/migrate-warehouse/migrations.ts';
import { DataFolder } from '../../../local/data-folder.ts';
import { startRedshift } from '../../../local/redshift/index.ts';

const casepulse = resolve(import.meta.dirname, '../../../bin/casepulse.ts');
/** The last migration before publishing stored sums: a version that people have data folders of. */
const lastOfOlderVersion = 'migrations/0012';

let parent: string;
let home: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'casepulse-older-'));
  home = join(parent, 'home');
  new DataFolder(home).prepare();
});
afterAll(async () => {
  await run('down');
  await rm(parent, { recursive: true, force: true });
});

const run = (...words: string[]) => {
  const { MYSQL_URL: _, ...env } = process.env;
  const options = { env: { ...env, CASEPULSE_HOME: home } };
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const child = execFile(process.execPath, [casepulse, ...words], options, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
};

/** Works on the folder's warehouse while no copy runs. */
const onWarehouse = async (work: (warehouse: Warehouse) => Promise<unknown>): Promise<void> => {
  const server = await startRedshift({
    dataDir: join(home, 'warehouse'),
    database: 'casepulse',
    s3: {},
  });
  const client = new RedshiftDataClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' },
  });
  try {
    await work(new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client));
  } finally {
    client.destroy();
    await server.close();
  }
};

const caseRow = (table: string, caseNo: string, status: string): string =>
  `INSERT INTO ${table} (case_no, create_timestamp, last_modified_timestamp, status, version_key, arrived_at, archive_key)
   VALUES ('${caseNo}', '2026-03-10 11:10:00', '2026-03-10 11:20:00', '${status}', '${caseNo}', '2026-03-10 11:20:01', 'archive/${caseNo}')`;

const up = () => run('up', '--detach', '--empty', '--now', '2026-03-10 12:00:00');

it('up brings the data folder of an older version to this one, and its facts count', async () => {
  await onWarehouse(async (warehouse) => {
    await warehouse.transaction(sqlStatements('migrator/begin.sql'));
    const older = readMigrations().filter(({ path }) => path < `${lastOfOlderVersion}~`);
    await applyMigrations(warehouse, older, () => {});
    await warehouse.transaction([
      caseRow('speed.fact_case', '1', 'Open'),
      caseRow('batch.fact_case', '1', 'Closed'),
      caseRow('batch.fact_case', '2', 'Closed'),
      caseRow('speed.fact_case', '3', 'Open'),
      "UPDATE batch.fact_case SET version_key = '0' WHERE case_no = '1'",
    ]);
  });
  expect(await up()).toMatchObject({ code: 0 });
  const { stdout } = await run(
    'query',
    'SELECT cases_received, cases_open, cases_closed FROM care.kpi_overview',
    '--format',
    'json',
  );
  expect(JSON.parse(stdout)).toEqual([{ cases_received: 3, cases_open: 2, cases_closed: 1 }]);
  await run('down');
});

it('up refuses the data folder of a newer version in one sentence, and leaves it as it is', async () => {
  const newer = "'migrations/9999_later.sql'";
  await onWarehouse((warehouse) =>
    warehouse.query(`INSERT INTO ops.schema_migration VALUES (${newer}, 'x', GETDATE())`),
  );
  const { code, stderr } = await up();
  expect(code).toBe(1);
  const sentences = stderr.split('\n').filter((line) => line.includes('casepulse: '));
  expect(sentences).toEqual([
    expect.stringMatching(
      /The warehouse has migrations\/9999_later\.sql, which this version does not know; use the version that made it, or a newer one/,
    ),
  ]);
  await onWarehouse(async (warehouse) => {
    const rows = await warehouse.query(`SELECT * FROM ops.schema_migration WHERE path = ${newer}`);
    expect(rows).toHaveLength(1);
  });
});
