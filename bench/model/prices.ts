/*
 * List prices of AWS in US dollars, region us-east-1, first tier, without free tiers, reservations and
 * taxes, as of mid-2025. docs/cost.md says which of them were compared with what; AWS' price pages are named
 * at each.
 */

export const pricesAsOf = '2025-06';
export const pricesRegion = 'us-east-1';

const million = 1_000_000;

export const prices = {
  /** On demand, standard. https://aws.amazon.com/kinesis/data-streams/pricing/ */
  kinesis: {
    streamHour: 0.04,
    /** Each record counts as a whole number of kilobytes. */
    gigabyteIn: 0.08,
    gigabyteOut: 0.04,
    /** What is kept beyond the first 24 hours, up to 7 days. */
    extendedGigabyteMonth: 0.1,
  },
  /** arm64. https://aws.amazon.com/lambda/pricing/ */
  lambda: { gigabyteSecond: 0.000_013_333_4, request: 0.2 / million },
  /** Standard class. https://aws.amazon.com/s3/pricing/ */
  s3: { putOrList: 0.005 / 1000, get: 0.0004 / 1000, gigabyteMonth: 0.023 },
  /** FIFO. https://aws.amazon.com/sqs/pricing/ */
  sqs: { request: 0.5 / million },
  /** Serverless. https://aws.amazon.com/redshift/pricing/ */
  redshift: { rpuHour: 0.375, gigabyteMonth: 0.024 },
  /** https://aws.amazon.com/kms/pricing/ */
  kms: { keyMonth: 1, request: 0.03 / 10_000 },
  /** https://aws.amazon.com/privatelink/pricing/ */
  interfaceEndpointZoneHour: 0.01,
  /** db.t4g.micro, MySQL, two zones. https://aws.amazon.com/rds/mysql/pricing/ */
  mysql: { hour: 0.032, gigabyteMonth: 0.23 },
  secretMonth: 0.4,
  /** https://aws.amazon.com/cloudwatch/pricing/ */
  cloudWatch: { alarmMonth: 0.1, dashboardMonth: 3, metricMonth: 0.3, gigabyteOfLogs: 0.5 },
} as const;
