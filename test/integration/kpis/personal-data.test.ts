import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMysql } from '../../../adapters/mysql.ts';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { runBatch } from '../../../batch/run.ts';
import { allViews, qualified } from '../../../lambdas/migrate-warehouse/views.ts';
import { startMariaDb } from '../../../local/mariadb.ts';
import type { LocalServer } from '../../../local/server.ts';
import { seedDimensions } from '../../../simulator/seed-dimensions.ts';
import { batchConfig, startBuckets } from '../batch/local-objects.ts';
import { startWarehouse } from '../batch/local-warehouse.ts';

const now = '2026-03-10 12:00:00';
let folder: string;
let objects: LocalServer;
let database: LocalServer;
let mysql: Connection;
let warehouse: Awaited<ReturnType<typeof startWarehouse>>;
const clients: RedshiftDataClient[] = [];

const as = (accessKeyId: string): Warehouse => {
  const client = new RedshiftDataClient({ credentials: { accessKeyId, secretAccessKey: 'local' } });
  clients.push(client);
  return new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
};

/** Gives every employee values that nothing else in the warehouse holds, and runs the batch layer. */
const publishEmployees = async (mark: string): Promise<void> => {
  await mysql.query(
    `UPDATE futurecart_employee_details SET first_name = CONCAT('personal-${mark}-', emp_key), last_name = CONCAT('personal-${mark}-', emp_key),
     email = CONCAT('personal-${mark}-', emp_key, '@example.com'), ldap = CONCAT('personal-${mark}-', emp_key)`,
  );
  await runBatch(batchConfig(database.url), { only: 'dimensions' });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casepulse-personal-'));
  objects = await startBuckets();
  [warehouse, database] = await Promise.all([
    startWarehouse(objects.url, now),
    startMariaDb({ dataDir: join(folder, 'mysql') }),
  ]);
  mysql = await openMysql(database.url);
  await seedDimensions({ mysqlUrl: database.url, size: 'small', seed: 1, now });
  await publishEmployees('first');
  const [agent] = await warehouse.warehouse.query(
    'SELECT MIN(agent_key) AS agent_key FROM care.agent',
  );
  await warehouse.warehouse.transaction([
    `INSERT INTO batch.fact_case VALUES ('1', '${now}', '${now}', '${agent?.['agent_key']}', NULL, 'Open', NULL, NULL, NULL, NULL, NULL, 'v', '${now}', 'a')`,
    `INSERT INTO ops.quarantine VALUES ('case-stream', 's', '1', 0, 0, '${now}', 'cases', 'not_json', 'It must be JSON', NULL, 'personal-sample', 'sha', 'raw', 0, 15, 'a')`,
    'CREATE USER "IAMR:casepulse-lead" PASSWORD DISABLE',
    'GRANT ROLE personal_data TO "IAMR:casepulse-lead"',
  ]);
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await mysql?.end();
  await warehouse?.close();
  await database?.close();
  await objects?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The views of care in which a caller reads personal data, and how many they may read at all. */
const viewsThatTell = async (caller: Warehouse): Promise<{ read: number; tell: string[] }> => {
  const views = allViews('UTC').filter(({ schema }) => schema === 'care');
  const tell: string[] = [];
  for (const view of views) {
    const { rows } = await caller.result(`SELECT * FROM ${qualified(view)}`);
    if (JSON.stringify(rows).includes('personal-')) tell.push(view.name);
  }
  return { read: views.length, tell };
};

const agents = (caller: Warehouse) =>
  caller.query(
    'SELECT first_name, last_name, email, ldap, COUNT(*) > 0 AS is_there FROM care.agent GROUP BY 1, 2, 3, 4 ORDER BY 1 LIMIT 1',
  );
const masked = { first_name: '***', last_name: '***', email: '***', ldap: '***', is_there: true };

describe('personal data of employees and of refused records', () => {
  it('is masked for the analyst in every view, before and after a second batch run', async () => {
    const analyst = as('casepulse-analyst');
    expect((await viewsThatTell(analyst)).tell).toEqual([]);
    expect(await agents(analyst)).toEqual([masked]);
    await publishEmployees('second');
    const after = await viewsThatTell(analyst);
    expect(after.tell).toEqual([]);
    expect(after.read).toBeGreaterThan(25);
    expect(await agents(analyst)).toEqual([masked]);
    expect(await analyst.query('SELECT sample FROM care.quarantine')).toEqual([{ sample: '***' }]);
  });

  it('is masked for the loader, which reads care to reconcile', async () => {
    const loader = as('casepulse-load-facts');
    expect(await agents(loader)).toEqual([masked]);
    const history = await loader.query('SELECT DISTINCT email FROM care.employee_history');
    expect(history).toEqual([{ email: '***' }]);
  });

  it('can not be told by a filter or a join either', async () => {
    const analyst = as('casepulse-analyst');
    const found = await analyst.query(
      "SELECT COUNT(*) AS agents FROM care.agent WHERE email LIKE 'personal-%' OR last_name > 'p'",
    );
    expect(found).toEqual([{ agents: 0 }]);
  });

  it('is there for a member of personal_data, who reads care and nothing else', async () => {
    const lead = as('casepulse-lead');
    expect((await viewsThatTell(lead)).tell.sort()).toEqual([
      'agent',
      'employee_history',
      'quarantine',
    ]);
    const [agent] = await agents(lead);
    expect(agent?.['email']).toMatch(/^personal-second-\d+@example.com$/);
    await expect(lead.query('SELECT * FROM dim.employee')).rejects.toThrow(/permission denied/i);
  });
});
