import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ShardReader } from '../../../adapters/shard-reader.ts';
import type { BatchConfig } from '../../../batch/config.ts';
import { batchContext } from '../../../batch/context.ts';
import type { InvocationRecord } from '../../../domain/invocation-record.ts';
import { runStep } from '../../../lambdas/batch-step/run-step.ts';
import { loadAll } from '../../../lambdas/load-facts/load.ts';
import { reconcile } from '../../../lambdas/load-facts/reconcile/reconcile.ts';
import { startKinesis } from '../../../local/kinesis.ts';
import { objectRights, type RoleName } from '../../fixtures/object-rights.ts';
import { caseEvent, surveyEvent } from '../../unit/events/records.ts';
import { caseLine } from '../batch/event-lines.ts';
import { type Layers, startLayers } from '../batch/speed-and-batch.ts';

type Asked = { readonly Bucket?: string; readonly Key?: string };

const uses: Readonly<Record<string, string>> = {
  PutObjectCommand: 'write',
  GetObjectCommand: 'read',
  HeadObjectCommand: 'read',
  DeleteObjectCommand: 'delete',
};

/** The key whose requests are the warehouse's own: it comes with the COPY role. */
const warehouseKey = 'casepulse-admin';

const asked = new Map<RoleName, Set<string>>();
let role: RoleName | null = null;

const prefixOf = (key: string): string =>
  key.startsWith('aws/lambda/') ? 'aws/lambda/' : key.slice(0, key.indexOf('/') + 1);

const note = async (client: S3Client, command: { input: object }): Promise<void> => {
  if (role === null) return;
  const { accessKeyId } = await client.config.credentials();
  const { Bucket = '', Key = '' } = command.input as Asked;
  const use = uses[command.constructor.name];
  const right = use === undefined ? `list ${Bucket}` : `${use} ${Bucket}/${prefixOf(Key)}`;
  const asker = accessKeyId === warehouseKey ? 'copy' : role;
  asked.set(asker, (asked.get(asker) ?? new Set()).add(right));
};

/** Does what a function does, and notes what it asks of S3, whichever client it asks with. */
const as = async <Result>(name: RoleName, work: () => Promise<Result>): Promise<Result> => {
  role = name;
  try {
    return await work();
  } finally {
    role = null;
  }
};

const config: BatchConfig = {
  archiveBucket: 'archive',
  stagingBucket: 'staging',
  workgroup: 'casepulse',
  database: 'casepulse',
  copyRoleArn: 'arn:aws:iam::000000000000:role/casepulse-copy',
  mysqlUrl: null,
  businessTimezone: 'UTC',
};

describe('what functions ask of S3', () => {
  const { send } = S3Client.prototype;
  let layers: Layers;
  let kinesis: Awaited<ReturnType<typeof startKinesis>>;
  let client: KinesisClient;

  const sweep = () =>
    as('load-facts', () => loadAll({} as Parameters<typeof loadAll>[0], layers.loader));
  const step = (name: string, state: object, file?: string) =>
    as('batch-step', () =>
      runStep(
        { step: name, state: { done: [], ...state }, ...(file !== undefined && { file }) },
        (options) => batchContext(config, options, () => undefined),
      ),
    );

  beforeAll(async () => {
    layers = await startLayers();
    process.env['AWS_ACCESS_KEY_ID'] = 'casepulse-batch';
    kinesis = await startKinesis();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    client = new KinesisClient({ endpoint: kinesis.url, region: 'us-east-1', credentials });
    await client.send(new CreateStreamCommand({ StreamName: 'cases', ShardCount: 1 }));
    S3Client.prototype.send = async function (this: S3Client, ...call: [{ input: object }]) {
      await note(this, call[0]);
      return send.apply(this, call as never);
    } as typeof send;
  });
  afterAll(async () => {
    S3Client.prototype.send = send;
    client.destroy();
    await kinesis.close();
    await layers.close();
  });

  it('is what their roles are made for, all of it and no more', async () => {
    await as('consume-events', () => layers.send([caseEvent, surveyEvent, 'broken'], 0));
    await sweep();

    // An object that COPY can't read, beside one that it can.
    await as('consume-events', () => layers.send([{ ...caseEvent, case_no: 2 }], 1000));
    const [key = ''] = (await layers.archived('cases')).slice(-1);
    const bytes = (await layers.archive.get(key)) ?? '';
    await layers.archive.put(key, 'cut off');
    await sweep();
    await layers.archive.put(key, bytes);

    const Data = Buffer.from(JSON.stringify(caseEvent));
    await client.send(
      new PutRecordsCommand({ StreamName: 'cases', Records: [{ Data, PartitionKey: '1' }] }),
    );
    const reader = new ShardReader(client);
    const invocation: InvocationRecord = {
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 31 },
      timestamp: '2026-03-10T12:00:00.000Z',
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: '1',
        endSequenceNumber: '1',
        batchSize: 1,
        streamArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/cases',
      },
      payload: '{"Records":[]}',
    };
    await layers.archive.put(
      'aws/lambda/mapping/shard/2026/03/10/batch',
      JSON.stringify(invocation),
    );
    await as('load-facts', () => reconcile({ ...layers.loader, reader, streams: ['cases'] }));

    await layers.staging.put('history/cases/day1.json', `${caseLine(7)}\nbroken`);
    const planned = await step('plan', { history: 's3://staging/history/' });
    await step('convert-history', { ...planned }, 'cases/day1.json');
    let state = planned;
    for (const name of ['fold', 'publish', 'check']) state = await step(name, { ...state });

    for (const [name, rights] of Object.entries(objectRights)) {
      expect([...(asked.get(name as RoleName) ?? [])].sort(), name).toEqual([...rights].sort());
    }
  });
});
