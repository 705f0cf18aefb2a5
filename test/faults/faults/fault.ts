import type { Random } from '../../../simulator/random.ts';
import type { FaultyCopy } from '../copy/faulty-copy.ts';

/** Something that goes wrong while events flow. It is over when `strike` returns; the parts may still recover. */
export type Fault = {
  /** As the report names it. */
  readonly kind: string;
  readonly strike: (copy: FaultyCopy, random: Random) => Promise<void>;
};

/** How long a fault lasts that does not end by itself, milliseconds. */
export const lasting = (random: Random): number => random.integer(300, 2_000);
