import { CreateStreamCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventStream, type StreamRecord } from '../../../adapters/event-stream.ts';
import { ShardReader } from '../../../adapters/shard-reader.ts';
import { ConfigurationError, ContractError } from '../../../domain/errors.ts';
import { startKinesis } from '../../../local/kinesis.ts';
import { seededRandom } from '../../../simulator/random.ts';
import { jsonError, throttledRecords } from '../../faults/proxy/aws-refusals.ts';
import {
  type Behaviour,
  FaultyProxy,
  lostAnswer,
  type ProxiedRequest,
} from '../../faults/proxy/faulty-proxy.ts';

/** A real Kinesis of one shard, behind a proxy that refuses what the test wants refused. */
let proxy: FaultyProxy;
let stream: EventStream;
/** The texts of each PutRecords that came. */
let requests: string[][];
let close: () => Promise<void>;
let stored: () => Promise<string[]>;

const textsOf = ({ body }: ProxiedRequest): string[] =>
  (JSON.parse(body.toString()) as { Records: { Data: string }[] }).Records.map(({ Data }) =>
    Buffer.from(Data, 'base64').toString(),
  );

const behave = (behaviour: (call: number) => Behaviour | undefined): void =>
  proxy.behave((request, forward) => {
    const call = requests.push(textsOf(request));
    return (behaviour(call) ?? ((whole) => forward(whole)))(request, forward);
  });

beforeEach(async () => {
  const server = await startKinesis();
  proxy = new FaultyProxy(() => server.url);
  await proxy.listen('http2');
  const options = { region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  const direct = new KinesisClient({ ...options, endpoint: server.url });
  const client = new KinesisClient({ ...options, endpoint: proxy.url, maxAttempts: 1 });
  await direct.send(new CreateStreamCommand({ StreamName: 'events', ShardCount: 1 }));
  stream = new EventStream('events', client);
  stored = async () => {
    const pages = new ShardReader(direct).pages('events', 'shardId-000000000000', null);
    return (await Array.fromAsync(pages))
      .flat()
      .map(({ Data }) => Buffer.from(Data ?? []).toString());
  };
  requests = [];
  behave(() => undefined);
  close = async () => {
    direct.destroy();
    client.destroy();
    await proxy.close();
    await server.close();
  };
});
afterEach(() => close());

const records = (
  count: number,
  key: (i: number) => string = (i) => `key ${i}`,
  data: (i: number) => string = (i) => String(i),
): StreamRecord[] =>
  Array.from({ length: count }, (_, i) => ({ data: Buffer.from(data(i)), partitionKey: key(i) }));

/** Throttles the records of these positions of a call. */
const throttled = (...positions: number[]): Behaviour => {
  let at = -1;
  return throttledRecords(() => positions.includes(++at));
};

describe('EventStream', () => {
  it('sends 500 records at a time, and again only what was throttled', async () => {
    behave((call) => (call === 1 ? throttled(3, 17, 499) : undefined));
    expect(await stream.put(records(1000))).toMatchObject({ records: 1000, retries: 3 });
    expect(requests.map((batch) => batch.length)).toEqual([500, 500, 3]);
    expect(requests[1]?.slice(0, 4)).toEqual(['3', '17', '499', '500']);
    expect(new Set(await stored()).size).toBe(1000);
    expect(await stored()).toHaveLength(1000);
  });

  it('lets no record overtake an earlier one of its key, whatever is throttled', async () => {
    const random = seededRandom(1, 'throttling');
    behave((call) => (call < 12 ? throttledRecords(() => random.uniform() < 0.4) : undefined));
    const keys = 60;
    const keyOf = (i: number) => `key ${(i * i) % keys}`;
    const { retries } = await stream.put(
      records(600, keyOf, (i) => `${keyOf(i)} ${String(i).padStart(3, '0')}`),
    );
    expect(retries).toBeGreaterThan(50);
    const texts = await stored();
    expect(texts).toHaveLength(600);
    for (const [, own] of Map.groupBy(texts, (text) => text.slice(0, -4))) {
      expect(own).toEqual([...own].sort());
    }
  });

  it('sends one record of a key in a call: PutRecords promises no order within one', async () => {
    await stream.put(records(5, (i) => (i < 3 ? 'same' : `key ${i}`)));
    expect(requests).toEqual([['0', '3', '4'], ['1'], ['2']]);
  });

  it('sends all again that was throttled whole, and what lost its answer, which is then stored twice', async () => {
    behave((call) => {
      if (call === 1) return jsonError(400, 'ProvisionedThroughputExceededException', 'too fast');
      if (call === 2) return jsonError(500, 'InternalFailure', 'not today');
      return call === 3 ? lostAnswer : undefined;
    });
    expect(await stream.put(records(2))).toMatchObject({ records: 2, retries: 6 });
    expect(await stored()).toEqual(['0', '1', '0', '1']);
  });

  it('keeps a batch within 5 MiB', async () => {
    await stream.put(
      records(
        12,
        (i) => `key ${i}`,
        () => 'x'.repeat(1_000_000),
      ),
    );
    expect(requests.map((batch) => batch.length)).toEqual([5, 5, 2]);
  });

  it('refuses a record beyond 1 MiB before anything is sent', async () => {
    const tooLarge = records(
      2,
      () => 'key',
      (i) => 'x'.repeat(i * 1_048_576),
    );
    await expect(stream.put(tooLarge)).rejects.toThrow(ContractError);
    await expect(stream.put(tooLarge)).rejects.toThrow('got 1048579 in record 2 of 2');
    expect(requests).toEqual([]);
  });

  it('sends nothing for no records', async () => {
    expect(await stream.put([])).toEqual({ records: 0, bytes: 0, retries: 0 });
    expect(requests).toEqual([]);
  });

  it('says at once what will not pass: an unknown stream, a request that is wrong', async () => {
    behave(() => jsonError(400, 'ResourceNotFoundException', 'no such stream'));
    await expect(stream.put(records(1))).rejects.toThrow(ConfigurationError);
    behave(() => jsonError(400, 'AccessDeniedException', 'not you'));
    await expect(stream.put(records(1))).rejects.toThrow('not you');
    expect(requests).toHaveLength(2);
  });
});
