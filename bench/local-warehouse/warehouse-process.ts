import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { Warehouse } from '../../adapters/redshift-data.ts';
import { freePort, loopback } from '../../local/loopback.ts';
import type { Bench } from '../runner/benchmark.ts';
import { cpuMsWith, startPart } from '../runner/processes.ts';

const region = 'us-east-1';
const credentials = { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' };
const database = 'casepulse';

/** Bucket of what COPY reads. */
export const lake = 'lake';

/** A warehouse and an S3 in processes of their own, as `npm start` runs them, and clients of both. */
export type WarehouseProcess = {
  readonly warehouse: Warehouse;
  readonly s3: S3Client;
  /** CPU time of this process and of both servers. */
  readonly cpuMs: () => number | undefined;
  readonly close: () => Promise<void>;
};

/**
 * @param name of its folder in the benchmark's
 * @param now what GETDATE() returns, 'YYYY-MM-DD HH:MM:SS' UTC; null: the time
 */
export const startWarehouse = async (
  bench: Bench,
  name = 'warehouse',
  now: string | null = null,
): Promise<WarehouseProcess> => {
  const at = (...names: string[]) => join(bench.folder, ...names);
  const [objectsPort, port, postgresPort] = [await freePort(), await freePort(), await freePort()];
  const objectsUrl = `http://${loopback}:${objectsPort}`;
  const passwordFile = at(`${name}.pgpass`);
  writeFileSync(passwordFile, '*:*:*:*:local\n');
  const [objects, server] = await Promise.all([
    startPart('objects', { dataDir: at(`${name}-objects`), port: objectsPort }, at('objects.log')),
    startPart(
      'warehouse',
      {
        dataDir: at(name),
        port,
        database,
        now,
        objectsUrl,
        region,
        postgresPort,
        passwordFile,
      },
      at('warehouse.log'),
    ),
  ]);
  const s3 = new S3Client({ endpoint: objectsUrl, region, credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: lake }));
  // The adapter makes its own client, as everywhere: from the environment.
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_REDSHIFT_DATA: `http://${loopback}:${port}`,
  });
  const warehouse = new Warehouse({ workgroup: 'casepulse', database });
  return {
    warehouse,
    s3,
    cpuMs: cpuMsWith(objects.pid, server.pid),
    close: async () => {
      s3.destroy();
      await Promise.all([objects.stop(), server.stop()]);
    },
  };
};
