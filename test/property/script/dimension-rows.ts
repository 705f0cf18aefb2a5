import type { Dimensions } from '../../oracle/facts/dimensions.ts';
import { dateOf, daySeconds } from '../../oracle/facts/local-time.ts';
import { instantDays } from './clock.ts';

/** Saturday, 2011-01-29: a business year begins at the end of January, its weeks on Saturday. */
const someSaturday = 15_003 * daySeconds;

/** A made-up business calendar: years of 52 weeks, months of 4 or 5 weeks, quarters of 13. */
const calendarRow = (
  day: number,
  geo_region_cd: string,
  shiftWeeks = 0,
): Dimensions['calendar'][number] => {
  const week = Math.floor((day - someSaturday) / (7 * daySeconds)) + shiftWeeks;
  const weekOfYear = week % 52;
  const year = 2011 + Math.floor(week / 52);
  const month = Math.min(Math.floor(weekOfYear / 4), 11) + 1;
  const quarter = Math.floor(weekOfYear / 13) + 1;
  return {
    calendar_date: dateOf(day),
    week_number: weekOfYear + 1,
    week_name: `Week ${weekOfYear + 1}`,
    year_week_number: year * 100 + weekOfYear + 1,
    month_number: month,
    month_name: `Month ${month}`,
    quarter_number: quarter,
    quarter_name: `Quarter ${quarter}`,
    geo_region_cd,
  };
};

const daysBefore = 12;
const daysAfter = 2;

/** The days around all instants; a few have a second region's row that says something else, a few are not there. */
const calendar = [
  ...new Set(
    instantDays.flatMap((day) =>
      Array.from(
        { length: daysBefore + 1 + daysAfter },
        (_, at) => day + (at - daysBefore) * daySeconds,
      ),
    ),
  ),
].flatMap((day) => {
  const dayNumber = day / daySeconds;
  if (dayNumber % 11 === 0) return [];
  const row = calendarRow(day, 'US');
  return dayNumber % 5 === 0 ? [calendarRow(day, 'ZZ', 3), row] : [row];
});

const question = (
  question_id: string,
  response_type: string | null,
  ...ranges: readonly (string | null)[]
): Dimensions['survey_question'][number] => ({
  question_id,
  question_desc: `What of ${question_id}?`,
  response_type,
  negative_response_range: ranges[0] ?? null,
  neutral_response_range: ranges[1] ?? null,
  positive_response_range: ranges[2] ?? null,
});

const category = (
  category_key: string,
  sub_category_key: string,
  priority: string | null,
  words: string | null = `About ${sub_category_key}`,
): Dimensions['case_category'][number] => ({
  category_key,
  sub_category_key,
  category_description: words,
  sub_category_description: `Part ${sub_category_key}`,
  priority,
});

const priority = (priority_key: string, level: string | null, severity: string, sla: string) => ({
  priority_key,
  priority: level,
  severity,
  sla,
});

const callCenter = (call_center_id: string, call_center_vendor: string | null) => ({
  call_center_id,
  call_center_vendor,
  location: `Near ${call_center_id}`,
  country: 'in',
});

const country = (id: number, alpha_2: string, name: string | null) => ({
  id,
  name,
  alpha_2,
  alpha_3: `${alpha_2}x`,
});

const product = (product_id: string, department: string | null) => ({
  product_id,
  department,
  brand: `Brand ${product_id}`,
  commodity_desc: 'Things',
  sub_commodity_desc: null,
});

/** As the source means them, Q5's overlapping ranges included. */
const tidy: Dimensions = {
  calendar,
  call_center: [callCenter('C-101', 'Concentra'), callCenter('C-102', 'TaskUs')],
  case_category: [
    category('CAT1', 'SCAT1', 'P1'),
    category('CAT1', 'SCAT2', 'P2'),
    category('CAT1', 'SCAT3', 'P24'),
    category('CAT2', 'SCAT1', 'P8'),
    category('CAT2', 'SCAT2', 'P9'),
  ],
  case_country: [country(1, 'in', 'India'), country(2, 'us', 'United States')],
  case_priority: [
    priority('P1', 'Highest', 'Critical', '1'),
    priority('P2', 'High', 'Critical', '1.5'),
    priority('P8', 'Medium', 'High', '8'),
    priority('P24', 'Loweset', 'None', 'NA'),
  ],
  employee: [{ emp_key: 1 }, { emp_key: 2 }, { emp_key: 7 }],
  product: [product('10', 'Grocery'), product('9', 'Grocery'), product('ÿ', 'Deli')],
  survey_question: [
    question('Q1', 'Scale', '1-4', '5-7', '8-10'),
    question('Q2', 'Scale', '1-5', '6-8', '9-10'),
    question('Q3', 'Scale', '1-4', '5-7', '8-10'),
    question('Q4', 'Options', 'NA', 'NA', 'NA'),
    question('Q5', 'Scale', '1-5', '6-8', '8-10'),
  ],
};

/** Rows that contradict each other, texts that can't be read, labels that are missing. */
const untidy: Dimensions = {
  ...tidy,
  call_center: [...tidy.call_center, callCenter('C-101', 'Another'), callCenter('C-102', null)],
  case_category: [
    ...tidy.case_category,
    category('CAT1', 'SCAT1', 'P8'),
    category('CAT1', 'SCAT1', 'P2', 'A first'),
    category('CAT2', 'SCAT3', 'P7', null),
    category('CAT2', 'SCAT2', null),
  ],
  case_country: [...tidy.case_country, country(3, 'in', 'Bharat'), country(4, 'de', null)],
  case_priority: [
    priority('P1', 'Highest', 'Critical', 'abc'),
    priority('P1', 'Highest', 'Critical', '1'),
    priority('P2', null, 'Critical', '-1'),
    priority('P8', 'High', 'High', ' 8 '),
    priority('P7', 'Low', 'Minor', '0'),
  ],
  employee: [...tidy.employee, { emp_key: 1 }],
  product: [...tidy.product, product('10', 'Aisle'), product('\u{1f600}', null)],
  survey_question: [
    question('Q1', 'Scale', '8-3', 'abc', '1-10'),
    question('Q2', 'Scale', '1-5', '6-8', '9-10'),
    question('Q2', 'Options', 'NA', 'NA', 'NA'),
    question('Q3', 'Options', '1-4', '5-7', '8-10'),
    question('Q4', 'Scale', '1-4', '5-7', '8-10'),
    question('Q5', null, '1 - 3', '5', '7-8'),
  ],
};

/** Nothing is known. */
const unknown: Dimensions = {
  calendar,
  call_center: [],
  case_category: [],
  case_country: [],
  case_priority: [],
  employee: [],
  product: [],
  survey_question: [],
};

/** What a script may find in the dimensions; the calendar is the same in all. */
export const dimensionSets: readonly Dimensions[] = [tidy, untidy, unknown];
