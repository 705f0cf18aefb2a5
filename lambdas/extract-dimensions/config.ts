import * as z from 'zod/mini';
import { readEnvironment, setting } from '../../adapters/environment.ts';
import { keyRangesSetting } from '../../batch/dimensions/key-ranges.ts';

const schema = z.object({
  STAGING_BUCKET: setting(),
  MYSQL_SECRET_ARN: setting(),
  MYSQL_KEY_RANGES: keyRangesSetting(),
});

/** What extract-dimensions takes from the environment. @throws ConfigurationError with every fault. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => {
  const settings = readEnvironment(schema, env);
  return {
    stagingBucket: settings.STAGING_BUCKET,
    mysqlSecretArn: settings.MYSQL_SECRET_ARN,
    keyRanges: settings.MYSQL_KEY_RANGES,
  };
};
