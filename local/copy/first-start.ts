import { readBatchConfig } from '../../batch/config.ts';
import { runBatch } from '../../batch/run.ts';
import type { Report } from '../../domain/progress.ts';
import { generateHistory } from '../../simulator/history.ts';
import { seedDimensions } from '../../simulator/seed-dimensions.ts';
import type { DataFolder } from '../data-folder.ts';
import type { FirstStartStep } from './steps.ts';

/** The same data for everybody who starts a copy. */
const seed = 1;
const historyDays = 10;
/** A tenth of the company's volume: enough for every view, quick to make. */
const historyCases = 50_000;

type Surroundings = {
  readonly folder: DataFolder;
  readonly env: Readonly<Record<string, string>>;
  /** The first start's present, UTC. */
  readonly now: string;
};

/** What a new data folder gets once; each can be done again after it was broken off. */
export const firstStart: Readonly<
  Record<FirstStartStep, (where: Surroundings, report: Report) => Promise<unknown>>
> = {
  'reference data': ({ env, now }, report) =>
    seedDimensions(
      {
        mysqlUrl: env['MYSQL_URL'] ?? '',
        size: 'small',
        seed,
        now,
        businessTimezone: env['BUSINESS_TIMEZONE'] ?? 'UTC',
      },
      report,
    ),
  history: ({ folder, env, now }, report) =>
    generateHistory(
      {
        out: folder.at('history'),
        days: historyDays,
        cases: historyCases,
        seed,
        now,
        businessTimezone: env['BUSINESS_TIMEZONE'] ?? 'UTC',
      },
      report,
    ),
  batch: ({ folder, env }, report) =>
    runBatch(readBatchConfig(env), { history: folder.at('history') }, report),
};
