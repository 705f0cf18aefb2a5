import { readFileSync } from 'node:fs';
import { startRedshift } from '../redshift/index.ts';
import { clockOf, type RunningPart } from './part.ts';

type WarehousePartOptions = {
  dataDir: string;
  port: number;
  database: string;
  now: string | null;
  objectsUrl: string;
  region: string;
  postgresPort: number;
  /** The data folder's pgpass file: the password is its last field. */
  passwordFile: string;
};

/** Who calls is known by the access key; on AWS by the role, whose database user is named alike. */
const callers = Object.fromEntries(
  ['load-facts', 'batch', 'migrate-warehouse', 'analyst', 'consume-events'].map((role) => [
    `casepulse-${role}`,
    `IAMR:casepulse-${role}`,
  ]),
);

/**
 * Ends the process before anyone is answered: a statement is then no failure to its caller but a connection
 * that broke, and is asked again once the supervisor has started the warehouse anew.
 */
const onLost = (error: unknown): never => {
  console.error(
    `warehouse: the database is lost to this process, which ends to be started again: ${error}`,
  );
  process.exit(1);
};

export const start = ({
  now,
  objectsUrl,
  region,
  postgresPort,
  passwordFile,
  ...options
}: WarehousePartOptions): Promise<RunningPart> => {
  const password = readFileSync(passwordFile, 'utf8').trim().split(':').at(-1) ?? '';
  return startRedshift({
    ...options,
    now: clockOf(now),
    s3: {
      endpoint: objectsUrl,
      region,
      credentials: { accessKeyId: 'casepulse-copy', secretAccessKey: 'local' },
    },
    callers,
    onLost,
    postgres: {
      port: postgresPort,
      users: { analyst: { password, dbUser: 'IAMR:casepulse-analyst' }, admin: { password } },
    },
  });
};
