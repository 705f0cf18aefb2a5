import type { Row } from '../../domain/table.ts';

const question = (
  id: string,
  text: string,
  type: 'Scale' | 'Options',
  range: string,
  [negative, neutral, positive]: readonly [string, string, string],
): Row => ({
  question_id: id,
  question_desc: text,
  response_type: type,
  response_range: range,
  negative_response_range: negative,
  neutral_response_range: neutral,
  positive_response_range: positive,
});

/** The five questions, with the source's own ranges; those of Q5 overlap at 8 in the source too. */
export const questionRows = (): Row[] => [
  question('Q1', 'How satisfied are you with the care that you received?', 'Scale', '1-10', [
    '1-4',
    '5-7',
    '8-10',
  ]),
  question('Q2', 'How easy was it to reach us?', 'Scale', '1-10', ['1-5', '6-8', '9-10']),
  question('Q3', 'How well did our representative know the matter?', 'Scale', '1-10', [
    '1-4',
    '5-7',
    '8-10',
  ]),
  question('Q4', 'Was your complaint resolved?', 'Options', 'NA', ['NA', 'NA', 'NA']),
  question('Q5', 'How likely are you to recommend FutureCart to a friend?', 'Scale', '1-10', [
    '1-5',
    '6-8',
    '8-10',
  ]),
];
