import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dimensions } from '../../../domain/dimensions.ts';
import { archiveTables, factTables } from '../../../domain/facts.ts';
import { redshiftType, type TableContract } from '../../../domain/table.ts';
import { allViews, qualified } from '../../../lambdas/migrate-warehouse/views.ts';
import { KpiWarehouse } from '../kpis/kpi-warehouse.ts';

let admin: KpiWarehouse;
beforeAll(async () => {
  admin = await KpiWarehouse.start('2026-03-10 12:00:00');
});
afterAll(() => admin.close());

/** Columns of a table as a contract would name them. */
const columnsOf = async ({ schema, name }: TableContract): Promise<unknown[]> =>
  (
    await admin.warehouse.query(
      `SELECT column_name, data_type, character_maximum_length, is_nullable
       FROM svv_columns WHERE table_schema = '${schema}' AND table_name = '${name}' ORDER BY ordinal_position`,
    )
  ).map((row) => [
    row['column_name'],
    row['data_type'] === 'character varying'
      ? `VARCHAR(${row['character_maximum_length']})`
      : String(row['data_type']).replace(' without time zone', '').toUpperCase(),
    row['is_nullable'],
  ]);

const contractOf = ({ columns }: TableContract): unknown[] =>
  columns.map((column) => [column.name, redshiftType(column), column.nullable ? 'YES' : 'NO']);

describe('the tables', () => {
  const speed = Object.values(factTables);
  const tables = [
    ...dimensions,
    ...speed,
    ...speed.map((table) => ({ ...table, schema: 'batch' })),
    ...Object.values(archiveTables),
  ];
  it.each(tables.map((table) => [`${table.schema}.${table.name}`, table] as const))(
    '%s has the columns of its contract, in order',
    async (_, table) => {
      expect(await columnsOf(table)).toEqual(contractOf(table));
    },
  );
});

describe('migrating again', () => {
  it('changes nothing', async () => {
    expect(await admin.migrate('UTC')).toEqual({ applied: [] });
  });

  it('makes anew what a killed run left unrecorded, missing views too', async () => {
    await admin.warehouse.query("DELETE FROM ops.schema_migration WHERE path LIKE 'views/%'");
    await admin.warehouse.query('DROP VIEW care.kpi_daily');
    const { applied } = await admin.migrate('UTC');
    expect(applied).toEqual(allViews('UTC').map(qualified));
    expect(await admin.view('kpi_daily')).toEqual([]);
  });

  it('makes anew a changed view with all that read it, and drops one that is gone', async () => {
    await admin.warehouse.transaction([
      "UPDATE ops.schema_migration SET checksum = 'before' WHERE path = 'views/metrics.call_center'",
      "INSERT INTO ops.schema_migration VALUES ('views/care.old_kpi', 'x', GETDATE())",
      'CREATE VIEW care.old_kpi AS SELECT a.case_no FROM metrics.current_case a',
    ]);
    const { applied } = await admin.migrate('UTC');
    expect(applied.sort()).toEqual([
      'care.fact_case',
      'care.fact_survey',
      'care.kpi_by_call_center',
      'care.member_label',
      'metrics.batch_case',
      'metrics.call_center',
    ]);
    await expect(admin.view('old_kpi')).rejects.toThrow(/does not exist/);
    expect(await admin.migrate('UTC')).toEqual({ applied: [] });
  });

  it('refuses a migration that was edited, naming it', async () => {
    const path = 'migrations/0003_facts.sql';
    const [row] = await admin.warehouse.query(
      `SELECT checksum FROM ops.schema_migration WHERE path = '${path}'`,
    );
    const setChecksum = (checksum: unknown) =>
      admin.warehouse.query(
        `UPDATE ops.schema_migration SET checksum = '${checksum}' WHERE path = '${path}'`,
      );
    await setChecksum('0123456789abcdef');
    await expect(admin.migrate('UTC')).rejects.toThrow(
      /migrations\/0003_facts\.sql must stay as it was applied \(checksum 0123456789ab\).*write a new migration/,
    );
    await setChecksum(row?.['checksum']);
    expect(await admin.migrate('UTC')).toEqual({ applied: [] });
  });

  it('refuses a warehouse of a newer version', async () => {
    await admin.warehouse.query(
      "INSERT INTO ops.schema_migration VALUES ('migrations/9999_later.sql', 'x', GETDATE())",
    );
    await expect(admin.migrate('UTC')).rejects.toThrow(
      /9999_later\.sql, which this version does not know/,
    );
    await admin.warehouse.query(
      "DELETE FROM ops.schema_migration WHERE path = 'migrations/9999_later.sql'",
    );
  });
});
