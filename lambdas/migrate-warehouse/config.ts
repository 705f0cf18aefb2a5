import * as z from 'zod/mini';
import { readEnvironment, setting, timezoneSetting } from '../../adapters/environment.ts';

const schema = z.object({
  WAREHOUSE_WORKGROUP: setting(),
  WAREHOUSE_DATABASE: setting(),
  /** Secret of the warehouse's administrator; without it the caller must be one. */
  WAREHOUSE_SECRET_ARN: z.optional(setting()),
  BUSINESS_TIMEZONE: timezoneSetting(),
  /** Database users of a deployment's own roles; the local copy's are in the migrations. */
  ANALYST_USER: z.optional(setting()),
  LOADER_USER: z.optional(setting()),
  BATCH_USER: z.optional(setting()),
  /** Secret with name and password of the database user of QuickSight. */
  QUICKSIGHT_SECRET_ARN: z.optional(setting()),
});

/** What migrate-warehouse takes from the environment. @throws ConfigurationError with every fault. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => {
  const settings = readEnvironment(schema, env);
  return {
    warehouse: {
      workgroup: settings.WAREHOUSE_WORKGROUP,
      database: settings.WAREHOUSE_DATABASE,
      ...(settings.WAREHOUSE_SECRET_ARN !== undefined && {
        secretArn: settings.WAREHOUSE_SECRET_ARN,
      }),
    },
    quicksightSecretArn: settings.QUICKSIGHT_SECRET_ARN,
    businessTimezone: settings.BUSINESS_TIMEZONE,
    members: {
      ...(settings.ANALYST_USER !== undefined && { analyst: settings.ANALYST_USER }),
      ...(settings.LOADER_USER !== undefined && { loader: settings.LOADER_USER }),
      ...(settings.BATCH_USER !== undefined && { batch: settings.BATCH_USER }),
    },
  };
};
