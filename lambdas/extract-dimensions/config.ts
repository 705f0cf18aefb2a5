import * as z from 'zod/mini';
import { readEnvironment, setting } from '../../adapters/environment.ts';

const schema = z.object({
  STAGING_BUCKET: setting(),
  MYSQL_SECRET_ARN: setting(),
});

/** What extract-dimensions takes from the environment. @throws ConfigurationError with every fault. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => {
  const settings = readEnvironment(schema, env);
  return { stagingBucket: settings.STAGING_BUCKET, mysqlSecretArn: settings.MYSQL_SECRET_ARN };
};
