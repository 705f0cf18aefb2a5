import type { Row } from '../../../domain/table.ts';

/** Three categories, one each for an SLA of 1 hour, of 8 hours and none. */
export const exampleCategories: readonly Row[] = [
  { category_key: 'CAT1', sub_category_key: 'SCAT1', priority: 'P1' },
  { category_key: 'CAT2', sub_category_key: 'SCAT8', priority: 'P8' },
  { category_key: 'CAT3', sub_category_key: 'SCAT24', priority: 'P24' },
];

export const examplePriorities: readonly Row[] = [
  { priority_key: 'P1', priority: 'Highest', severity: 'Critical', sla: '1' },
  { priority_key: 'P8', priority: 'Medium', severity: 'High', sla: '8' },
  { priority_key: 'P24', priority: 'Loweset', severity: 'None', sla: 'NA' },
];

const question = (
  question_id: string,
  response_type: string,
  negative_response_range: string,
  neutral_response_range: string,
  positive_response_range: string,
): Row => ({
  question_id,
  question_desc: `Question ${question_id}`,
  response_type,
  negative_response_range,
  neutral_response_range,
  positive_response_range,
});

/** The real ranges: Q2's differ, Q5's overlap at 8. */
export const exampleQuestions: readonly Row[] = [
  question('Q1', 'Scale', '1-4', '5-7', '8-10'),
  question('Q2', 'Scale', '1-5', '6-8', '9-10'),
  question('Q3', 'Scale', '1-4', '5-7', '8-10'),
  question('Q4', 'Options', 'NA', 'NA', 'NA'),
  question('Q5', 'Scale', '1-5', '6-8', '8-10'),
];

/** The keys of the three categories, as a case event carries them. */
export const p1 = { category: 'CAT1', sub_category: 'SCAT1' };
export const p8 = { category: 'CAT2', sub_category: 'SCAT8' };
export const p24 = { category: 'CAT3', sub_category: 'SCAT24' };
