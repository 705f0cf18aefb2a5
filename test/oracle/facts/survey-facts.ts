import type { CaseFact } from './case-facts.ts';
import { currentSurveys } from './current-version.ts';
import { type Dimensions, oneOfEach } from './dimensions.ts';
import { type Answer, type QuestionId, questionIds, type SurveyVersion } from './events.ts';

export type ResponseClass = 'positive' | 'neutral' | 'negative';

/** One answered question of a survey. */
export type Response = {
  readonly question: QuestionId;
  readonly answer: Answer;
  /** Null where the answer lies in no range, or the question is unknown. */
  readonly responseClass: ResponseClass | null;
};

export type SurveyFact = SurveyVersion & {
  readonly responses: readonly Response[];
  /** The case that it asks about; null where that is not there yet. */
  readonly case: CaseFact | null;
};

type Question = Dimensions['survey_question'][number];

/** The questions by their key. */
export const questionsOf = ({ survey_question }: Dimensions): ReadonlyMap<string, Question> =>
  oneOfEach(
    survey_question,
    (row) => row.question_id,
    (row) => [
      row.question_desc,
      row.response_type,
      row.negative_response_range,
      row.neutral_response_range,
      row.positive_response_range,
    ],
  );

/** Whether a range such as '1-4', or a single score, holds the score; a text that is neither holds none. */
export const rangeHolds = (range: string | null, score: number): boolean => {
  const match = /^(\d+)(?:-(\d+))?$/.exec(range?.replaceAll(' ', '') ?? '');
  if (match === null) return false;
  const [, low, high] = match;
  return Number(low) <= score && score <= Number(high ?? low);
};

/** Negative, then neutral, then positive: the first range that holds the answer wins. */
export const classOf = (question: Question | undefined, answer: Answer): ResponseClass | null => {
  if (question === undefined) return null;
  if (question.response_type === 'Options') {
    if (typeof answer === 'number') return null;
    return answer === 'Y' ? 'positive' : 'negative';
  }
  if (typeof answer !== 'number') return null;
  if (rangeHolds(question.negative_response_range, answer)) return 'negative';
  if (rangeHolds(question.neutral_response_range, answer)) return 'neutral';
  if (rangeHolds(question.positive_response_range, answer)) return 'positive';
  return null;
};

/** The current surveys with their classed answers and their cases. */
export const surveyFactsOf = (
  versions: readonly SurveyVersion[],
  cases: readonly CaseFact[],
  dimensions: Dimensions,
): SurveyFact[] => {
  const questions = questionsOf(dimensions);
  const caseByNo = new Map(cases.map((fact) => [fact.caseNo, fact]));
  return currentSurveys(versions).map((version) => ({
    ...version,
    case: caseByNo.get(version.caseNo) ?? null,
    responses: questionIds.flatMap((question) => {
      const answer = version.answers[question];
      if (answer === null) return [];
      return [{ question, answer, responseClass: classOf(questions.get(question), answer) }];
    }),
  }));
};
