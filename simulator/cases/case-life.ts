import { hourSeconds } from '../local-time.ts';
import type { Random } from '../random.ts';
import type { Category, ReferenceKeys } from '../reference-keys.ts';
import { type Channel, channelShares, channels } from './rhythm.ts';
import { unevenWeights, weightedChoice } from './weighted-choice.ts';

/**
 * What will become of a case, drawn when it is registered. A score below 1 says that it happens;
 * the history, whose numbers are given, takes the lowest scores instead.
 */
export type CaseLife = {
  readonly employee: string;
  readonly callCenter: string;
  readonly category: Category;
  readonly channel: Channel;
  readonly country: string;
  readonly product: string;
  readonly closeScore: number;
  /** From registration to closing. */
  readonly resolutionSeconds: number;
  /** Of a survey, where the case is closed by then. */
  readonly surveyScoreClosed: number;
  /** Of a survey, where it is still open. */
  readonly surveyScoreOpen: number;
  /** From closing (registration where it stays open) to the answer. */
  readonly surveyDelaySeconds: number;
  /** How this customer answers: one normally distributed number for each question. */
  readonly temper: readonly number[];
};

/** Agents of one call centre that register cases. */
const teamSize = 40;

/** How often cases of a priority level come up, and how many of them get closed: 62 % in all. */
const levels: Readonly<Record<string, { readonly volume: number; readonly closed: number }>> = {
  Highest: { volume: 0.5, closed: 0.92 },
  High: { volume: 0.8, closed: 0.8 },
  Medium: { volume: 1.2, closed: 0.66 },
  Low: { volume: 1, closed: 0.5 },
  Loweset: { volume: 0.8, closed: 0.36 },
};
const otherLevel = { volume: 1, closed: 0.62 };

const levelOf = ({ level }: Category) => levels[level ?? ''] ?? otherLevel;

/** Share of calls and chats that are solved while the customer waits. */
const solvedAtOnce = 0.42;
const shortestAtOnceSeconds = 20;
const meanAtOnceSeconds = 150;

/*
 * The others take a log-normal time. Median and deviation put 88 % of them within the SLA. Without
 * an SLA they take as long as with one of three days.
 */
const medianShareOfSla = 0.35;
const deviation = 0.9;
const hoursWithoutSla = 72;
const shortestSeconds = 300;

/** Surveys: 399,000 for 498,000 cases, most of them of closed ones. */
const surveyedClosed = 0.9;
const surveyedOpen = 0.64;
/** Share of customers that answer in the minutes after; the others take hours. */
const answerAtOnce = 0.4;
const meanAnswerAtOnceSeconds = 90;
const medianAnswerSeconds = 3 * hourSeconds;

/** Where FutureCart has most of its shops; one of the other countries weighs 0.2 on average. */
const markets: Readonly<Record<string, number>> = {
  US: 30,
  IN: 16,
  GB: 9,
  DE: 7,
  CA: 6,
  MX: 5,
  BR: 5,
  FR: 4,
  AU: 3,
  PH: 3,
  ZA: 2,
};

const exponential = (random: Random, mean: number): number =>
  -mean * Math.log(1 - random.uniform());
const logNormal = (random: Random, median: number): number =>
  median * Math.exp(deviation * random.normal());

const resolution = (random: Random, { slaHours }: Category, channel: Channel): number => {
  if (channel !== 'Email' && random.uniform() < solvedAtOnce) {
    return Math.round(shortestAtOnceSeconds + exponential(random, meanAtOnceSeconds));
  }
  const median = (slaHours ?? hoursWithoutSla) * hourSeconds * medianShareOfSla;
  return Math.round(Math.max(shortestSeconds, logNormal(random, median)));
};

const answerDelay = (random: Random): number =>
  random.uniform() < answerAtOnce
    ? Math.round(10 + exponential(random, meanAnswerAtOnceSeconds))
    : Math.round(60 + logNormal(random, medianAnswerSeconds));

/**
 * A source of cases. Which categories, countries and call centres are the busy ones depends on the
 * seed; each agent belongs to one call centre.
 * @returns draws the life of a case that is registered at a local time.
 */
export const caseLives = (keys: ReferenceKeys, random: Random): ((at: number) => CaseLife) => {
  const { categories, callCenters, countries, employees, products } = keys;
  const uneven = (count: number): number[] => unevenWeights(random, count);
  const category = weightedChoice(
    categories,
    uneven(categories.length).map((weight, i) => {
      const { volume } = levelOf(categories[i] as Category);
      return volume * (0.3 + weight);
    }),
  );
  const center = weightedChoice(
    callCenters.map((_, i) => i),
    uneven(callCenters.length).map((weight) => 0.3 + weight),
  );
  const country = weightedChoice(
    countries,
    uneven(countries.length).map((weight, i) => weight + (markets[countries[i] ?? ''] ?? 0)),
  );
  /** Agents of the centre at a position: every so many-th employee. */
  const agent = (position: number): string => {
    const size = Math.floor((employees.length - 1 - position) / callCenters.length) + 1;
    if (size < 1) return random.pick(employees);
    const member = random.integer(0, Math.min(size, teamSize) - 1);
    return employees[position + member * callCenters.length] ?? '';
  };

  return (at) => {
    const centerPosition = center(random);
    const chosen = category(random);
    const channel = weightedChoice(channels, channelShares(at))(random);
    return {
      employee: agent(centerPosition),
      callCenter: callCenters[centerPosition] ?? '',
      category: chosen,
      channel,
      country: country(random),
      product: random.pick(products),
      closeScore: random.uniform() / levelOf(chosen).closed,
      resolutionSeconds: resolution(random, chosen, channel),
      surveyScoreClosed: random.uniform() / surveyedClosed,
      surveyScoreOpen: random.uniform() / surveyedOpen,
      surveyDelaySeconds: answerDelay(random),
      temper: [random.normal(), random.normal(), random.normal(), random.normal(), random.normal()],
    };
  };
};
