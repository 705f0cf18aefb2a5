import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { caseEvent } from '../../unit/events/records.ts';
import { lambdaContext } from '../../unit/functions/lambda-context.ts';
import { type SpeedLayer, startSpeedLayer } from './speed-layer.ts';
import { kinesisEvent } from './storage.ts';

let layer: SpeedLayer;
beforeEach(async () => {
  layer = await startSpeedLayer();
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'casepulse-admin',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_S3: layer.url,
    AWS_ENDPOINT_URL_SQS: layer.url,
    AWS_ENDPOINT_URL_REDSHIFT_DATA: layer.warehouseUrl,
    ARCHIVE_BUCKET: 'archive',
    STAGING_BUCKET: 'staging',
    LOAD_QUEUE_URL: `${layer.url}/000000000000/q.fifo`,
    LOAD_INTERVAL_SECONDS: '1',
    WAREHOUSE_WORKGROUP: 'casepulse',
    WAREHOUSE_DATABASE: 'casepulse',
    COPY_ROLE_ARN: 'arn:aws:iam::000000000000:role/casepulse-copy',
    CASE_STREAM: 'case-stream',
    SURVEY_STREAM: 'survey-stream',
    BUSINESS_TIMEZONE: 'Asia/Kolkata',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await layer.close();
});

it('takes an event from Kinesis to the facts with nothing but the environment', async () => {
  const consumer = await import('../../../lambdas/consume-events/handler.ts');
  const loader = await import('../../../lambdas/load-facts/handler.ts');
  expect(await consumer.handler(kinesisEvent([{ data: caseEvent }]), lambdaContext)).toEqual({
    batchItemFailures: [],
  });
  const bodies = await layer.receive();
  const Records = bodies.map(
    (body) => ({ messageId: 'm', body: JSON.stringify(body) }) as SQSRecord,
  );
  expect(await loader.handler({ Records } satisfies SQSEvent, lambdaContext)).toEqual({
    batchItemFailures: [],
  });
  expect(await layer.warehouse.query('SELECT case_no FROM speed.fact_case')).toEqual([
    { case_no: '600001' },
  ]);
});
