import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ObjectStore } from '../../adapters/object-store.ts';
import { Telemetry } from '../../adapters/telemetry.ts';
import { extractDimensions } from '../../batch/extract-dimensions.ts';
import {
  parseStepEvent,
  type RunState,
  runOf,
  summarise,
  withSummary,
} from '../batch-step/run-state.ts';
import { readConfig } from './config.ts';
import { readMysqlUrl } from './mysql-secret.ts';

const config = readConfig(process.env);
const secrets = new SecretsManagerClient({});
const staging = new ObjectStore(config.stagingBucket);
const telemetry = new Telemetry('extract-dimensions');
telemetry.trace(secrets, staging.client);

/** The step that reads MySQL, in the network where it is. */
export const handler = telemetry.instrument(async (event: unknown): Promise<RunState> => {
  const { step, state } = parseStepEvent(event);
  const summary = await summarise(step, async () => {
    const mysqlUrl = await readMysqlUrl(config.mysqlSecretArn, secrets);
    return extractDimensions(
      { config: { mysqlUrl }, staging, report: telemetry.report },
      runOf(state),
    );
  });
  return withSummary(state, summary);
});
