import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordsCommand,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { afterEach, describe, expect, it } from 'vitest';
import { startKinesis } from '../../../local/kinesis.ts';

const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const started = async (options: Parameters<typeof startKinesis>[0] = {}) => {
  const server = await startKinesis(options);
  // The client as production code makes it: HTTP/2, nothing local in it but the address.
  const client = new KinesisClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const close = async () => {
    client.destroy();
    await server.close();
  };
  return { server, client, close };
};

const createStream = async (client: KinesisClient) => {
  await client.send(new CreateStreamCommand({ StreamName: 's', ShardCount: 1 }));
  await waitUntilStreamExists({ client, maxWaitTime: 10, minDelay: 0.02 }, { StreamName: 's' });
};

const put = (client: KinesisClient, texts: string[]) =>
  client.send(
    new PutRecordsCommand({
      StreamName: 's',
      Records: texts.map((text) => ({ Data: Buffer.from(text), PartitionKey: text })),
    }),
  );

const read = async (client: KinesisClient) => {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamName: 's',
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  );
  const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }));
  return Records.map((record) => ({
    text: Buffer.from(record.Data ?? []).toString(),
    arrivedAt: record.ApproximateArrivalTimestamp?.toISOString(),
  }));
};

const temporaryFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-kinesis-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

describe('the local Kinesis', () => {
  it('serves the SDK client as it comes, and speaks HTTP/1.1 on the same port', async () => {
    const { server, client, close } = await started();
    closers.push(close);
    await createStream(client);
    await put(client, ['one', 'two']);
    expect((await read(client)).map(({ text }) => text)).toEqual(['one', 'two']);
    const plain = await fetch(server.url, { method: 'POST', body: '{}' });
    expect(plain.status).toBeGreaterThanOrEqual(400);
    expect(plain.headers.get('x-amzn-requestid')).toBeTruthy();
  });

  it('keeps records and their order over a restart', async () => {
    const dataDir = await temporaryFolder();
    const first = await started({ dataDir });
    await createStream(first.client);
    await put(first.client, ['one']);
    await first.close();
    const second = await started({ dataDir });
    closers.push(second.close);
    await put(second.client, ['two']);
    expect((await read(second.client)).map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('stamps arrivals with the given clock, and leaves earlier arrivals as they were', async () => {
    const dataDir = await temporaryFolder();
    const first = await started({ dataDir, now: () => new Date('2030-01-01T00:00:00.250Z') });
    await createStream(first.client);
    await put(first.client, ['one']);
    await first.close();
    const second = await started({ dataDir, now: () => new Date('2026-03-10T12:00:00Z') });
    closers.push(second.close);
    await put(second.client, ['two']);
    expect((await read(second.client)).map(({ arrivedAt }) => arrivedAt)).toEqual([
      '2030-01-01T00:00:00.250Z',
      '2026-03-10T12:00:00.000Z',
    ]);
  });

  it('lives on when a client breaks off within a request', async () => {
    const { server, client, close } = await started();
    closers.push(close);
    const { connect } = await import('node:net');
    const socket = connect(server.port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
    await createStream(client);
    await put(client, ['one']);
    expect(await read(client)).toHaveLength(1);
  });

  it('says in one sentence that a port is in use', async () => {
    const { server, close } = await started();
    closers.push(close);
    await expect(startKinesis({ port: server.port })).rejects.toThrow(/must be free.*--port/);
  });
});
