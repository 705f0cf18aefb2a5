import type { Dimensions } from '../facts/dimensions.ts';
import { dateOf } from '../facts/local-time.ts';
import { questionsOf, type Response, type ResponseClass } from '../facts/survey-facts.ts';
import type { Facts, ViewRow } from './kpi-columns.ts';

type DatedResponse = Response & { readonly day: string };

const responsesOf = ({ surveys }: Facts): DatedResponse[] =>
  surveys.flatMap((survey) =>
    survey.responses.map((response) => ({ ...response, day: dateOf(survey.answeredAt) })),
  );

const groups = (
  responses: readonly DatedResponse[],
  keyOf: (response: DatedResponse) => readonly (string | number)[],
): DatedResponse[][] => [
  ...Map.groupBy(responses, (response) => JSON.stringify(keyOf(response))).values(),
];

/** One row for each question and civil day with an answer. */
const questionRows = (facts: Facts, dimensions: Dimensions): ViewRow[] => {
  const questions = questionsOf(dimensions);
  return groups(responsesOf(facts), ({ day, question }) => [day, question]).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const ofClass = (wanted: ResponseClass): number =>
      group.filter(({ responseClass }) => responseClass === wanted).length;
    const scores = group.flatMap(({ answer }) => (typeof answer === 'number' ? [answer] : []));
    const total = scores.reduce((sum, score) => sum + score, 0);
    return [
      {
        day: first.day,
        question_id: first.question,
        label: questions.get(first.question)?.question_desc ?? 'Unknown',
        answers: group.length,
        positive: ofClass('positive'),
        neutral: ofClass('neutral'),
        negative: ofClass('negative'),
        average_score: scores.length === 0 ? null : total / scores.length,
      },
    ];
  });
};

/** One row for each question, answer and civil day that occurs. */
const distributionRows = (facts: Facts): ViewRow[] =>
  groups(responsesOf(facts), ({ day, question, answer }) => [day, question, answer]).flatMap(
    (group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { day, question, answer, responseClass } = first;
      return [
        {
          day,
          question_id: question,
          score: typeof answer === 'number' ? answer : null,
          choice: typeof answer === 'number' ? null : answer,
          response_class: responseClass,
          answers: group.length,
        },
      ];
    },
  );

export const questionViews = (facts: Facts, dimensions: Dimensions) => ({
  kpi_question: questionRows(facts, dimensions),
  survey_score_distribution: distributionRows(facts),
});
