import type { LiveCounts } from '../simulator/live/counts.ts';
import type { Disorder } from '../simulator/live/disorder.ts';
import { simulate } from '../simulator/simulate.ts';
import { clock } from './clock.ts';
import { variable } from './environment.ts';
import { progressLines } from './progress-lines.ts';

export type SimulatorRun = {
  readonly rate: number;
  readonly seed: number;
  readonly durationSeconds?: number;
  readonly disorder?: Partial<Disorder>;
  /** The fixed clock of `up --now`, or null. */
  readonly now: string | null;
};

/** Sends live events until the duration is over or Ctrl-C, progress on standard error. */
export const runSimulator = async ({ now, ...run }: SimulatorRun): Promise<LiveCounts> => {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const progress = progressLines();
  const mysqlUrl = process.env['MYSQL_URL'];
  try {
    return await simulate(
      {
        ...run,
        clock: clock(now),
        businessTimezone: process.env['BUSINESS_TIMEZONE'] ?? 'UTC',
        streams: { cases: variable('CASE_STREAM'), surveys: variable('SURVEY_STREAM') },
        ...(mysqlUrl && { mysqlUrl }),
        signal: stop.signal,
      },
      progress.report,
    );
  } finally {
    progress.end();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
};
