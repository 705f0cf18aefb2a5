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

/** A total as a line for a person. Younger ones may still be on their way, by the rule of care.pipeline_reconciliation. */
export const reconciliationText = (total: ResultRow | null): string => {
  if (total?.['differences'] === undefined) {
    return 'reconciliation: nothing was compared yet: status --reconcile';
  }
  const { differences, records_in_stream: records, objects_in_archive: objects } = total;
  const { records_given_up: givenUp } = total;
  const compared = `${records} records of the streams older than 15 minutes, and ${objects} archive objects`;
  const result =
    differences === 0
      ? `reconciliation: no difference in ${compared}`
      : `reconciliation: ${differences} DIFFERENCES in ${compared}: query care.pipeline_reconciliation`;
  return givenUp === 0
    ? result
    : `${result}\ngiven up: ${givenUp} of these records, stored and not loaded: quarantine redrive --of given-up`;
};
