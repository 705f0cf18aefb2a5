import * as z from 'zod/mini';
import { readEnvironment, setting, wholeNumberSetting } from '../../adapters/environment.ts';

const mebibyte = 1024 * 1024;

const schema = z.object({
  ARCHIVE_BUCKET: setting(),
  STAGING_BUCKET: setting(),
  WAREHOUSE_WORKGROUP: setting(),
  WAREHOUSE_DATABASE: setting(),
  COPY_ROLE_ARN: setting(),
  CASE_STREAM: setting(),
  SURVEY_STREAM: setting(),
  LOAD_MAX_BYTES: wholeNumberSetting(1, 1024 * 1024 * mebibyte, 512 * mebibyte),
});

/** What load-facts takes from the environment. @throws ConfigurationError with every fault. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => {
  const settings = readEnvironment(schema, env);
  return {
    archiveBucket: settings.ARCHIVE_BUCKET,
    stagingBucket: settings.STAGING_BUCKET,
    warehouse: { workgroup: settings.WAREHOUSE_WORKGROUP, database: settings.WAREHOUSE_DATABASE },
    copyRoleArn: settings.COPY_ROLE_ARN,
    /** Whose records a reconciliation counts. */
    streams: [settings.CASE_STREAM, settings.SURVEY_STREAM],
    /** Bytes of archive objects that one load takes at most; one object is always taken. */
    maxBytes: settings.LOAD_MAX_BYTES,
  };
};
