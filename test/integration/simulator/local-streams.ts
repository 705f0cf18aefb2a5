import { CreateStreamCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { ShardReader } from '../../../adapters/shard-reader.ts';
import { startKinesis } from '../../../local/kinesis.ts';

export const streams = { cases: 'case-events', surveys: 'survey-events' };

/**
 * Starts Kinesis with the two streams of two shards each, and points the SDK's environment at it.
 * `read` gives a stream's records shard by shard, in order.
 */
export const startStreams = async () => {
  const server = await startKinesis();
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_KINESIS: server.url,
  });
  const client = new KinesisClient();
  for (const StreamName of Object.values(streams)) {
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
  }
  const reader = new ShardReader(client);
  const read = async (stream: string): Promise<Buffer[][]> => {
    const shards: Buffer[][] = [];
    for (const shardId of await reader.shardIds(stream)) {
      const records: Buffer[] = [];
      for await (const page of reader.pages(stream, shardId, null)) {
        records.push(...page.map(({ Data }) => Buffer.from(Data ?? [])));
      }
      shards.push(records);
    }
    return shards;
  };
  return {
    read,
    close: async () => {
      client.destroy();
      await server.close();
    },
  };
};
