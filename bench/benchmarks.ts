import { ConfigurationError } from '../domain/errors.ts';
import { companyRun } from './batch/company-run.ts';
import { extraction } from './batch/extraction.ts';
import { historyConversion } from './batch/history-files.ts';
import { parquetFiles } from './batch/parquet-files.ts';
import { consumeHandler } from './consume/handler.ts';
import { dashboardPage } from './dashboard/page.ts';
import { freshness } from './end-to-end/freshness.ts';
import { loadFacts } from './load/load-facts.ts';
import { copyParquet } from './local-warehouse/copy-parquet.ts';
import { migration } from './local-warehouse/migration.ts';
import { pointStatement } from './local-warehouse/point-statement.ts';
import { resultPages } from './local-warehouse/result-pages.ts';
import type { Benchmark } from './runner/benchmark.ts';
import { functions } from './start/functions.ts';
import { localCopy } from './start/local-copy.ts';
import { views } from './views/views.ts';

/** Every benchmark, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  pointStatement,
  resultPages,
  copyParquet,
  migration,
  extraction,
  parquetFiles,
  historyConversion,
  companyRun,
  consumeHandler,
  loadFacts,
  freshness,
  functions,
  localCopy,
  dashboardPage,
  views,
];

/**
 * The benchmarks whose names begin with one of `beginnings`; all of them for none.
 * @throws ConfigurationError where one fits none
 */
export const benchmarksNamed = (beginnings: readonly string[]): readonly Benchmark[] => {
  for (const beginning of beginnings) {
    if (benchmarks.some(({ name }) => name.startsWith(beginning))) continue;
    throw new ConfigurationError(
      `A benchmark's name must begin with what is asked for, got ${beginning}; there are ${benchmarks.map(({ name }) => name).join(', ')}`,
    );
  }
  return benchmarks.filter(
    ({ name }) =>
      beginnings.length === 0 || beginnings.some((beginning) => name.startsWith(beginning)),
  );
};
