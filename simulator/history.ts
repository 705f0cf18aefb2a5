import { ConfigurationError } from '../domain/errors.ts';
import type { FactKind } from '../domain/facts.ts';
import type { Report } from '../domain/progress.ts';
import type { SourceEvent } from './cases/events.ts';
import type { DimensionSize } from './dimensions/sizes.ts';
import { DayFiles } from './history/day-files.ts';
import { historyEvents } from './history/events.ts';
import { planHistory } from './history/plan.ts';
import { daySeconds, localSeconds, utcMoment } from './local-time.ts';
import { generatedKeys, readReferenceKeys } from './reference-keys.ts';

export type HistoryOptions = {
  /** Folder for `cases/` and `surveys/`; a history that is there is replaced. */
  readonly out: string;
  /** How many days, the last being the business-local day of `now`. */
  readonly days: number;
  /** Cases registered in all of them. */
  readonly cases: number;
  readonly seed: number;
  /** The present, 'YYYY-MM-DD HH:MM:SS' UTC: nothing happens later. */
  readonly now: string;
  /** IANA name. @default 'UTC' */
  readonly businessTimezone?: string;
  /** Events name what is in these tables. @default keys of the generated dimensions of `size` */
  readonly mysqlUrl?: string;
  /** @default 'small', whose keys the large ones have too */
  readonly size?: DimensionSize;
};

export type HistorySummary = {
  readonly registered: number;
  readonly closed: number;
  readonly surveys: number;
};

const reportEvery = 10_000;

/** The source's history holds texts only; a case's values are texts already. */
const line = (kind: FactKind, event: SourceEvent): string =>
  JSON.stringify(
    kind === 'cases'
      ? event
      : Object.fromEntries(Object.entries(event).map(([name, value]) => [name, String(value)])),
  );

const check = ({ days, cases }: HistoryOptions): void => {
  for (const [name, value] of Object.entries({ days, cases })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new ConfigurationError(
        `The history's ${name} must be a whole number of at least 1, got ${value}; mend --${name}`,
      );
    }
  }
};

/**
 * Writes past events as JSON Lines, one file for each day and kind, each in the order in which the
 * events happened. The same options give the same bytes.
 * @throws ConfigurationError
 */
export const generateHistory = async (
  options: HistoryOptions,
  report: Report = () => undefined,
): Promise<HistorySummary> => {
  check(options);
  const { days, cases, seed } = options;
  const keys =
    options.mysqlUrl === undefined
      ? generatedKeys(options.size ?? 'small')
      : await readReferenceKeys(options.mysqlUrl);
  const now = localSeconds(utcMoment(options.now), options.businessTimezone ?? 'UTC');
  const today = Math.floor(now / daySeconds) * daySeconds;
  const start = today - (days - 1) * daySeconds;
  // At midnight there is no moment of the last day yet, and with one day none at all.
  const end = Math.max(now, start + 1);
  const scope = { cases, seed, keys, start, end };
  const plan = planHistory(scope);
  const total = cases + plan.closed + plan.surveys;

  const files = {
    cases: new DayFiles(options.out, 'cases'),
    surveys: new DayFiles(options.out, 'surveys'),
  };
  const both = Object.values(files);
  for (const kind of both) await kind.prepare();
  let done = 0;
  let day = 0;
  const step = 'history';
  const begin = async (next: number): Promise<void> => {
    for (const kind of both) await kind.begin(next);
    day = next;
  };
  try {
    for (const { kind, at, event } of historyEvents(scope, plan)) {
      const eventDay = Math.floor((at - start) / daySeconds) + 1;
      if (eventDay > day) await begin(eventDay);
      const written = files[kind].append(line(kind, event));
      if (written) await written;
      done += 1;
      if (done % reportEvery === 0) report({ step, done, total, unit: 'events' });
    }
    await begin(days);
    for (const kind of both) await kind.end();
  } finally {
    for (const kind of both) await kind.abandon();
  }
  report({ step, done, total, unit: 'events' });
  return { registered: cases, closed: plan.closed, surveys: plan.surveys };
};
