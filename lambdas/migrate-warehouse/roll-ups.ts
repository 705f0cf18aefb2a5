import type { Warehouse } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import type { SqlView } from '../../adapters/sql-view.ts';
import { rollUpOfAll } from '../../batch/roll-up.ts';
import { type Applied, checksumOf, recordOf } from './migrations.ts';

/** Stands for what publishing stores, in the list of what the warehouse was made from. */
const path = 'roll-ups';

/**
 * Computes anew what publishing stores for the views, where its definition has changed since: a new measure, or a warehouse
 * from before there were stored sums.
 * @param views all views: what is stored is what the base views of schema metrics say
 */
export const refreshRollUps = async (
  warehouse: Warehouse,
  views: readonly SqlView[],
  applied: Applied,
): Promise<void> => {
  const statements = rollUpOfAll();
  const definitions = views.filter(({ schema }) => schema === 'metrics');
  const checksum = checksumOf(
    [...definitions.map(({ create }) => create), ...statements].join(';'),
  );
  if (applied.get(path) === checksum) return;
  await warehouse.transaction([
    ...sqlStatements('batch/begin-dimensions.sql'),
    ...statements,
    ...sqlStatements('migrator/forget.sql', { path }),
    ...recordOf(path, checksum),
  ]);
};
