import { ConfigurationError } from '../../domain/errors.ts';

/** What goes wrong with live events on their way, as shares from 0 to 1. */
export type Disorder = {
  /** Events that come a second time, some seconds later. */
  readonly duplicates: number;
  /** Cases that come minutes to hours after they were registered. */
  readonly late: number;
  /** Events that others overtake, such as a closing before its registration. */
  readonly outOfOrder: number;
  /** Records that can't be used. */
  readonly broken: number;
};

/** A quiet day in a large system: a little of everything. */
const usualDisorder: Disorder = {
  duplicates: 0.01,
  late: 0.005,
  outOfOrder: 0.01,
  broken: 0.001,
};

/** @throws ConfigurationError for a share that is none. */
export const checkedDisorder = (disorder: Partial<Disorder>): Disorder => {
  const all = { ...usualDisorder, ...disorder };
  for (const [name, share] of Object.entries(all)) {
    if (!(share >= 0 && share < 1)) {
      throw new ConfigurationError(
        `The share of ${name} must be at least 0 and below 1, got ${share}; mend the simulator's options`,
      );
    }
  }
  return all;
};
