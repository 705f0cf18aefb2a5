import type { BatchConfig } from '../../batch/config.ts';
import { batchContext, type StepSummary } from '../../batch/context.ts';
import { historyFiles } from '../../batch/history/files.ts';
import { plan } from '../../batch/plan.ts';
import { completeRecord } from '../../batch/record.ts';
import { steps } from '../../batch/steps.ts';
import { ContractError } from '../../domain/errors.ts';
import type { Report } from '../../domain/progress.ts';
import {
  doneBefore,
  optionsOf,
  type RunState,
  runOf,
  type StepEvent,
  summarise,
  withSummary,
} from './run-state.ts';

/**
 * Does one step of a batch run.
 * @returns the state for the next step; for one file of the history its summary alone.
 * @throws what the step throws; ContractError for a step that there is not.
 */
export const runStep = async (
  event: StepEvent,
  config: BatchConfig,
  report: Report,
): Promise<RunState | StepSummary> => {
  const { state } = event;
  const context = batchContext(config, optionsOf(event), report);
  if (event.step === 'plan') {
    const run = await plan(context);
    const files = state.history === undefined ? [] : await historyFiles(state.history);
    return { ...state, run, historyFiles: files.map(({ name }) => name) };
  }
  const step = steps.find(({ name }) => name === event.step);
  if (!step) {
    const names = ['plan', ...steps.map(({ name }) => name)].join(', ');
    throw new ContractError(`A batch step must be one of ${names}, got ${event.step}`);
  }
  const summary = await summarise(step.name, () =>
    step.run(context, runOf(state), doneBefore(state)),
  );
  if (event.file !== undefined) return summary;
  const after = withSummary(state, summary);
  if (step === steps.at(-1)) await completeRecord(context, runOf(state), doneBefore(after));
  return after;
};
