import * as z from 'zod/mini';
import { readEnvironment, setting, timezoneSetting } from '../../adapters/environment.ts';
import type { BatchConfig } from '../../batch/config.ts';

const schema = z.object({
  ARCHIVE_BUCKET: setting(),
  STAGING_BUCKET: setting(),
  WAREHOUSE_WORKGROUP: setting(),
  WAREHOUSE_DATABASE: setting(),
  COPY_ROLE_ARN: setting(),
  BUSINESS_TIMEZONE: timezoneSetting(),
});

/** What batch-step takes from the environment. @throws ConfigurationError with every fault. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): BatchConfig => {
  const settings = readEnvironment(schema, env);
  return {
    archiveBucket: settings.ARCHIVE_BUCKET,
    stagingBucket: settings.STAGING_BUCKET,
    workgroup: settings.WAREHOUSE_WORKGROUP,
    database: settings.WAREHOUSE_DATABASE,
    copyRoleArn: settings.COPY_ROLE_ARN,
    // Only extract-dimensions reads MySQL, in the network where it is.
    mysqlUrl: null,
    businessTimezone: settings.BUSINESS_TIMEZONE,
  };
};
