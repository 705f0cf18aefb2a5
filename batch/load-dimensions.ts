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
import { rollUpOfDimensions } from './roll-up.ts';

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
 * The error that says which table differs, and how, where the comparison stopped the transaction; any
 * other error as it is.
 * @param comparison its position in the transaction; the statement before it gives what was copied
 */
const explain = async (
  { warehouse }: BatchContext,
  error: unknown,
  tables: readonly ExtractedTable[],
  comparison: number,
): Promise<unknown> => {
  if (!(error instanceof StatementFailed) || error.position !== comparison) return error;
  const copied = await warehouse.answerBefore(error, comparison - 1);
  const differences = tables.flatMap(({ name, rows, checksum }) => {
    const row = copied?.find(({ dimension }) => dimension === name);
    const got = row
      ? `${row['row_count']} rows with checksum ${row['checksum']}`
      : 'perhaps others';
    const wanted = `${rows} rows with checksum ${checksum}`;
    return got === wanted
      ? []
      : [`dim.${name} must hold the ${wanted} that MySQL gave, got ${got}`];
  });
  return new ConsistencyError(
    `${differences.join('; ')}; nothing was published; run the batch again`,
    { cause: error },
  );
};

/**
 * Publishes what the run extracted: all eight dimensions in one transaction, or none. Each is emptied
 * and copied anew, and its rows and checksum are compared with MySQL's before the commit; what changed goes
 * into the history tables, and what the views read of the batch layer is computed anew. No query sees a table that is half
 * loaded, or new categories beside old priorities.
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
  // In the order in which the warehouse puts the texts, which is that of their bytes.
  const expected = tables
    .map(({ name, rows, checksum }) => ({ name, text: `${name} ${rows} ${checksum}` }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ text }) => text)
    .join(', ');
  const comparison = sqlStatements('batch/check-dimensions.sql', { expected });
  const moment = { started_at: run.startedAt, time_zone: context.config.businessTimezone };
  const history = withHistory.flatMap((name) => sqlStatements(`batch/history-${name}.sql`, moment));
  const statements = [...before, ...comparison, ...history, ...rollUpOfDimensions()];
  const tell = (done: number) =>
    context.report({ step: 'load-dimensions', done, total: statements.length, unit: 'statements' });
  tell(0);
  try {
    await withConflictRetries(() => context.warehouse.transaction(statements, undefined, {}, tell));
  } catch (error) {
    throw await explain(context, error, tables, before.length);
  }
  tell(statements.length);
  return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) };
};
