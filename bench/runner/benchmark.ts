import type { Comparison, Row } from './compare.ts';

/** What a benchmark is given. */
export type Bench = {
  /** The large sizes too. */
  readonly isFull: boolean;
  /** Only ours is run: its CPU profile is being taken. */
  readonly isProfile: boolean;
  /** A temporary folder of this benchmark's own. */
  readonly folder: string;
  /** Runs subjects in turns and keeps their figures. */
  readonly compare: (comparison: Comparison) => Promise<readonly Row[]>;
  /** Keeps figures that were not taken in turns: sizes, percentiles, peaks. */
  readonly record: (...rows: readonly Row[]) => void;
  /** Called when the benchmark has ended, however it did; the last one first. */
  readonly onEnd: (close: () => unknown) => void;
};

/** One topic that can be asked for by name. */
export type Benchmark = {
  readonly name: string;
  /** What is measured and what the figures include, for people. */
  readonly about: string;
  readonly run: (bench: Bench) => Promise<void>;
};
