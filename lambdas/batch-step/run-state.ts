import * as z from 'zod/mini';
import '../../domain/schema-sentences.ts';
import type { BatchOptions, StepSummary } from '../../batch/context.ts';
import { keyRangeSchema } from '../../batch/dimensions/key-ranges.ts';
import { ContractError } from '../../domain/errors.ts';

/** What a step came to. */
export const summarySchema = z.object({
  name: z.string(),
  seconds: z.number(),
  counts: z.record(z.string(), z.number()),
});

const stateSchema = z.object({
  /** s3:// prefix of history to convert first. */
  history: z.optional(z.string()),
  /** Facts from the whole archive. */
  full: z.optional(z.boolean()),
  /** Key in the staging bucket of the names of the history's files; the plan fills it in. */
  historyList: z.optional(z.string()),
  /** Key in the staging bucket of the ranges of MySQL's tables that are read for themselves, where there are any. */
  rangeList: z.optional(z.string()),
  run: z.optional(z.object({ runId: z.string(), startedAt: z.string() })),
  /** What the steps came to so far. */
  done: z._default(z.array(summarySchema), []),
});

/** What goes from step to step of a run, and what a run is started with: history and full, or nothing. */
export type RunState = z.infer<typeof stateSchema>;

const eventSchema = z.object({
  /** Name of the step, or plan. */
  step: z.string(),
  /** One file of the history. */
  file: z.optional(z.string()),
  /** One range of a dimension's keys. */
  range: z.optional(keyRangeSchema),
  state: stateSchema,
});
export type StepEvent = z.infer<typeof eventSchema>;

/** @throws ContractError where the state machine passes something else. */
export const parseStepEvent = (event: unknown): StepEvent => {
  const result = eventSchema.safeParse(event);
  if (result.success) return result.data;
  throw new ContractError(
    `A batch run must be started with {}, or with history (an s3:// prefix) and full (true or false), got ${JSON.stringify(event)?.slice(0, 200)}: ${z.prettifyError(result.error)}`,
  );
};

/** The options of the run, for one file of the history where there is one. */
export const optionsOf = ({ state, file }: StepEvent): BatchOptions => ({
  ...(state.history !== undefined && { history: state.history }),
  ...(state.full !== undefined && { full: state.full }),
  ...(file !== undefined && { historyFile: file }),
});

/** @throws ContractError where the plan did not come first. */
export const runOf = ({ run }: RunState): NonNullable<RunState['run']> => {
  if (run) return run;
  throw new ContractError(
    'A batch run must be planned before its steps, got no run; start the state machine, not a step',
  );
};

/** Does one step and measures it. */
export const summarise = async (
  name: string,
  work: () => Promise<StepSummary['counts']>,
): Promise<StepSummary> => {
  const startMs = performance.now();
  const counts = await work();
  return { name, seconds: Math.round(performance.now() - startMs) / 1000, counts };
};

/** The state after a step. */
export const withSummary = (state: RunState, step: StepSummary): RunState => ({
  ...state,
  done: [...state.done, { ...step, counts: { ...step.counts } }],
});
