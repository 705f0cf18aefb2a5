import { sqlStatements } from '../adapters/sql-file.ts';
import { dimensions } from '../domain/dimensions.ts';
import type { BatchContext, BatchRun, Counts } from './context.ts';
import { dimensionManifestKey, readExtract } from './extract-dimensions.ts';
import { withConflictRetries } from './retries.ts';

/**
 * Publishes what the run extracted: all eight dimensions in one transaction, or none. Each is emptied
 * and copied anew, and counted before the commit. No query sees a table that is half loaded, or
 * new categories beside old priorities.
 * @throws StatementFailed where the rows copied are not the rows extracted; TransientError
 */
export const loadDimensions = async (context: BatchContext, run: BatchRun): Promise<Counts> => {
  const extract = await readExtract(context, run);
  const statements = dimensions.flatMap((dimension) => {
    const places = {
      table: dimension.name,
      columns: dimension.columns.map(({ name }) => name).join(', '),
      manifest: context.staging.url(dimensionManifestKey(run, dimension)),
      copy_role: context.config.copyRoleArn,
    };
    return [
      ...sqlStatements('batch/empty-dimension.sql', places),
      // A manifest of no files is an error to COPY.
      ...(extract[dimension.name] ? sqlStatements('batch/copy-dimension.sql', places) : []),
    ];
  });
  const check = sqlStatements('batch/check-dimensions.sql', extract);
  context.report({ step: 'load-dimensions', done: 0, total: dimensions.length, unit: 'tables' });
  await withConflictRetries(() => context.warehouse.transaction([...statements, ...check]));
  context.report({
    step: 'load-dimensions',
    done: dimensions.length,
    total: dimensions.length,
    unit: 'tables',
  });
  return { tables: dimensions.length, rows: Object.values(extract).reduce((a, b) => a + b, 0) };
};
