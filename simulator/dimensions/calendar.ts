import type { Row } from '../../domain/table.ts';
import { dateText, daySeconds } from '../local-time.ts';
import { type DimensionSize, type Sizes, sizes } from './sizes.ts';

/*
 * The business calendar. A business year begins on the last Saturday of January and has 52 whole
 * weeks, Saturday to Friday, or 53 where the next year's first Saturday leaves room for one more. It
 * carries the number of the civil year in which it begins. The weeks are grouped 4-5-4, the retail
 * industry's pattern (https://nrf.com/resources/4-5-4-calendar): each quarter has months of 4, 5 and
 * 4 weeks, and a 53rd week belongs to month 12.
 * This is the rule that the source's known rows agree with: 2011-02-20 lies in week 201104 and
 * month 1, 2026-11-21 in week 43 and month 10.
 */

const week = 7 * daySeconds;
const january = 0;
/** Last week of each business month; the 53rd joins the last. */
const monthEnds = [4, 9, 13, 17, 22, 26, 30, 35, 39, 43, 48, 53];
/** Business month 1 is February but for its first days. */
const monthNames = [
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
  'January',
];

const words = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' });

/** First day of a business year, in local seconds: the last Saturday of its January. */
const businessYearStart = (year: number): number => {
  const lastOfJanuary = new Date(Date.UTC(year, january, 31));
  const daysSinceSaturday = (lastOfJanuary.getUTCDay() + 1) % 7;
  return lastOfJanuary.getTime() / 1000 - daysSinceSaturday * daySeconds;
};

/** The business year that a day, in local seconds, lies in. */
const businessYearOf = (seconds: number): number => {
  const civilYear = new Date(seconds * 1000).getUTCFullYear();
  return seconds < businessYearStart(civilYear) ? civilYear - 1 : civilYear;
};

/** The calendar's row of one day. @param seconds midnight, in local seconds. */
export const calendarRow = (seconds: number): Row => {
  const year = businessYearOf(seconds);
  const sinceStart = seconds - businessYearStart(year);
  const weekNumber = Math.floor(sinceStart / week) + 1;
  const month = monthEnds.findIndex((end) => weekNumber <= end) + 1;
  const quarter = Math.ceil(month / 3);
  const half = Math.ceil(month / 6);
  return {
    calendar_date: dateText(seconds),
    date_desc: words.format(seconds * 1000),
    week_day_nbr: Math.floor((sinceStart % week) / daySeconds) + 1,
    week_number: weekNumber,
    week_name: `Week ${String(weekNumber).padStart(2, '0')}`,
    year_week_number: year * 100 + weekNumber,
    month_number: month,
    month_name: monthNames[month - 1] ?? '',
    quarter_number: quarter,
    quarter_name: `Quarter ${quarter}`,
    half_year_number: half,
    half_year_name: `Half ${half}`,
    geo_region_cd: 'US',
  };
};

/** First and last business year that a calendar of this size covers. */
const yearsCovered = (size: Sizes, nowSeconds: number): { first: number; end: number } => {
  const first = size.firstBusinessYear ?? businessYearOf(nowSeconds) - 2;
  return { first, end: first + size.businessYears };
};

/** Every day of whole business years. @param nowSeconds the present, in local seconds. */
export function* calendarRows(size: DimensionSize, nowSeconds: number): Generator<Row> {
  const { first, end } = yearsCovered(sizes[size], nowSeconds);
  for (let day = businessYearStart(first); day < businessYearStart(end); day += daySeconds) {
    yield calendarRow(day);
  }
}

/** How many rows calendarRows gives. */
export const calendarSize = (size: DimensionSize, nowSeconds: number): number => {
  const { first, end } = yearsCovered(sizes[size], nowSeconds);
  return (businessYearStart(end) - businessYearStart(first)) / daySeconds;
};
