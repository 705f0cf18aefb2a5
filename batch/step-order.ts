import { check } from './check.ts';
import type { BatchContext, BatchOptions, BatchRun, Counts, StepSummary } from './context.ts';
import { fold } from './fold.ts';
import { convertHistory } from './history/convert.ts';
import { loadDimensions } from './load-dimensions.ts';
import { publish } from './publish.ts';
import { runDetails } from './record.ts';

/** One step of a run. Doing it again, in the same run or in a later one, changes nothing more. */
export type Step = {
  readonly name: string;
  /** The part that `only` names it by; any: it belongs to each that publishes. */
  readonly part: NonNullable<BatchOptions['only']> | 'any';
  /** @param before the steps of this run so far */
  run(context: BatchContext, run: BatchRun, before: readonly StepSummary[]): Promise<Counts>;
};

/**
 * The batch layer's steps after the plan, in their order: the command runs it, and so does the state machine.
 * @param extract the step that reads MySQL. It comes from the caller, so that a function that never reads MySQL
 *   does not carry its driver.
 */
export const stepsWith = (extract: Step['run']): readonly Step[] => [
  { name: 'extract-dimensions', part: 'dimensions', run: extract },
  // Before anything is published: a history that can't be read stops the run here.
  { name: 'convert-history', part: 'history', run: convertHistory },
  { name: 'load-dimensions', part: 'dimensions', run: loadDimensions },
  { name: 'fold', part: 'facts', run: fold },
  {
    name: 'publish',
    part: 'facts',
    run: async (context, run, before) =>
      publish(context, run, await runDetails(context, run, before)),
  },
  { name: 'check', part: 'any', run: check },
];
