import { startRedshift } from '../redshift/index.ts';
import { clockOf, type RunningPart } from './part.ts';

type WarehousePartOptions = {
  dataDir: string;
  port: number;
  database: string;
  now: string | null;
  objectsUrl: string;
  region: string;
};

/** Who calls is known by the access key; on AWS by the role, whose database user is named alike. */
const callers = Object.fromEntries(
  ['load-facts', 'batch', 'migrate-warehouse', 'analyst', 'consume-events'].map((role) => [
    `casepulse-${role}`,
    `IAMR:casepulse-${role}`,
  ]),
);

export const start = ({
  now,
  objectsUrl,
  region,
  ...options
}: WarehousePartOptions): Promise<RunningPart> =>
  startRedshift({
    ...options,
    now: clockOf(now),
    s3: {
      endpoint: objectsUrl,
      region,
      credentials: { accessKeyId: 'casepulse-copy', secretAccessKey: 'local' },
    },
    callers,
  });
