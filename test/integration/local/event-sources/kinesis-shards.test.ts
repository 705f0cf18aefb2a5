import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import {
  type KinesisClient,
  ListShardsCommand,
  MergeShardsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import type { KinesisStreamEvent } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { firstShard, startMapping, startStream } from './local-stream.ts';
import { closeAll, startRecorder, until } from './recorder.ts';

afterEach(closeAll);

describe('a checkpoint', () => {
  it('is where a mapping goes on; what has none is done again', async () => {
    const stream = await startStream(['one']);
    const recorder = await startRecorder();
    const first = startMapping(stream, recorder);
    await until(() => expect(first.checkpoint()).toMatch(/^\d+$/));
    await first.close();
    await stream.put(['poison', 'three']);
    const second = startMapping(stream, recorder, { MaximumRetryAttempts: -1 });
    await until(() => expect(recorder.texts().length).toBeGreaterThan(3));
    await second.close();
    const before = recorder.texts().length;
    startMapping(stream, recorder, { MaximumRetryAttempts: 0 });
    await until(() => expect(recorder.texts().at(-1)).toEqual(['three']));
    expect(recorder.texts().slice(before)[0]).toEqual(['poison', 'three']);
    expect(recorder.texts().filter((texts) => texts.includes('one'))).toHaveLength(1);
  });

  it('survives a kill of the mapping, whose open batch comes again', async () => {
    const stream = await startStream(['one', 'held two', 'three']);
    const recorder = await startRecorder();
    const { folder, functionOptions } = recorder;
    const child = fork(
      resolve(import.meta.dirname, 'fixtures/mapping-process.ts'),
      [JSON.stringify({ url: stream.url, folder, functionOptions })],
      { execArgv: [] },
    );
    await until(() => expect(recorder.texts()).toEqual([['one'], ['held two']]));
    child.kill('SIGKILL');
    await once(child, 'exit');
    recorder.open();
    startMapping(stream, recorder, { BatchSize: 1 });
    await until(() =>
      expect(recorder.texts()).toEqual([['one'], ['held two'], ['held two'], ['three']]),
    );
  });
});

const openShards = async (client: KinesisClient) => {
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName: 's' }));
  return Shards.filter((shard) => !shard.SequenceNumberRange?.EndingSequenceNumber);
};

const split = async ({ client, active }: Awaited<ReturnType<typeof startStream>>) => {
  const [shard] = await openShards(client);
  await client.send(
    new SplitShardCommand({
      StreamName: 's',
      ShardToSplit: shard?.ShardId,
      NewStartingHashKey: String(2n ** 127n),
    }),
  );
  await active();
};

const merge = async ({ client, active }: Awaited<ReturnType<typeof startStream>>) => {
  const [left, right] = await openShards(client);
  await client.send(
    new MergeShardsCommand({
      StreamName: 's',
      ShardToMerge: left?.ShardId,
      AdjacentShardToMerge: right?.ShardId,
    }),
  );
  await active();
};

/** The shards of the invocations' records, in order, each once in a row. */
const shardsOf = (events: readonly KinesisStreamEvent[]) =>
  events
    .flatMap(({ Records }) => Records.map(({ eventID }) => eventID.split(':')[0]))
    .filter((shard, at, all) => shard !== all[at - 1]);

describe('the children of a shard', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  const numbered = (number: number) => keys.map((key) => `${key} ${number}`);

  it('are read after their parent, and after both parents of a merge', async () => {
    const stream = await startStream(numbered(1));
    await split(stream);
    await stream.put(numbered(2));
    await merge(stream);
    await stream.put(numbered(3));
    const recorder = await startRecorder<KinesisStreamEvent>();
    const { checkpoint } = startMapping(stream, recorder, { BatchSize: 2 });
    await until(() => expect(recorder.texts().flat()).toHaveLength(18));
    const texts = recorder.texts().flat();
    for (const key of keys) {
      const own = texts.filter((text) => text.startsWith(key));
      expect(own).toEqual([`${key} 1`, `${key} 2`, `${key} 3`]);
    }
    const shards = shardsOf(recorder.invocations().map(({ event }) => event));
    expect(shards[0]).toBe(firstShard);
    expect(shards.at(-1)).toBe('shardId-000000000003');
    for (const closed of [0, 1, 2]) {
      expect(checkpoint(`shardId-00000000000${closed}`)).toBe('SHARD_END');
    }
  });

  it('are not read while a record of their parent is unfinished', async () => {
    const stream = await startStream(['a 1', 'held-a 2']);
    await split(stream);
    await stream.put(['b 1', 'c 1', 'd 1']);
    const recorder = await startRecorder();
    startMapping(stream, recorder, { BatchSize: 1 });
    await until(() => expect(recorder.texts()).toEqual([['a 1'], ['held-a 2']]));
    recorder.open();
    await until(() => expect(recorder.texts().flat()).toHaveLength(5));
  });

  it('are found while the mapping runs, of a shard without records too', async () => {
    const stream = await startStream();
    const recorder = await startRecorder();
    const first = startMapping(stream, recorder);
    await until(() => expect(first.checkpoint()).toBe('TRIM_HORIZON'));
    await split(stream);
    await stream.put(numbered(1));
    await until(() => expect(recorder.texts().flat().sort()).toEqual(numbered(1)));
    await first.close();
    await stream.put(numbered(2));
    startMapping(stream, recorder);
    await until(() => expect(recorder.texts().flat()).toHaveLength(12));
    expect(recorder.texts().flat().slice(6).sort()).toEqual(numbered(2));
  });
});
