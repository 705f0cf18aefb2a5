import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { startWarehouse, type TestWarehouse } from '../client.ts';

/** A warehouse beside an S3 server with the bucket `lake`. */
export interface Lake {
  readonly warehouse: TestWarehouse;
  put(key: string, body: string | Buffer): Promise<void>;
  get(key: string): Promise<Buffer>;
  keys(prefix: string): Promise<string[]>;
  stop(): Promise<void>;
}

const Bucket = 'lake';
const region = 'us-east-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** @param callers database users by access key */
export async function startLake(callers: Record<string, string> = {}): Promise<Lake> {
  const fauxqs = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${fauxqs.port}`;
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  const warehouse = await startWarehouse({ s3: { endpoint, region, credentials }, callers });
  return {
    warehouse,
    put: async (Key, Body) => {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    get: async (Key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    keys: async (Prefix) => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
      return Contents.map(({ Key = '' }) => Key);
    },
    stop: async () => {
      await warehouse.stop();
      s3.destroy();
      await fauxqs.stop();
    },
  };
}
