import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ObjectStore } from '../../adapters/object-store.ts';
import { Telemetry } from '../../adapters/telemetry.ts';
import { parseStepEvent, type RunState } from '../batch-step/run-state.ts';
import { readConfig } from './config.ts';
import { readMysqlUrl } from './mysql-secret.ts';
import { runExtraction } from './run-extraction.ts';

const config = readConfig(process.env);
const secrets = new SecretsManagerClient({});
const staging = new ObjectStore(config.stagingBucket);
const telemetry = new Telemetry('extract-dimensions');
telemetry.trace(secrets, staging.client);

/** The step that reads MySQL, in the network where it is. */
export const handler = telemetry.instrument(
  (event: unknown): Promise<RunState | null> =>
    runExtraction(parseStepEvent(event), async () => {
      const mysqlUrl = await readMysqlUrl(config.mysqlSecretArn, secrets);
      const { keyRanges } = config;
      return { config: { mysqlUrl, keyRanges }, staging, report: telemetry.report };
    }),
);
