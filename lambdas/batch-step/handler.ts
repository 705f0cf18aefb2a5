import { logJson } from '../../adapters/json-log.ts';
import type { StepSummary } from '../../batch/context.ts';
import { readConfig } from './config.ts';
import { parseStepEvent, type RunState } from './run-state.ts';
import { runStep } from './run-step.ts';

const config = readConfig(process.env);

/** One step of the state machine of lib/batch-layer.ts. */
export const handler = (event: unknown): Promise<RunState | StepSummary> =>
  runStep(parseStepEvent(event), config, logJson);
