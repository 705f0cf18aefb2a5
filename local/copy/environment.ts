import { localAccount } from '../account.ts';
import { loopback } from '../loopback.ts';
import { referenceDatabase } from '../mariadb.ts';

/** Servers that listen, in the order in which --port gives them their ports. */
export const servers = [
  'mariadb',
  'kinesis',
  'objects',
  'warehouse',
  'postgres',
  'dashboard',
] as const;
export type ServerName = (typeof servers)[number];

const queueName = 'casepulse-load-wake-ups.fifo';

const warehouseDatabase = 'casepulse';

/** Where a server is served. `postgres` is the warehouse's other protocol, for psql and BI tools. */
export const addressOf = (name: ServerName, port: number): string => {
  if (name === 'mariadb') return `mysql://root@${loopback}:${port}/${referenceDatabase}`;
  if (name === 'postgres') return `postgres://analyst@${loopback}:${port}/${warehouseDatabase}`;
  return `http://${loopback}:${port}`;
};

/**
 * Loads at most once in this many seconds for each kind. On AWS each load keeps the warehouse awake
 * and costs; here nobody pays, and a person watches.
 */
const loadIntervalSeconds = 1;

/** Servers that the environment names, LocalStack's for one: the copy starts none of its own for these. */
export const suppliedServers = (
  from: Readonly<Record<string, string | undefined>>,
): ReadonlySet<ServerName> => {
  const supplied = new Set<ServerName>();
  if (from['MYSQL_URL']) supplied.add('mariadb');
  if (from['AWS_ENDPOINT_URL_KINESIS']) supplied.add('kinesis');
  if (from['AWS_ENDPOINT_URL_S3'] && from['AWS_ENDPOINT_URL_SQS']) supplied.add('objects');
  return supplied;
};

/** The variables that production code reads, for the copy on these ports: docs/configuration.md. */
export const copyEnvironment = (
  ports: Readonly<Record<ServerName, number>>,
  from: Readonly<Record<string, string | undefined>>,
): Record<string, string> => {
  const objects = addressOf('objects', ports.objects);
  const queues = from['AWS_ENDPOINT_URL_SQS'] ?? objects;
  return {
    AWS_REGION: 'us-east-1',
    // The local warehouse knows a caller by its access key: this one may do everything.
    AWS_ACCESS_KEY_ID: 'casepulse-admin',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_KINESIS:
      from['AWS_ENDPOINT_URL_KINESIS'] ?? addressOf('kinesis', ports.kinesis),
    AWS_ENDPOINT_URL_S3: from['AWS_ENDPOINT_URL_S3'] ?? objects,
    AWS_ENDPOINT_URL_SQS: queues,
    AWS_ENDPOINT_URL_REDSHIFT_DATA: addressOf('warehouse', ports.warehouse),
    CASE_STREAM: 'casepulse-case-events',
    SURVEY_STREAM: 'casepulse-survey-events',
    ARCHIVE_BUCKET: 'casepulse-archive',
    STAGING_BUCKET: 'casepulse-staging',
    // fauxqs' own address for it has a host name that does not resolve.
    LOAD_QUEUE_URL: `${queues}/${localAccount}/${queueName}`,
    LOAD_INTERVAL_SECONDS: from['LOAD_INTERVAL_SECONDS'] ?? String(loadIntervalSeconds),
    WAREHOUSE_WORKGROUP: 'casepulse',
    WAREHOUSE_DATABASE: warehouseDatabase,
    COPY_ROLE_ARN: `arn:aws:iam::${localAccount}:role/casepulse-copy`,
    MYSQL_URL: from['MYSQL_URL'] ?? addressOf('mariadb', ports.mariadb),
    BUSINESS_TIMEZONE: from['BUSINESS_TIMEZONE'] ?? 'UTC',
  };
};

/** Whom `query` and `kpis` ask as. */
export const analystCredentials = {
  AWS_ACCESS_KEY_ID: 'casepulse-analyst',
  AWS_SECRET_ACCESS_KEY: 'local',
};
