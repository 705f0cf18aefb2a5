import { arrivalWeight } from '../../simulator/cases/rhythm.ts';
import { caseShare } from './assumptions.ts';

const hours = 24;
export const daySeconds = hours * 3600;

/** Local second 0 of a Tuesday, a day near the week's mean. */
const tuesday = 5 * daySeconds;

const weights = Array.from({ length: hours }, (_, hour) => arrivalWeight(tuesday + hour * 3600));
const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);

/** Events a second in each hour of a day, by the simulator's rhythm. */
export const hourlyRates = (eventsPerDay: number): readonly number[] =>
  weights.map((weight) => (eventsPerDay * weight) / totalWeight / 3600);

/** The day's fullest hour against its mean. */
export const peakFactor = (Math.max(...weights) * hours) / totalWeight;

/** Events of both streams: which part is which stream's. */
export const streamShares = { cases: caseShare, surveys: 1 - caseShare } as const;
export type StreamName = keyof typeof streamShares;
export const streamNames: readonly StreamName[] = ['cases', 'surveys'];
