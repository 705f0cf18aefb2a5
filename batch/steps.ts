import { startEncodingThread } from '../adapters/mysql-rows/encode-in-worker.ts';
import type { BatchOptions } from './context.ts';
import { extractDimensions } from './extract-dimensions.ts';
import { type Step, stepsWith } from './step-order.ts';

/** The steps as one process does them all. */
export const steps: readonly Step[] = stepsWith((context, run) =>
  extractDimensions(context, run, startEncodingThread),
);

/** The steps that the options ask for. */
export const stepsFor = ({ only, history }: BatchOptions): readonly Step[] =>
  steps.filter(
    ({ part }) =>
      (only === undefined || only === part || (part === 'any' && only !== 'history')) &&
      (part !== 'history' || history !== undefined),
  );
