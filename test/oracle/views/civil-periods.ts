import {
  civilDay,
  civilHour,
  civilMinute,
  civilMonth,
  daySeconds,
  hourSeconds,
  isoWeek,
  type LocalSeconds,
  minuteSeconds,
  type Period,
} from '../facts/local-time.ts';
import { backlogAt, type Facts, kpiColumns, scopeOf, type ViewRow } from './kpi-columns.ts';
import { type Timeline, timelineOf, windowRow } from './timeline.ts';

/** Every moment at which anything counts. */
export const momentsOf = ({ cases, surveys }: Facts): LocalSeconds[] => [
  ...cases.flatMap(({ createdAt, closedAt }) =>
    closedAt === null ? [createdAt] : [createdAt, closedAt],
  ),
  ...surveys.map(({ answeredAt }) => answeredAt),
];

/** The first and the last of moments, of which there may be too many for a call's arguments. */
export const spanOf = (moments: readonly LocalSeconds[]): { first: number; last: number } => ({
  first: moments.reduce((first, moment) => Math.min(first, moment), Number.POSITIVE_INFINITY),
  last: moments.reduce((last, moment) => Math.max(last, moment), Number.NEGATIVE_INFINITY),
});

/** Starts of the periods from the first moment to the later of the last one and now; none without a moment. */
const startsOf = (facts: Facts, period: Period, now: LocalSeconds): LocalSeconds[] => {
  const moments = momentsOf(facts);
  if (moments.length === 0) return [];
  const { first, last } = spanOf(moments);
  const starts: LocalSeconds[] = [];
  let start = period.startOf(first);
  while (start <= Math.max(last, now)) {
    starts.push(start);
    start = period.next(start);
  }
  return starts;
};

const periodRows = (timeline: Timeline, period: Period, now: LocalSeconds): ViewRow[] =>
  startsOf(timeline.facts, period, now).map((start) =>
    windowRow(timeline, start, period.next(start)),
  );

const longestHourly = 400 * daySeconds;

const hourlyRows = (timeline: Timeline, now: LocalSeconds): ViewRow[] => {
  const starts = startsOf(timeline.facts, civilHour, now);
  const last = starts.at(-1) ?? 0;
  return starts
    .filter((start) => start > last - longestHourly)
    .map((start) => windowRow(timeline, start, start + hourSeconds));
};

const minutesShown = 360;

/** The civil minutes up to the one that ends now, or that now lies in. */
const minuteRows = (timeline: Timeline, now: LocalSeconds): ViewRow[] => {
  const current = civilMinute.startOf(now);
  const end = current === now ? now : current + minuteSeconds;
  return Array.from({ length: minutesShown }, (_, minute) => {
    const start = end - (minutesShown - minute) * minuteSeconds;
    return windowRow(timeline, start, start + minuteSeconds);
  });
};

const overviewRow = (facts: Facts): ViewRow => ({
  period_start: null,
  period_end: null,
  ...kpiColumns(scopeOf(facts, () => true)),
  backlog: backlogAt(facts.cases, Number.POSITIVE_INFINITY),
});

/** The views whose windows the civil clock cuts. */
export const civilViews = (facts: Facts, now: LocalSeconds) => {
  const timeline = timelineOf(facts);
  return {
    kpi_overview: [overviewRow(facts)],
    kpi_last_hour: [windowRow(timeline, now - hourSeconds, now)],
    kpi_previous_hour: [windowRow(timeline, now - 2 * hourSeconds, now - hourSeconds)],
    kpi_minute: minuteRows(timeline, now),
    kpi_hourly: hourlyRows(timeline, now),
    kpi_daily: periodRows(timeline, civilDay, now),
    kpi_weekly: periodRows(timeline, isoWeek, now),
    kpi_monthly: periodRows(timeline, civilMonth, now),
  };
};
