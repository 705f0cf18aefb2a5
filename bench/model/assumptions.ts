import { functions, streamRetentionHours } from '../../lambdas/event-source-settings.ts';

/*
 * What the model takes for given. The first part was measured on the project's own code, on one machine
 * with two cores. The second can be measured on AWS alone: it is a guess on the careful side, and a
 * deployed stack's own metrics are better.
 */

/** Case events and surveys in the company's ten days. */
const companyCaseEvents = 808_264;
const companySurveys = 399_000;
export const caseShare = companyCaseEvents / (companyCaseEvents + companySurveys);

/** JSON of the simulator's events, mean bytes: 39 thousand case events, 24 thousand surveys. */
export const eventBytes = { cases: 297, surveys: 130 } as const;

/** An archive object: its own bytes, and those of one more row (measured at 1 to 5,000 rows). */
export const archiveObject = { emptyBytes: 5_600, caseRowBytes: 62, surveyRowBytes: 55 } as const;

/** Records that can't be used. The simulator's default. */
export const quarantinedShare = 0.001;

/** Lambda gives a whole core to a function of this memory: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const megabytesPerCore = 1769;
/** Half of what consume-events does here on one core. */
const eventsPerCoreSecond = 30_000;
export const consumer = {
  memoryGigabytes: functions['consume-events'].MemorySize / 1024,
  /** Parquet object, receipt, wake-up, one after the other. */
  fixedSeconds: 0.15,
  secondsPerEvent:
    1 / (eventsPerCoreSecond * (functions['consume-events'].MemorySize / megabytesPerCore)),
} as const;

export const loader = {
  memoryGigabytes: functions['load-facts'].MemorySize / 1024,
  /** BEGIN, COPY, MERGE, ledger and COMMIT of a few rows, on 8 RPUs. A guess. */
  fixedSeconds: 4,
  /** Rows that COPY and MERGE take in a second for each RPU. A guess. */
  rowsPerRpuSecond: 25_000,
  /** Requests to S3 around a load: manifest saved, moved, listed. */
  requests: 8,
} as const;

/** Redshift Serverless bills at least this long: https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-billing.html */
export const minimumBilledSeconds = 60;

/** Seconds that analysts, dashboards and the daily batch keep the warehouse awake when no load does. A guess. */
export const otherAwakeSecondsPerDay = 2 * 3600;

/** Bytes of a case or a survey in Redshift's managed storage, compressed. A guess. */
export const warehouseRowBytes = 150;

/** Log lines of one invocation. */
export const logBytesPerInvocation = 800;

/** A queue's event-source mapping asks all the while, each poller for 20 seconds: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const idleQueueRequestsPerSecond = 5 / 20;

export const extendedRetentionDays = streamRetentionHours / 24 - 1;

/** What the template holds: metrics that alarms look at (an alarm over three is priced as three), metrics from logs, secrets. */
export const fixedParts = {
  alarmMetrics: 19,
  dashboards: 1,
  logMetrics: 6,
  secrets: 2,
  mysqlGigabytes: 20,
  endpointZones: 3,
} as const;
