import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { allViews, qualified } from '../../../lambdas/migrate-warehouse/views.ts';
import { KpiWarehouse } from './kpi-warehouse.ts';

const callers = {
  'casepulse-analyst': 'IAMR:casepulse-analyst',
  'casepulse-load-facts': 'IAMR:casepulse-load-facts',
  'casepulse-batch': 'IAMR:casepulse-batch',
};

let admin: KpiWarehouse;
const clients: RedshiftDataClient[] = [];
const as = (accessKeyId: string): Warehouse => {
  const client = new RedshiftDataClient({
    endpoint: admin.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'local' },
  });
  clients.push(client);
  return new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
};

beforeAll(async () => {
  admin = await KpiWarehouse.start('2026-03-10 12:00:00', 'UTC', { callers });
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await admin.close();
});

/** What a statement does to a table, by the letter that stands for it; none of them changes a row. */
const statements: Readonly<Record<string, (table: string) => string>> = {
  r: (table) => `SELECT COUNT(*) FROM ${table}`,
  a: (table) => `INSERT INTO ${table} SELECT * FROM ${table} WHERE 1 = 0`,
  d: (table) => `DELETE FROM ${table} WHERE 1 = 0`,
};

/** What a caller may do to a table: r reads, a adds rows, d deletes them; '' nothing. */
const rightsOf = async (warehouse: Warehouse, table: string): Promise<string> => {
  let rights = '';
  for (const [letter, statement] of Object.entries(statements)) {
    try {
      await warehouse.query(statement(table));
      rights += letter;
    } catch (error) {
      expect(String(error), table).toMatch(/permission denied/i);
    }
  }
  return rights;
};

/** One table or view at least of each schema, and who may do what: analyst, loader, batch. */
const rights: readonly (readonly [
  table: string,
  analyst: string,
  loader: string,
  batch: string,
])[] = [
  ['care.kpi_overview', 'r', 'r', 'r'],
  ['care.agent', 'r', 'r', 'r'],
  ['metrics.current_case', '', 'r', 'r'],
  ['dim.employee', '', '', 'rad'],
  ['dim.calendar', '', '', 'rad'],
  ['batch.fact_case', '', 'r', 'rad'],
  ['batch.fact_survey', '', 'r', 'rad'],
  ['batch.measured_case', '', 'r', 'rad'],
  ['batch.roll_up', '', '', 'rad'],
  ['batch.answer_count', '', '', 'rad'],
  ['speed.fact_case', '', 'rad', 'rd'],
  ['speed.fact_survey', '', 'rad', 'rd'],
  ['speed.case_change', '', 'rad', 'rad'],
  ['speed.survey_change', '', 'rad', 'rad'],
  ['staging.case_event', '', 'r', 'rad'],
  ['ops.writer_lock', '', 'rad', 'rad'],
  ['ops.load_ledger', '', 'rad', 'r'],
  ['ops.quarantine', '', 'rad', 'rad'],
  ['ops.batch_object', '', 'r', 'rad'],
  ['ops.check_result', '', '', 'ra'],
  ['ops.schema_migration', '', '', ''],
];

describe('rights', () => {
  it.each([
    ['analyst', 'casepulse-analyst', 1],
    ['loader', 'casepulse-load-facts', 2],
    ['batch layer', 'casepulse-batch', 3],
  ] as const)('of the %s are these and no more', async (_, caller, at) => {
    const warehouse = as(caller);
    const found: Record<string, string> = {};
    for (const [table] of rights) found[table] = await rightsOf(warehouse, table);
    expect(found).toEqual(Object.fromEntries(rights.map((row) => [row[0], row[at]])));
    for (const schema of ['care', 'metrics', 'dim', 'batch', 'speed', 'staging', 'ops']) {
      await expect(
        warehouse.query(`CREATE TABLE ${schema}.mine (id INTEGER)`),
        schema,
      ).rejects.toThrow(/permission denied/i);
    }
  });

  it('cover every schema of the warehouse', async () => {
    const schemas = await admin.warehouse.query(
      "SELECT DISTINCT table_schema AS name FROM information_schema.tables WHERE table_schema NOT IN ('information_schema') AND table_schema NOT LIKE 'pg_%'",
    );
    const covered = new Set(rights.map(([table]) => table.split('.')[0]));
    expect(new Set(schemas.map(({ name }) => name))).toEqual(covered);
  });

  it('of the analyst hold for every view of care, also after they were made anew', async () => {
    await admin.migrate('Asia/Kolkata');
    const analyst = as('casepulse-analyst');
    for (const view of allViews('UTC').filter(({ schema }) => schema === 'care')) {
      await analyst.query(`SELECT COUNT(*) FROM ${qualified(view)}`);
    }
  });
});
