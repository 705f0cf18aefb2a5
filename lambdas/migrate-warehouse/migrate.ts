import type { Warehouse } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import type { Report } from '../../domain/progress.ts';
import { applyMigrations, pendingMigrations, readMigrations } from './migrations.ts';
import { refreshRollUps } from './roll-ups.ts';
import { allViews, makeViews } from './views.ts';

/** The views that are there, as the list of what was made names them. */
const presentViews = async (warehouse: Warehouse): Promise<Set<string>> => {
  const present = new Set<string>();
  for (const statement of sqlStatements('migrator/present-views.sql')) {
    for (const { path } of await warehouse.query(statement)) present.add(String(path));
  }
  return present;
};

export type MigrateOptions = {
  /** IANA zone that event timestamps are in; the views' 'now' is in it. */
  readonly businessTimezone: string;
};

/**
 * Brings the warehouse to this version's schema: migrations that it lacks, then views whose text or time
 * zone changed, then what publishing stores for them, where its definition changed. Doing it again changes nothing; a run that was killed is taken up by the next.
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
  // A migration may have dropped views with what they read. The others stay: a reader never misses them.
  const present = await presentViews(warehouse);
  const before = new Map(
    [...applied].filter(([path]) => !path.startsWith('views/') || present.has(path)),
  );
  const all = allViews(options.businessTimezone);
  const views = await makeViews(warehouse, all, before, report);
  await refreshRollUps(warehouse, all, applied);
  return { applied: [...migrations.map(({ path }) => path), ...views] };
};
