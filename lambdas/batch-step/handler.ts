import { Telemetry } from '../../adapters/telemetry.ts';
import { readConfig } from './config.ts';
import { parseStepEvent, type RunState } from './run-state.ts';
import { runStep } from './run-step.ts';

const config = readConfig(process.env);
const telemetry = new Telemetry('batch-step');

/** One step of the state machine of lib/batch-layer.ts. */
export const handler = telemetry.instrument(
  (event: unknown): Promise<RunState | null> =>
    runStep(parseStepEvent(event), config, telemetry.report),
);
