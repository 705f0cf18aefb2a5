import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startKinesis } from '../../local/kinesis.ts';
import { startObjects } from '../../local/objects.ts';
import type { LocalServer } from '../../local/server.ts';
import { CasePulseCopy } from './casepulse-command.ts';

const event = {
  case_no: '1',
  create_timestamp: '2026-03-10 11:10:00',
  last_modified_timestamp: '2026-03-10 11:10:00',
  status: 'Open',
};

let kinesis: LocalServer;
let objects: LocalServer;
let copy: CasePulseCopy;

beforeAll(async () => {
  [kinesis, objects] = await Promise.all([
    startKinesis({ now: () => new Date('2026-03-10T12:00:00Z') }),
    startObjects(),
  ]);
  copy = await CasePulseCopy.create({
    AWS_ENDPOINT_URL_KINESIS: kinesis.url,
    AWS_ENDPOINT_URL_S3: objects.url,
    AWS_ENDPOINT_URL_SQS: objects.url,
  });
});
afterAll(async () => {
  await copy.remove();
  await Promise.all([kinesis.close(), objects.close()]);
});

it('runs on streams, objects and queues that are there already, such as LocalStack, and leaves them running', async () => {
  await copy.ok(['up', '--detach', '--empty', '--now', '2026-03-10 12:00:00']);
  const { parts } = JSON.parse(await copy.ok(['status', '--json'])) as {
    parts: { name: string }[];
  };
  expect(parts.map(({ name }) => name).sort()).toEqual([
    'dashboard',
    'event-sources',
    'mariadb',
    'warehouse',
  ]);

  await copy.ok(['send', '-'], `${JSON.stringify(event)}\n`);
  await copy.ok(['wait', '--timeout', '60s']);
  expect(await copy.rows('SELECT cases_received FROM care.kpi_last_hour')).toEqual([
    { cases_received: 1 },
  ]);

  await copy.ok(['down']);
  const client = new S3Client({
    endpoint: objects.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  expect(Buckets.map(({ Name }) => Name)).toEqual(['casepulse-archive', 'casepulse-staging']);
  client.destroy();
});
