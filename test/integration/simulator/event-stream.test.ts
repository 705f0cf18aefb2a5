import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventStream } from '../../../adapters/event-stream.ts';
import { ContractError } from '../../../domain/errors.ts';

type Request = { Records: { Data: string; PartitionKey: string }[] };

/** Kinesis where it refuses, which kinesalite never does: answers each PutRecords as the test says. */
let server: Http2Server;
let client: KinesisClient;
let requests: string[][];
let refuses: (data: string, call: number) => boolean;
let stream: EventStream;

beforeEach(async () => {
  requests = [];
  refuses = () => false;
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.headers['x-amz-target'] !== 'Kinesis_20131202.PutRecords') {
      throw new Error(`PutRecords only, got ${request.headers['x-amz-target']}`);
    }
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Request;
    const data = body.Records.map(({ Data }) => Buffer.from(Data, 'base64').toString());
    const call = requests.push(data);
    const Records = data.map((text, i) =>
      refuses(text, call)
        ? { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'Rate exceeded' }
        : { SequenceNumber: String(i), ShardId: 'shardId-000000000000' },
    );
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ FailedRecordCount: 0, Records }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new KinesisClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  stream = new EventStream('events', client);
});
afterEach(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const records = (count: number, data = (i: number) => String(i)) =>
  Array.from({ length: count }, (_, i) => ({ data: Buffer.from(data(i)), partitionKey: 'key' }));

describe('EventStream', () => {
  it('sends again only what was refused, in its order, before the next batch', async () => {
    refuses = (data, call) => call === 1 && ['3', '17', '499'].includes(data);
    expect(await stream.put(records(600))).toEqual({
      records: 600,
      bytes: 600 * 3 + 1_690,
      retries: 3,
    });
    expect(requests.map((batch) => batch.length)).toEqual([500, 3, 100]);
    expect(requests[1]).toEqual(['3', '17', '499']);
  });

  it('keeps a batch within 5 MiB', async () => {
    await stream.put(records(12, () => 'x'.repeat(1_000_000)));
    expect(requests.map((batch) => batch.length)).toEqual([5, 5, 2]);
  });

  it('refuses a record beyond 1 MiB before anything is sent', async () => {
    const tooLarge = records(2, (i) => 'x'.repeat(i * 1_048_576));
    await expect(stream.put(tooLarge)).rejects.toThrow(ContractError);
    await expect(stream.put(tooLarge)).rejects.toThrow('got 1048579 in record 2 of 2');
    expect(requests).toEqual([]);
  });

  it('sends nothing for no records', async () => {
    expect(await stream.put([])).toEqual({ records: 0, bytes: 0, retries: 0 });
    expect(requests).toEqual([]);
  });
});
