import type { Random } from '../random.ts';

/** Draws one of `values`, each as often as its weight says. @throws RangeError where there is none. */
export const weightedChoice = <T>(
  values: readonly T[],
  weights: readonly number[],
): ((random: Random) => T) => {
  if (values.length === 0) throw new RangeError('There must be a value to choose, got none');
  let total = 0;
  const ends = values.map((_, i) => {
    total += weights[i] ?? 0;
    return total;
  });
  return (random) => {
    const point = random.uniform() * total;
    const found = ends.findIndex((end) => point < end);
    return values[found < 0 ? values.length - 1 : found] as T;
  };
};

/** Weights of things of which few are common and most are rare. */
export const unevenWeights = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => 0.03 + random.uniform() ** 4);
