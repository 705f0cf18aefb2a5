import { createHash } from 'node:crypto';
import { en, Faker } from '@faker-js/faker';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded random numbers: the same seed and purpose give the same numbers in the same order. */
export type Random = {
  /** At least 0, below 1. */
  readonly uniform: () => number;
  /** A whole number from `from` to `to`, both included. */
  readonly integer: (from: number, to: number) => number;
  /** Normally distributed, mean 0, standard deviation 1. */
  readonly normal: () => number;
  /** One of `values`, each as likely. @throws RangeError where there is none. */
  readonly pick: <T>(values: readonly T[]) => T;
};

/** 32 bits made from seed and purpose, so that no two purposes share a sequence. */
const mixedSeed = (seed: number, purpose: string): number =>
  createHash('sha256').update(`${seed}/${purpose}`).digest().readInt32BE();

/** @param purpose what the numbers are for, such as 'history'. */
export const seededRandom = (seed: number, purpose: string): Random => {
  const generator = xoroshiro128plus(mixedSeed(seed, purpose));
  const uniform = (): number => uniformFloat64(generator);
  const integer = (from: number, to: number): number => uniformInt(generator, from, to);
  return {
    uniform,
    integer,
    // Box and Muller's transform; 1 - uniform is never 0.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    pick: (values) => {
      if (values.length === 0) throw new RangeError('There must be a value to pick from, got none');
      return values[integer(0, values.length - 1)] as (typeof values)[number];
    },
  };
};

/** faker with our seed; English alone keeps the import small. */
export const seededFaker = (seed: number, purpose: string): Faker =>
  new Faker({ locale: [en], seed: mixedSeed(seed, purpose) >>> 0 });
