import { type Dimensions, oneOfEach } from '../facts/dimensions.ts';
import { civilDay, dateOf, daySeconds, type LocalSeconds, secondsOf } from '../facts/local-time.ts';
import { momentsOf, spanOf } from './civil-periods.ts';
import {
  backlogAt,
  type Facts,
  kpiColumns,
  scopeOf,
  type ViewRow,
  windowColumns,
} from './kpi-columns.ts';

type CalendarRow = Dimensions['calendar'][number];

/** A date of the business calendar with its periods. */
export type BusinessDay = {
  readonly date: string;
  readonly year: number;
  readonly week: number;
  readonly weekName: string;
  readonly month: number;
  readonly monthName: string;
  readonly quarter: number;
  readonly quarterName: string;
};

const businessDay = (row: CalendarRow): BusinessDay => ({
  date: row.calendar_date,
  year: Math.floor(row.year_week_number / 100),
  week: row.week_number,
  weekName: row.week_name,
  month: row.month_number,
  monthName: row.month_name,
  quarter: row.quarter_number,
  quarterName: row.quarter_name,
});

/** One row a date: that of the lowest geo_region_cd. */
export const businessDays = ({ calendar }: Dimensions): ReadonlyMap<string, BusinessDay> => {
  const rows = oneOfEach(
    calendar,
    (row) => row.calendar_date,
    (row) => [row.geo_region_cd],
  );
  return new Map([...rows].map(([date, row]) => [date, businessDay(row)]));
};

/** How a view names its periods. */
type Naming = {
  readonly keyOf: (day: BusinessDay) => string;
  readonly columnsOf: (day: BusinessDay | undefined) => ViewRow;
};

const byWeek: Naming = {
  keyOf: (day) => `${day.year}/${day.week}`,
  columnsOf: (day) => ({ week_number: day?.week ?? null, week_name: day?.weekName ?? null }),
};
const byMonth: Naming = {
  keyOf: (day) => `${day.year}/${day.month}`,
  columnsOf: (day) => ({ month_number: day?.month ?? null, month_name: day?.monthName ?? null }),
};
const byQuarter: Naming = {
  keyOf: (day) => `${day.year}/${day.quarter}`,
  columnsOf: (day) => ({
    quarter_number: day?.quarter ?? null,
    quarter_name: day?.quarterName ?? null,
  }),
};

/** One row for each period with a date from the first moment to the later of the last one and now. */
const businessRows = (
  facts: Facts,
  days: ReadonlyMap<string, BusinessDay>,
  now: LocalSeconds,
  { keyOf, columnsOf }: Naming,
): ViewRow[] => {
  const moments = momentsOf(facts);
  if (moments.length === 0) return [];
  const { first, last } = spanOf(moments);
  const firstDate = dateOf(first);
  const lastDate = dateOf(Math.max(last, now));
  // By civil day: to write a date out takes longest of all that is done for a moment.
  const periodOfDay = new Map<LocalSeconds, string | null>();
  for (const start of new Set(moments.map(civilDay.startOf))) {
    const day = days.get(dateOf(start));
    periodOfDay.set(start, day ? keyOf(day) : null);
  }
  const periodAt = (moment: LocalSeconds): string | null =>
    periodOfDay.get(civilDay.startOf(moment)) ?? null;
  const rows: ViewRow[] = [];
  for (const [key, group] of Map.groupBy(days.values(), keyOf)) {
    const dates = group.map(({ date }) => date).sort();
    if (!dates.some((date) => firstDate <= date && date <= lastDate)) continue;
    const [day] = group;
    const end = secondsOf(dates.at(-1) ?? '') + daySeconds;
    rows.push({
      ...windowColumns(secondsOf(dates[0] ?? ''), end),
      business_year: day?.year ?? null,
      ...columnsOf(day),
      ...kpiColumns(scopeOf(facts, (moment) => periodAt(moment) === key)),
      backlog: backlogAt(facts.cases, end),
    });
  }
  if (moments.some((moment) => periodAt(moment) === null)) {
    rows.push({
      period_start: null,
      period_end: null,
      business_year: null,
      ...columnsOf(undefined),
      ...kpiColumns(scopeOf(facts, (moment) => periodAt(moment) === null)),
      backlog: null,
    });
  }
  return rows;
};

/** The views whose windows the calendar dimension cuts. */
export const businessViews = (facts: Facts, dimensions: Dimensions, now: LocalSeconds) => {
  const days = businessDays(dimensions);
  return {
    kpi_business_week: businessRows(facts, days, now, byWeek),
    kpi_business_month: businessRows(facts, days, now, byMonth),
    kpi_business_quarter: businessRows(facts, days, now, byQuarter),
  };
};
