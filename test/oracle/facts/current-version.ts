import type { CaseVersion, SurveyVersion } from './events.ts';

type Part = string | number | null;

/** Numbers by size, text by its UTF-8 bytes, null below everything. */
const compareParts = (a: Part, b: Part): number => {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
};

const compareTuples = (a: readonly Part[], b: readonly Part[]): number => {
  for (let at = 0; at < a.length; at++) {
    const order = compareParts(a[at] ?? null, b[at] ?? null);
    if (order !== 0) return order;
  }
  return 0;
};

/** The latest modification, then Closed over Open, then the other fields in the contract's order. */
const caseRank = (version: CaseVersion): readonly Part[] => [
  version.modifiedAt,
  version.isClosed ? 1 : 0,
  version.createdAt,
  version.employeeKey,
  version.callCenterId,
  version.category,
  version.subCategory,
  version.channel,
  version.country,
  version.product,
];

const asText = (answer: Part): string | null => (answer === null ? null : String(answer));

/** The latest answer, then the fields in the contract's order, as text: there Q4 is the last. */
const surveyRank = ({ answeredAt, caseNo, answers }: SurveyVersion): readonly Part[] => [
  answeredAt,
  caseNo,
  asText(answers.Q1),
  asText(answers.Q2),
  asText(answers.Q3),
  asText(answers.Q5),
  answers.Q4,
];

const greatestOfEach = <T>(
  versions: readonly T[],
  keyOf: (version: T) => string,
  rankOf: (version: T) => readonly Part[],
): T[] => {
  const current = new Map<string, T>();
  for (const version of versions) {
    const key = keyOf(version);
    const known = current.get(key);
    if (known === undefined || compareTuples(rankOf(version), rankOf(known)) > 0) {
      current.set(key, version);
    }
  }
  return [...current.values()];
};

export const currentCases = (versions: readonly CaseVersion[]): CaseVersion[] =>
  greatestOfEach(versions, ({ caseNo }) => caseNo, caseRank);

export const currentSurveys = (versions: readonly SurveyVersion[]): SurveyVersion[] =>
  greatestOfEach(versions, ({ surveyId }) => surveyId, surveyRank);
