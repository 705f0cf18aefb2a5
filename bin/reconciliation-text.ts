import type { ResultRow } from '../adapters/redshift-data.ts';

/** What does not match, by the column that counts it. */
const parts: Readonly<Record<string, string>> = {
  receipts_missing: 'without a receipt',
  objects_missing: 'gone from the archive',
  objects_not_loaded: 'not loaded',
  objects_with_other_rows: 'with other rows than were counted before',
};

const counted = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`;

const differencesText = (total: ResultRow): string => {
  const records =
    Number(total['records_in_stream']) -
    Number(total['records_covered']) -
    Number(total['records_given_up']);
  return [
    ...(records === 0 ? [] : [`${counted(records, 'record')} that nothing accounts for`]),
    ...Object.entries(parts).flatMap(([column, what]) => {
      const objects = Number(total[column]);
      return objects === 0 ? [] : [`${counted(objects, 'archive object')} ${what}`];
    }),
  ].join(', ');
};

/**
 * The total of a reconciliation as lines for a person; null: there was none. What is younger than 15 minutes
 * may still be on its way, by the rule of care.pipeline_reconciliation.
 */
export const reconciliationText = (total: ResultRow | null): string => {
  if (total?.['differences'] === undefined) {
    return 'reconciliation: nothing was compared yet: status --reconcile';
  }
  const { compared_at: at, records_given_up: givenUp } = total;
  const compared = `${counted(Number(total['records_in_stream']), 'record')} of the streams older than 15 minutes, and ${counted(Number(total['objects_in_archive']), 'archive object')}`;
  const head = `reconciliation at ${String(at).slice(0, 19)} UTC`;
  return [
    total['differences'] === 0
      ? `${head}: no difference in ${compared}`
      : `${head}: DIFFERENCES in ${compared}: ${differencesText(total)}; care.pipeline_reconciliation has them by hour, and docs/deploy.md#reconciliation what to do`,
    ...(givenUp === 0
      ? []
      : [
          `given up: ${counted(Number(givenUp), 'record')} of the streams, stored and not loaded: quarantine redrive --of given-up`,
        ]),
  ].join('\n');
};
