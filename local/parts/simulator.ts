import { simulate } from '../../simulator/simulate.ts';
import { clockOf, type RunningPart } from './part.ts';

type SimulatorPartOptions = {
  rate: number;
  now: string | null;
  env: Record<string, string>;
};

export const start = async ({ rate, now, env }: SimulatorPartOptions): Promise<RunningPart> => {
  const stop = new AbortController();
  const running = simulate({
    rate,
    // Each start tells of other cases: the same ones again would only be duplicates.
    seed: Math.floor(Date.now() / 1000),
    clock: clockOf(now),
    businessTimezone: env['BUSINESS_TIMEZONE'] ?? 'UTC',
    streams: { cases: env['CASE_STREAM'] ?? '', surveys: env['SURVEY_STREAM'] ?? '' },
    mysqlUrl: env['MYSQL_URL'] ?? '',
    signal: stop.signal,
  });
  // A simulator that ends of itself has failed: its process is started anew.
  running.catch((error) => {
    console.error(error);
    process.exit(1);
  });
  return {
    close: async () => {
      stop.abort();
      await running;
    },
  };
};
