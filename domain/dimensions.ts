import { date, integer, smallint, type TableContract, varchar } from './table.ts';

/** A dimension: its table in MySQL, and the same columns, in the same order, in the warehouse. */
export type Dimension = TableContract & {
  /** Table name in MySQL and, with '.txt', the name of its tab-separated file. */
  readonly source: string;
  /** MySQL's column names, in the order of `columns`. */
  readonly sourceColumns: readonly string[];
};

const dimension = (
  source: string,
  name: string,
  description: string,
  key: readonly string[],
  columns: TableContract['columns'],
  renamed: Readonly<Record<string, string>> = {},
): Dimension => ({
  source,
  schema: 'dim',
  name,
  description,
  key,
  columns,
  sourceColumns: columns.map((column) => renamed[column.name] ?? column.name),
});

/*
 * MySQL counts a VARCHAR's length in characters, Redshift in bytes: a utf8mb4 character takes up to
 * four, so the warehouse's columns are four times as long where free text can hold such characters.
 */

export const calendar = dimension(
  'futurecart_calendar_details',
  'calendar',
  'The business calendar: weeks from Saturday to Friday, years that begin at the end of January.',
  ['calendar_date'],
  [
    date('calendar_date', 'The civil date'),
    varchar('date_desc', 200, 'The date in words'),
    smallint('week_day_nbr', 'Day of the business week; Saturday is 1'),
    smallint('week_number', 'Week of the business year'),
    varchar('week_name', 200, 'Name of the business week'),
    integer('year_week_number', 'Business year x 100 + business week'),
    smallint('month_number', 'Month of the business year'),
    varchar('month_name', 200, 'Name of the business month'),
    smallint('quarter_number', 'Quarter of the business year'),
    varchar('quarter_name', 200, 'Name of the business quarter'),
    smallint('half_year_number', 'Half of the business year'),
    varchar('half_year_name', 200, 'Name of the half of the business year'),
    varchar('geo_region_cd', 8, 'Region that the calendar row holds for'),
  ],
);

export const callCenter = dimension(
  'futurecart_call_center_details',
  'call_center',
  'The call centres.',
  ['call_center_id'],
  [
    varchar('call_center_id', 40, 'Key of the call centre, such as C-101'),
    varchar('call_center_vendor', 200, 'Company that runs it'),
    varchar('location', 200, 'Where it is'),
    varchar('country', 200, 'Two-letter country code'),
  ],
);

export const caseCategory = dimension(
  'futurecart_case_category_details',
  'case_category',
  'Categories and sub-categories of cases; both together decide the priority.',
  ['category_key', 'sub_category_key'],
  [
    varchar('category_key', 40, 'Key of the category, such as CAT1'),
    varchar('sub_category_key', 40, 'Key of the sub-category, such as SCAT1'),
    varchar('category_description', 200, 'The category in words'),
    varchar('sub_category_description', 200, 'The sub-category in words'),
    varchar('priority', 40, 'Key of the priority, such as P1'),
  ],
);

export const caseCountry = dimension(
  'futurecart_case_country_details',
  'case_country',
  'The countries; codes are lower case here and upper case in events.',
  ['alpha_2'],
  [
    integer('id', 'Numeric key of the country'),
    varchar('name', 300, 'Name of the country'),
    varchar('alpha_2', 8, 'Two-letter code, lower case'),
    varchar('alpha_3', 12, 'Three-letter code, lower case'),
  ],
  { name: 'Name', alpha_2: 'Alpha_2', alpha_3: 'Alpha_3' },
);

export const casePriority = dimension(
  'futurecart_case_priority_details',
  'case_priority',
  'The priorities with their level, severity and SLA.',
  ['priority_key'],
  [
    varchar('priority_key', 20, 'Key of the priority, such as P1'),
    varchar(
      'priority',
      80,
      'Level: Highest, High, Medium, Low or Loweset (the source spells it so)',
    ),
    varchar('severity', 400, 'Severity: Critical, High, Moderate, Minor or None'),
    varchar('sla', 400, 'Hours until a case must be closed, as text; NA where there is no SLA'),
  ],
  { priority_key: 'Priority_key', sla: 'SLA' },
);

export const employee = dimension(
  'futurecart_employee_details',
  'employee',
  'The employees. Personal data: masked for analysts.',
  ['emp_key'],
  [
    integer('emp_key', 'Key of the employee'),
    varchar('first_name', 400, 'First name (personal data)'),
    varchar('last_name', 400, 'Last name (personal data)'),
    varchar('email', 400, 'E-mail address (personal data)'),
    varchar('gender', 80, 'Gender as the source has it (personal data)'),
    varchar('ldap', 400, 'Log-in name (personal data)'),
    date('hire_date', 'Day of hire'),
    varchar('manager', 80, 'Key of the manager, an employee'),
  ],
);

export const product = dimension(
  'futurecart_product_details',
  'product',
  'The products.',
  ['product_id'],
  [
    varchar('product_id', 80, 'Key of the product'),
    varchar('department', 400, 'Department that sells it'),
    varchar('brand', 400, 'Brand'),
    varchar('commodity_desc', 400, 'Commodity'),
    varchar('sub_commodity_desc', 400, 'Sub-commodity'),
  ],
);

export const surveyQuestion = dimension(
  'futurecart_survey_question_details',
  'survey_question',
  'The survey questions with the ranges that class an answer.',
  ['question_id'],
  [
    varchar('question_id', 40, 'Key of the question, such as Q1'),
    varchar('question_desc', 1000, 'The question in words'),
    varchar('response_type', 80, 'Scale (1 to 10) or Options (Y, N)'),
    varchar('response_range', 80, 'Range of possible answers, such as 1-10; NA for Options'),
    varchar('negative_response_range', 80, 'Answers that count as negative, such as 1-4'),
    varchar('neutral_response_range', 80, 'Answers that count as neutral, such as 5-7'),
    varchar('positive_response_range', 80, 'Answers that count as positive, such as 8-10'),
  ],
  { response_range: 'range' },
);

/** All eight, in the order in which they are extracted and published. */
export const dimensions: readonly Dimension[] = [
  calendar,
  callCenter,
  caseCategory,
  caseCountry,
  casePriority,
  employee,
  product,
  surveyQuestion,
];
