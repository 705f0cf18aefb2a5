import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { dashboard } from '../../../dashboard/definition/dashboard.ts';
import {
  admitPasswordUser,
  passwordDigest,
} from '../../../lambdas/migrate-warehouse/password-user.ts';
import { type ColumnType, dataSetsOf } from '../../../lib/quicksight/columns.ts';
import { onAllGrains } from '../../../lib/quicksight/grains.ts';
import { KpiWarehouse } from '../kpis/kpi-warehouse.ts';

const user = { username: 'casepulse_quicksight', password: 'Secret1' };

/** What QuickSight reads the types of Redshift as: https://docs.aws.amazon.com/quicksight/latest/user/supported-data-types-and-values.html */
const typeInQuickSight: Readonly<Record<string, ColumnType>> = {
  'character varying': 'STRING',
  smallint: 'INTEGER',
  integer: 'INTEGER',
  bigint: 'INTEGER',
  'double precision': 'DECIMAL',
  'timestamp without time zone': 'DATETIME',
  date: 'DATETIME',
};

const dataSets = dataSetsOf(onAllGrains(dashboard));

let admin: KpiWarehouse;
let client: RedshiftDataClient;
let quicksight: Warehouse;
beforeAll(async () => {
  admin = await KpiWarehouse.start('2026-03-10 12:00:00', 'UTC', {
    callers: { quicksight: user.username },
  });
  const credentials = { accessKeyId: 'quicksight', secretAccessKey: 'local' };
  client = new RedshiftDataClient({ endpoint: admin.url, region: 'us-east-1', credentials });
  quicksight = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
});
afterAll(async () => {
  client.destroy();
  await admin.close();
});

describe('QuickSight in the warehouse', () => {
  it('signs in as an analyst of its own, whose password can be given again', async () => {
    await admitPasswordUser(admin.warehouse, user);
    await admitPasswordUser(admin.warehouse, { ...user, password: 'Secret2' });
    const query = 'SELECT cases_received FROM care.kpi_overview';
    expect(await quicksight.query(query)).toEqual([{ cases_received: 0 }]);
    await expect(quicksight.query('SELECT * FROM dim.employee')).rejects.toThrow(
      /permission denied/i,
    );
  });

  it("has its password as Redshift's digest of password and name", () => {
    // md5sum of 'Secret1casepulse_quicksight'
    expect(passwordDigest(user)).toBe('c3a93b959166fd46b8453449b45adcdc');
  });

  it('reads every column as the type that the warehouse has', async () => {
    const rows = await admin.warehouse.query(
      "SELECT table_name, column_name, data_type FROM svv_columns WHERE table_schema = 'care'",
    );
    const types = new Map(
      rows.map((row) => [
        `${row['table_name']}.${row['column_name']}`,
        typeInQuickSight[String(row['data_type'])],
      ]),
    );
    const views = dataSets.filter(({ query }) => query === null);
    const wrong = views.flatMap(({ view, comparedWith, columns }) =>
      [view, ...(comparedWith === null ? [] : [comparedWith])].flatMap((name) =>
        columns
          .filter((column) => types.get(`${name}.${column.name}`) !== column.type)
          .map((column) => `${name}.${column.name} is no ${column.type}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('asks for the periods of all grains in a statement that the warehouse takes, and gets its columns', async () => {
    const [grains] = dataSets.filter(({ query }) => query !== null);
    await admin.warehouse.transaction([
      'CREATE TABLE public.by_grain AS '.concat(grains?.query?.replace(/^--.*\n/gm, '') ?? ''),
    ]);
    const rows = await admin.warehouse.query(
      "SELECT column_name, data_type FROM svv_columns WHERE table_name = 'by_grain'",
    );
    const made = rows.map((row) => [
      row['column_name'],
      typeInQuickSight[String(row['data_type'])],
    ]);
    const declared = (grains?.columns ?? []).map(({ name, type }) => [name, type]);
    expect(made.sort()).toEqual(declared.sort());
    expect(await quicksight.query(grains?.query ?? '')).toEqual([]);
  });
});
