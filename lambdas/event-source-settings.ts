/*
 * How events reach the functions, under AWS' own names, for the stack and for the local copy alike.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */

/** Functions by their folder in lambdas/. */
export const functions = {
  'consume-events': { Timeout: 120, MemorySize: 1024 },
  'load-facts': { Timeout: 240, MemorySize: 512 },
} as const;
export type FunctionName = keyof typeof functions;

/** Kinesis keeps records this long, so that a consumer broken for days loses none. */
export const streamRetentionHours = 168;

/** Both streams → consume-events. */
export const streamMapping = {
  BatchSize: 5000,
  StartingPosition: 'TRIM_HORIZON',
  ParallelizationFactor: 1,
  BisectBatchOnFunctionError: true,
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  /** consume-events fails for infrastructure only: these outlast an outage, and end before a shard blocks for days. */
  MaximumRetryAttempts: 30,
  /** As old as a record can become in the stream, in seconds. */
  MaximumRecordAgeInSeconds: streamRetentionHours * 3600,
} as const;

/**
 * Gathers records into fewer, larger archive objects. What arrives within one load interval is loaded
 * together anyway, so waiting up to that long costs no more than that freshness; more than 5 seconds saves little.
 */
export const batchingWindowSeconds = (loadIntervalSeconds: number): number =>
  Math.min(5, loadIntervalSeconds);

/** What a mapping gave up on goes to the archive bucket whole, under this prefix of Lambda's own. */
export const onFailurePrefix = 'aws/lambda/';

/** Wake-ups → load-facts. A FIFO queue has no batching window. */
export const queueMapping = {
  BatchSize: 10,
  FunctionResponseTypes: ['ReportBatchItemFailures'],
} as const;

/** The queue of the wake-ups; its DelaySeconds is LOAD_INTERVAL_SECONDS. */
export const wakeUpQueue = {
  FifoQueue: 'true',
  /** At least the function's time-out, or a message comes a second time while it is worked on. */
  VisibilityTimeout: String(functions['load-facts'].Timeout + 60),
  /** The sweep loads what a lost wake-up was for: no need to keep them long. */
  MessageRetentionPeriod: String(24 * 3600),
} as const;

/** Deliveries of a wake-up before it goes to the dead-letter queue. */
export const maxReceiveCount = 5;

/** Schedule → load-facts: the sweep that finds what no wake-up told of. */
export const sweepIntervalSeconds = 60;

/** Schedule → load-facts with this event: the reconciliation of what was counted apart; a stack can choose a longer interval. */
export const reconcileEvent = { task: 'reconcile' } as const;
export const reconcileIntervalSeconds = 900;
