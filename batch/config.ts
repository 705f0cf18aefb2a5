import { z } from 'zod';
import { ConfigurationError } from '../domain/errors.ts';

const name = z.string().min(1);

const timezone = name.refine(
  (zone) => {
    try {
      Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'must be an IANA time zone, such as Europe/Berlin' },
);

const schema = z.object({
  /** Bucket of the master data set. */
  ARCHIVE_BUCKET: name,
  /** Bucket of what lives for one run: extracts and manifests. */
  STAGING_BUCKET: name,
  WAREHOUSE_WORKGROUP: name,
  WAREHOUSE_DATABASE: name,
  /** Role that COPY reads both buckets with. */
  COPY_ROLE_ARN: name,
  /** Only extracting dimensions needs it. */
  MYSQL_URL: name.optional(),
  /** Zone that the events' timestamps are in. */
  BUSINESS_TIMEZONE: timezone.default('UTC'),
});

/** What the batch layer needs to know of its surroundings. */
export type BatchConfig = {
  readonly archiveBucket: string;
  readonly stagingBucket: string;
  readonly workgroup: string;
  readonly database: string;
  readonly copyRoleArn: string;
  readonly mysqlUrl: string | null;
  readonly businessTimezone: string;
};

/** @throws ConfigurationError naming every variable that is missing or wrong. */
export const readBatchConfig = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): BatchConfig => {
  const result = schema.safeParse(environment);
  if (!result.success) {
    const faults = result.error.issues.map(
      (issue) =>
        `${issue.path.join('.')} ${environment[String(issue.path[0])] === undefined ? 'is missing' : issue.message}`,
    );
    throw new ConfigurationError(
      `The batch layer's environment must be complete, got: ${faults.join('; ')}; see docs/configuration.md`,
    );
  }
  const variables = result.data;
  return {
    archiveBucket: variables.ARCHIVE_BUCKET,
    stagingBucket: variables.STAGING_BUCKET,
    workgroup: variables.WAREHOUSE_WORKGROUP,
    database: variables.WAREHOUSE_DATABASE,
    copyRoleArn: variables.COPY_ROLE_ARN,
    mysqlUrl: variables.MYSQL_URL ?? null,
    businessTimezone: variables.BUSINESS_TIMEZONE,
  };
};
