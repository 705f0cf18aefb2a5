import { rm } from 'node:fs/promises';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { LoadQueue } from '../../../adapters/load-queue.ts';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { migrateWarehouse } from '../../../lambdas/migrate-warehouse/migrate.ts';
import { startObjects } from '../../../local/objects.ts';
import { startRedshift } from '../../../local/redshift/index.ts';
import { migratedFolder } from '../../migrated-warehouse/migrated-folder.ts';
import { dimensionWriter } from './dimensions.ts';

const credentials = { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' };
const region = 'us-east-1';
export const workgroup = 'casepulse';
export const database = 'casepulse';

/** Everything that a case leaves behind in the warehouse. */
const caseTables = [
  'speed.fact_case',
  'speed.fact_survey',
  'batch.fact_case',
  'batch.fact_survey',
  'batch.measured_case',
  'batch.roll_up',
  'batch.answer_count',
  'speed.case_change',
  'speed.survey_change',
  'ops.load_ledger',
  'ops.batch_object',
  'ops.batch_run',
  'ops.quarantine',
];

/** Takes a bucket away with all in it: thousands of cases would fill the memory. */
const removeBucket = async (s3: S3Client, Bucket: string): Promise<void> => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const Objects = Contents.map(({ Key }) => ({ Key }));
  if (Objects.length > 0) await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  await s3.send(new DeleteBucketCommand({ Bucket }));
};

/**
 * S3, SQS and a migrated warehouse on loopback, in one business time zone. The SDK's environment points
 * at them, since the batch layer makes its own clients.
 */
export const startSurroundings = async (businessTimezone: string) => {
  const dataDir = await migratedFolder('casepulse-property-');
  const objects = await startObjects();
  let nowMs = 0;
  const redshift = await startRedshift({
    dataDir,
    database,
    now: () => new Date(nowMs),
    s3: { endpoint: objects.url, region, credentials },
  });
  process.env['AWS_REGION'] = region;
  process.env['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey;
  process.env['AWS_ENDPOINT_URL_S3'] = objects.url;
  process.env['AWS_ENDPOINT_URL_REDSHIFT_DATA'] = redshift.url;

  const warehouse = new Warehouse({ workgroup, database });
  await migrateWarehouse(warehouse, { businessTimezone });
  const sqs = new SQSClient({ endpoint: objects.url, region, credentials });
  const QueueName = 'wake-ups.fifo';
  await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { FifoQueue: 'true' } }));
  const queueUrl = `${objects.url}/000000000000/${QueueName}`;
  const s3 = new S3Client({ endpoint: objects.url, region, credentials });
  let cases = 0;

  return {
    businessTimezone,
    warehouse,
    s3,
    replaceDimensions: dimensionWriter(warehouse),
    queue: new LoadQueue(queueUrl, 60, sqs),
    /** Sets the warehouse's clock. `utc`: 'YYYY-MM-DD HH:MM:SS'. */
    setNow: (utc: string): void => {
      nowMs = Date.parse(`${utc.replace(' ', 'T')}Z`);
    },
    /** An empty warehouse, and buckets of its own for one case. */
    beginCase: async () => {
      cases++;
      await warehouse.transaction(caseTables.map((table) => `DELETE FROM ${table}`));
      const buckets = {
        archive: `archive-${cases}`,
        staging: `staging-${cases}`,
        history: `history-${cases}`,
      };
      for (const Bucket of Object.values(buckets))
        await s3.send(new CreateBucketCommand({ Bucket }));
      return buckets;
    },
    endCase: async (buckets: Readonly<Record<string, string>>): Promise<void> => {
      for (const bucket of Object.values(buckets)) await removeBucket(s3, bucket);
    },
    close: async (): Promise<void> => {
      s3.destroy();
      sqs.destroy();
      await redshift.close();
      await objects.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type Surroundings = Awaited<ReturnType<typeof startSurroundings>>;
export type Buckets = Awaited<ReturnType<Surroundings['beginCase']>>;
