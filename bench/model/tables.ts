import { reconcileIntervalSeconds } from '../../lambdas/event-source-settings.ts';
import { monthlyCost, totalCost } from './cost.ts';
import { daySeconds, peakFactor } from './day.ts';
import { simulateFreshness } from './freshness.ts';
import { pipelineDay, type Setting } from './pipeline.ts';

/** Rates of docs/cost.md: a small shop's tickets, a company's day, ten times the largest seen. */
const costRates = [300, 100_000, 10_000_000];
const loadIntervals = [5, 60, 900];
const reconcileIntervals = [900, 3600, 86_400];
/** Rates of docs/scaling.md: up to a million events a second. */
const scalingRates = [
  300, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 86_400_000_000,
];
/** The stack's default, and what a large warehouse needs. */
const defaultRpus = 8;
const rpusFor = (eventsPerDay: number): number => {
  if (eventsPerDay <= 100_000_000) return defaultRpus;
  return eventsPerDay <= 1_000_000_000 ? 32 : 512;
};

const grouped = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const seconds = (value: number): string => grouped(value, value < 10 ? 1 : 0);

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** Dollars a month for one setting, part by part. */
export const costLines = (setting: Setting): string => {
  const lines = monthlyCost(setting);
  return markdown(
    ['part', 'US$ a month'],
    [
      ...lines.map(({ part, dollarsPerMonth }) => [part, grouped(dollarsPerMonth, 2)]),
      ['**all**', `**${grouped(totalCost(lines), 2)}**`],
    ],
  );
};

/** Dollars a month by rate and load interval. */
export const costTable = (): string => {
  const common = { rpus: defaultRpus, reconcileIntervalSeconds };
  const parts = monthlyCost({ eventsPerDay: 1, loadIntervalSeconds: 60, ...common });
  const rows = costRates.flatMap((eventsPerDay) =>
    loadIntervals.map((loadIntervalSeconds) => {
      const lines = monthlyCost({ eventsPerDay, loadIntervalSeconds, ...common });
      return [
        grouped(eventsPerDay),
        `${loadIntervalSeconds} s`,
        ...lines.map(({ dollarsPerMonth }) => grouped(dollarsPerMonth)),
        `**${grouped(totalCost(lines))}**`,
      ];
    }),
  );
  return markdown(['events a day', 'load interval', ...parts.map(({ part }) => part), 'all'], rows);
};

/** Dollars a month for the warehouse by rate and by how often it is woken. */
export const warehouseTable = (): string =>
  markdown(
    [
      'events a day',
      'load interval',
      ...reconcileIntervals.map((seconds) => `${seconds / 60} min`),
    ],
    costRates.flatMap((eventsPerDay) =>
      loadIntervals.map((loadIntervalSeconds) => [
        grouped(eventsPerDay),
        `${loadIntervalSeconds} s`,
        ...reconcileIntervals.map((interval) => {
          const lines = monthlyCost({
            eventsPerDay,
            loadIntervalSeconds,
            rpus: defaultRpus,
            reconcileIntervalSeconds: interval,
          });
          return grouped(lines.find(({ part }) => part === 'Redshift')?.dollarsPerMonth ?? 0);
        }),
      ]),
    ),
  );

/** What each part does at each rate, load interval 60 seconds. */
export const scalingTable = (): string =>
  markdown(
    [
      'events a day',
      'at the peak, a second',
      'shards',
      'consumers at once',
      'objects a minute',
      'loads a minute',
      'MB loaded a minute',
      'RPUs',
      'loader busy at the peak',
      'US$ a month',
    ],
    scalingRates.map((eventsPerDay) => {
      const setting = {
        eventsPerDay,
        loadIntervalSeconds: 60,
        rpus: rpusFor(eventsPerDay),
        reconcileIntervalSeconds,
      };
      const day = pipelineDay(setting);
      const perMinute = (perDay: number) => (perDay * 60) / daySeconds;
      return [
        grouped(eventsPerDay),
        grouped((eventsPerDay * peakFactor) / daySeconds, eventsPerDay < 1_000_000 ? 2 : 0),
        grouped(day.shards),
        grouped(day.consumersAtPeak, 1),
        grouped(perMinute(day.objects), 1),
        grouped(perMinute(day.loads), 2),
        grouped(perMinute(day.archiveBytes) / 1e6, 1),
        grouped(setting.rpus),
        `${grouped(day.loaderLoadAtPeak * 100)} %`,
        grouped(totalCost(monthlyCost(setting))),
      ];
    }),
  );

/** Seconds from put to visible by rate and load interval, over a day's rhythm. */
export const freshnessTable = (): string =>
  markdown(
    ['events a day', 'load interval', 'p50 s', 'p95 s', 'p99 s'],
    scalingRates.flatMap((eventsPerDay) =>
      loadIntervals.map((loadIntervalSeconds) => {
        const setting = {
          eventsPerDay,
          loadIntervalSeconds,
          rpus: rpusFor(eventsPerDay),
          reconcileIntervalSeconds,
        };
        const { p50, p95, p99 } = simulateFreshness(setting);
        return [
          grouped(eventsPerDay),
          `${loadIntervalSeconds} s`,
          seconds(p50),
          seconds(p95),
          seconds(p99),
        ];
      }),
    ),
  );
