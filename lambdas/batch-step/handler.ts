import { Telemetry } from '../../adapters/telemetry.ts';
import { type BatchContext, type BatchOptions, batchContext } from '../../batch/context.ts';
import { readConfig } from './config.ts';
import { parseStepEvent, type RunState } from './run-state.ts';
import { runStep } from './run-step.ts';

const config = readConfig(process.env);
const telemetry = new Telemetry('batch-step');

const contextOf = (options: BatchOptions): BatchContext => {
  const context = batchContext(config, options, telemetry.report);
  telemetry.trace(context.archive.client, context.staging.client, context.warehouse.client);
  return context;
};

/** One step of the state machine of lib/batch-layer.ts. */
export const handler = telemetry.instrument(
  (event: unknown): Promise<RunState | null> => runStep(parseStepEvent(event), contextOf),
);
