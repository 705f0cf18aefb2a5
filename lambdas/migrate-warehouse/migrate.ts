import type { Warehouse } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import type { Report } from '../../domain/progress.ts';
import { applyMigrations, pendingMigrations, readMigrations } from './migrations.ts';
import { allViews, makeViews } from './views.ts';

export type MigrateOptions = {
  /** IANA zone that event timestamps are in; the views' 'now' is in it. */
  readonly businessTimezone: string;
};

/**
 * Brings the warehouse to this version's schema: migrations that it lacks, then views whose text or time
 * zone changed. Doing it again changes nothing; a run that was killed is taken up by the next.
 * @returns what was applied: paths of migrations, names of views.
 * @throws ConsistencyError where an applied migration was edited, StatementFailed, TransientError
 */
export const migrateWarehouse = async (
  warehouse: Warehouse,
  options: MigrateOptions,
  report: Report = () => {},
): Promise<{ applied: string[] }> => {
  await warehouse.transaction(sqlStatements('migrator/begin.sql'));
  const applied = new Map<string, string>();
  for (const statement of sqlStatements('migrator/applied.sql')) {
    for (const row of await warehouse.query(statement)) {
      applied.set(String(row['path']), String(row['checksum']));
    }
  }
  const migrations = pendingMigrations(readMigrations(), applied);
  await applyMigrations(warehouse, migrations, report);
  // A migration may have dropped views with what they read: after one, all are made anew.
  const before = migrations.length > 0 ? new Map<string, string>() : applied;
  const views = await makeViews(warehouse, allViews(options.businessTimezone), before, report);
  return { applied: [...migrations.map(({ path }) => path), ...views] };
};
