import { join, resolve } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ObjectStore } from '../../adapters/object-store.ts';
import {
  batchingWindowSeconds,
  type FunctionName,
  functions,
  queueMapping,
  reconcileEvent,
  reconcileIntervalSeconds,
  streamMapping,
  sweepIntervalSeconds,
} from '../../lambdas/event-source-settings.ts';
import { LambdaFunction } from './functions/lambda-function.ts';
import { streamArn } from './kinesis/kinesis-event.ts';
import { storeOnFailure } from './kinesis/on-failure.ts';
import { pollingClient } from './kinesis/sent-records.ts';
import { startStreamMapping } from './kinesis/stream-mapping.ts';
import { startSchedule } from './schedule.ts';
import { startQueueMapping } from './sqs/queue-mapping.ts';

export type EventSourcesOptions = {
  /** The variables of the copy: addresses, names, region; credentials are set for each function. */
  readonly env: Readonly<Record<string, string>>;
  readonly checkpoints: string;
  readonly logs: string;
  readonly now: () => Date;
  /** Folder of the functions' code. @default the project's lambdas/ */
  readonly code?: string;
  /** Between two sweeps. @default as the stack has it */
  readonly sweepSeconds?: number;
};

/** A copy has come up by then, and nobody has waited long for `status` to show that nothing is lost. */
const firstReconciliationSeconds = 60;

/** All that reacts to events: both streams → consume-events, queue and schedule → load-facts. */
export const startEventSources = (options: EventSourcesOptions): { close: () => Promise<void> } => {
  const { env, checkpoints, logs, now } = options;
  const code = options.code ?? resolve(import.meta.dirname, '../../lambdas');
  const region = env['AWS_REGION'] ?? 'us-east-1';
  const log = (message: string, error?: unknown): void =>
    console.error(new Date().toISOString(), message, error ?? '');

  // One event at a time each: a laptop has few cores, and one process less is 100 MB less.
  const lambdaFunction = (name: FunctionName): LambdaFunction =>
    new LambdaFunction({
      name: `casepulse-${name}`,
      modulePath: join(code, name, 'handler.ts'),
      timeoutSeconds: functions[name].Timeout,
      memoryMegabytes: functions[name].MemorySize,
      region,
      // A caller is known by its access key, as a function on AWS is by its role.
      env: { ...env, AWS_ACCESS_KEY_ID: `casepulse-${name}`, AWS_SECRET_ACCESS_KEY: 'local' },
      log: join(logs, `${name}.log`),
    });
  const consumeEvents = lambdaFunction('consume-events');
  const loadFacts = lambdaFunction('load-facts');

  const kinesis = pollingClient();
  const archive = new ObjectStore(env['ARCHIVE_BUCKET'] ?? '', new S3Client({}));
  const mappings = [env['CASE_STREAM'] ?? '', env['SURVEY_STREAM'] ?? ''].map((stream) =>
    startStreamMapping({
      client: kinesis,
      stream,
      region,
      target: consumeEvents,
      settings: {
        ...streamMapping,
        MaximumBatchingWindowInSeconds: batchingWindowSeconds(Number(env['LOAD_INTERVAL_SECONDS'])),
      },
      checkpoints,
      giveUp: async (shardId, givenUp) => {
        log(`${stream} ${shardId}: gave up on ${givenUp.records.length} records`, givenUp.error);
        const origin = {
          shardId,
          streamArn: streamArn(region, stream),
          functionArn: consumeEvents.arn,
        };
        await storeOnFailure(archive, givenUp, origin, now());
      },
      now,
      log,
    }),
  );
  const queue = startQueueMapping({
    client: new SQSClient({}),
    queueUrl: env['LOAD_QUEUE_URL'] ?? '',
    region,
    target: loadFacts,
    settings: queueMapping,
    log,
  });
  const sweep = startSchedule({
    name: 'casepulse-sweep',
    everySeconds: options.sweepSeconds ?? sweepIntervalSeconds,
    region,
    target: loadFacts,
    now,
    log,
  });
  const reconciliation = startSchedule({
    name: 'casepulse-reconciliation',
    everySeconds: reconcileIntervalSeconds,
    firstAfterSeconds: firstReconciliationSeconds,
    event: reconcileEvent,
    region,
    target: loadFacts,
    now,
    log,
  });
  return {
    close: async () => {
      await Promise.all(
        [...mappings, queue, sweep, reconciliation].map((source) => source.close()),
      );
      await Promise.all([consumeEvents.close(), loadFacts.close()]);
    },
  };
};
