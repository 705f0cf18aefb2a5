import { join } from 'node:path';
import {
  CreateStreamCommand,
  type KinesisClient,
  PutRecordsCommand,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import type { LambdaFunction } from '../../../../local/event-sources/functions/lambda-function.ts';
import type { GivenUp } from '../../../../local/event-sources/kinesis/batch-work.ts';
import { Checkpoints } from '../../../../local/event-sources/kinesis/checkpoints.ts';
import { pollingClient } from '../../../../local/event-sources/kinesis/sent-records.ts';
import {
  type StreamMapping,
  startStreamMapping,
} from '../../../../local/event-sources/kinesis/stream-mapping.ts';
import { startKinesis } from '../../../../local/kinesis.ts';
import { closers } from './recorder.ts';

export const region = 'us-east-1';
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
export const firstShard = 'shardId-000000000000';

/** A stream `s` of one shard on a Kinesis of its own. */
export const startStream = async (texts: readonly string[] = [], now?: () => Date) => {
  const server = await startKinesis(now ? { now } : {});
  const client = pollingClient({ endpoint: server.url, region, credentials });
  closers.push(server.close, () => client.destroy());
  await client.send(new CreateStreamCommand({ StreamName: 's', ShardCount: 1 }));
  const active = () =>
    waitUntilStreamExists({ client, maxWaitTime: 10, minDelay: 0.02 }, { StreamName: 's' });
  await active();
  /** Puts records, each under the partition key that its text begins with: 'a 1' under 'a'. */
  const put = async (more: readonly string[]) => {
    const Records = more.map((text) => ({
      Data: Buffer.from(text),
      PartitionKey: text.split(' ')[0] ?? '',
    }));
    await client.send(new PutRecordsCommand({ StreamName: 's', Records }));
  };
  if (texts.length > 0) await put(texts);
  return { url: server.url, client, put, active };
};

/** The stream's mapping, quick for tests, with what it gave up on. */
export const startMapping = (
  { client }: { client: KinesisClient },
  { folder, target }: { folder: string; target: Pick<LambdaFunction, 'invoke'> },
  settings: Partial<StreamMapping['settings']> = {},
  now = () => new Date(),
) => {
  const givenUp: GivenUp[] = [];
  const { close } = startStreamMapping({
    client,
    stream: 's',
    region,
    target,
    settings: {
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 0,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 2,
      MaximumRecordAgeInSeconds: 3600,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      StartingPosition: 'TRIM_HORIZON',
      ...settings,
    } as StreamMapping['settings'],
    checkpoints: join(folder, 'checkpoints'),
    giveUp: async (_shardId, what) => {
      givenUp.push(what);
    },
    now,
    log: () => undefined,
    idlePollMs: 10,
    firstRetryMs: 5,
    shardSyncMs: 100,
  });
  let closing: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => {
    closing ??= close();
    return closing;
  };
  closers.push(closeOnce);
  const checkpoint = (shardId = firstShard) =>
    new Checkpoints(join(folder, 'checkpoints'), 's').read(shardId);
  return { givenUp, close: closeOnce, checkpoint };
};
