import type { ResultRow } from '../adapters/redshift-data.ts';
import { ShardReader } from '../adapters/shard-reader.ts';
import { sqlStatements } from '../adapters/sql-file.ts';
import { reconcile } from '../lambdas/load-facts/reconcile/reconcile.ts';
import { callersLoader } from './callers-loader.ts';
import { variable } from './environment.ts';
import { callersWarehouse } from './warehouses.ts';

/** The total of the last reconciliation; null where there was none. */
export const lastReconciliation = async (): Promise<ResultRow | null> => {
  const [sql = ''] = sqlStatements('reconcile/total.sql');
  return (await callersWarehouse().query(sql))[0] ?? null;
};

/** Compares now what was counted apart, with the caller's own credentials. @returns the total */
export const reconcileNow = (): Promise<ResultRow> =>
  reconcile({
    ...callersLoader(),
    reader: new ShardReader(),
    streams: [variable('CASE_STREAM'), variable('SURVEY_STREAM')],
  });
