import { StatementFailed } from '../adapters/redshift-data.ts';
import { sqlStatements } from '../adapters/sql-file.ts';
import { type Dimension, dimensions } from '../domain/dimensions.ts';
import { ConsistencyError } from '../domain/errors.ts';
import type { BatchContext, BatchRun, Counts } from './context.ts';
import {
  dimensionManifestKey,
  type ExtractedTable,
  readExtract,
} from './dimensions/extract-record.ts';
import { withConflictRetries } from './retries.ts';

/** Dimensions whose former rows are kept. */
const withHistory = ['employee', 'case-category', 'case-priority'];

/** Replaces one dimension's rows by those of its manifest. */
const replacement = (
  context: BatchContext,
  run: BatchRun,
  dimension: Dimension,
  { rows }: ExtractedTable,
): string[] => {
  const places = {
    table: dimension.name,
    columns: dimension.columns.map(({ name }) => name).join(', '),
    manifest: context.staging.url(dimensionManifestKey(run, dimension.name)),
    copy_role: context.config.copyRoleArn,
  };
  return [
    ...sqlStatements('batch/empty-dimension.sql', places),
    // A manifest of no files is an error to COPY.
    ...(rows > 0 ? sqlStatements('batch/copy-dimension.sql', places) : []),
  ];
};

/**
 * The error that says which table differs, and how, where one of the comparisons stopped the transaction; any
 * other error as it is.
 * @param first position of the first comparison in the transaction; the statement before it gives what was copied
 */
const explain = async (
  { warehouse }: BatchContext,
  error: unknown,
  tables: readonly ExtractedTable[],
  first: number,
): Promise<unknown> => {
  if (!(error instanceof StatementFailed) || error.position === null) return error;
  const table = tables[error.position - first];
  if (error.position < first || table === undefined) return error;
  const copied = await warehouse.answerBefore(error, first - 1);
  const row = copied?.find(({ dimension }) => dimension === table.name);
  const got = row ? `${row['row_count']} rows with checksum ${row['checksum']}` : 'others';
  return new ConsistencyError(
    `dim.${table.name} must hold the ${table.rows} rows with checksum ${table.checksum} that MySQL gave, got ${got}; nothing was published; run the batch again`,
    { cause: error },
  );
};

/**
 * Publishes what the run extracted: all eight dimensions in one transaction, or none. Each is emptied
 * and copied anew, and its rows and checksum are compared with MySQL's before the commit; what changed goes
 * into the history tables. No query sees a table that is half loaded, or new categories beside old priorities.
 * @throws ConsistencyError where the warehouse's rows are not MySQL's; StatementFailed, TransientError
 */
export const loadDimensions = async (context: BatchContext, run: BatchRun): Promise<Counts> => {
  const { tables } = await readExtract(context, run);
  const tableOf = ({ name }: Dimension): ExtractedTable => {
    const table = tables.find((each) => each.name === name);
    if (table) return table;
    throw new ConsistencyError(
      `Run ${run.runId} must have extracted ${name}, got no such table; run the batch again`,
    );
  };
  const before = [
    ...sqlStatements('batch/begin-dimensions.sql'),
    ...dimensions.flatMap((dimension) => replacement(context, run, dimension, tableOf(dimension))),
    ...sqlStatements('batch/dimension-checksums.sql'),
  ];
  const comparisons = tables.flatMap(({ name, rows, checksum }) =>
    sqlStatements('batch/check-dimension.sql', { table: name, rows, checksum }),
  );
  const moment = { started_at: run.startedAt, time_zone: context.config.businessTimezone };
  const history = withHistory.flatMap((name) => sqlStatements(`batch/history-${name}.sql`, moment));
  const tell = (done: number) =>
    context.report({ step: 'load-dimensions', done, total: tables.length, unit: 'tables' });
  tell(0);
  try {
    await withConflictRetries(() =>
      context.warehouse.transaction([...before, ...comparisons, ...history]),
    );
  } catch (error) {
    throw await explain(context, error, tables, before.length);
  }
  tell(tables.length);
  return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) };
};
