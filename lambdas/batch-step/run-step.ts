import type { BatchContext, BatchOptions } from '../../batch/context.ts';
import { historyFiles } from '../../batch/history/files.ts';
import { writeLeftovers } from '../../batch/history/leftovers.ts';
import { plan } from '../../batch/plan.ts';
import { completeRecord } from '../../batch/record.ts';
import { stepsWith } from '../../batch/step-order.ts';
import { ContractError } from '../../domain/errors.ts';
import { readSummaries, writeFileList, writeSummary } from './mapped-history.ts';
import {
  optionsOf,
  type RunState,
  runOf,
  type StepEvent,
  summarise,
  withSummary,
} from './run-state.ts';

/** Its own function does it, in the network where MySQL is. */
const steps = stepsWith(async () => {
  throw new ContractError(
    'The step extract-dimensions must be done by the function of that name, got batch-step; start the state machine, not a step',
  );
});

/** The plan of a run, and for the map the names of the history's files and what killed runs left of them. */
const planRun = async (context: BatchContext, state: RunState): Promise<RunState> => {
  const run = await plan(context);
  if (state.history === undefined) return { ...state, run };
  const names = (await historyFiles(state.history)).map(({ name }) => name);
  await writeLeftovers(context, run);
  return { ...state, run, historyList: await writeFileList(context, run, names) };
};

/** The state with what the map came to, once it is over. */
const withConversion = async (context: BatchContext, state: RunState): Promise<RunState> => {
  if (state.historyList === undefined) return state;
  if (state.done.some(({ name }) => name === 'convert-history')) return state;
  const summary = await readSummaries(context, runOf(state));
  return summary ? withSummary(state, summary) : state;
};

/**
 * Does one step of a batch run.
 * @param contextOf opens what the step works with
 * @returns the state for the next step; null for one file of the history.
 * @throws what the step throws; ContractError for a step that there is not.
 */
export const runStep = async (
  event: StepEvent,
  contextOf: (options: BatchOptions) => BatchContext,
): Promise<RunState | null> => {
  const context = contextOf(optionsOf(event));
  if (event.step === 'plan') return planRun(context, event.state);
  const step = steps.find(({ name }) => name === event.step);
  if (!step) {
    const names = ['plan', ...steps.map(({ name }) => name)].join(', ');
    throw new ContractError(`A batch step must be one of ${names}, got ${event.step}`);
  }
  const run = runOf(event.state);
  if (event.file !== undefined) {
    const summary = await summarise(step.name, () => step.run(context, run, []));
    await writeSummary(context, run, event.file, summary);
    return null;
  }
  const state = await withConversion(context, event.state);
  const summary = await summarise(step.name, () => step.run(context, run, state.done));
  const after = withSummary(state, summary);
  if (step === steps.at(-1)) await completeRecord(context, run, after.done);
  return after;
};
