import * as z from 'zod/mini';
import { readEnvironment, setting, timezoneSetting } from '../adapters/environment.ts';
import { type KeyRanges, keyRangesSetting } from './dimensions/key-ranges.ts';

const schema = z.object({
  ARCHIVE_BUCKET: setting(),
  STAGING_BUCKET: setting(),
  WAREHOUSE_WORKGROUP: setting(),
  WAREHOUSE_DATABASE: setting(),
  COPY_ROLE_ARN: setting(),
  MYSQL_URL: z.optional(setting()),
  BUSINESS_TIMEZONE: timezoneSetting(),
  MYSQL_KEY_RANGES: keyRangesSetting(),
});

/** What the batch layer needs to know of its surroundings. */
export type BatchConfig = {
  /** Bucket of the master data set. */
  readonly archiveBucket: string;
  /** Bucket of what lives for one run: extracts and manifests. */
  readonly stagingBucket: string;
  readonly workgroup: string;
  readonly database: string;
  /** Role that COPY reads both buckets with. */
  readonly copyRoleArn: string;
  /** Only extracting dimensions needs it. */
  readonly mysqlUrl: string | null;
  /** Zone that the events' timestamps are in. */
  readonly businessTimezone: string;
  /** Dimensions that are read in ranges of their keys. @default none */
  readonly keyRanges?: KeyRanges;
};

/** @throws ConfigurationError naming every variable that is missing or wrong. */
export const readBatchConfig = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): BatchConfig => {
  const settings = readEnvironment(schema, environment);
  return {
    archiveBucket: settings.ARCHIVE_BUCKET,
    stagingBucket: settings.STAGING_BUCKET,
    workgroup: settings.WAREHOUSE_WORKGROUP,
    database: settings.WAREHOUSE_DATABASE,
    copyRoleArn: settings.COPY_ROLE_ARN,
    mysqlUrl: settings.MYSQL_URL ?? null,
    businessTimezone: settings.BUSINESS_TIMEZONE,
    keyRanges: settings.MYSQL_KEY_RANGES,
  };
};
