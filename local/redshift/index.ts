import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { openEngine } from './engine/engine.ts';
import { type PostgresOptions, startPostgres } from './postgres/postgres-server.ts';
import { createApiServer } from './server/http-server.ts';
import { recallSubmissions } from './statements/submit.ts';
import { Warehouse } from './statements/warehouse.ts';

export interface RedshiftOptions {
  /** @default '127.0.0.1' */
  host?: string;
  /** @default 0, a free port */
  port?: number;
  /** Folder of the database file; made where it is missing. */
  dataDir: string;
  /** Name of the one database. @default 'dev' */
  database?: string;
  /** What GETDATE() returns, as UTC. @default the machine's clock */
  now?: () => Date;
  /** Where COPY and UNLOAD find S3. An endpoint is addressed in path style. */
  s3: {
    endpoint?: string;
    region?: string;
    credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  };
  /** Database user of each access key id, e.g. `{ AKIDLOADER: 'IAMR:loader' }`; any other key is the admin. */
  callers?: Record<string, string>;
  /** The superuser's name. @default 'admin' */
  admin?: string;
  /**
   * Statements and sessions of the Data API that may be open at once; one more is refused as AWS refuses it.
   * @default 500 of each
   */
  quotas?: { statements?: number; sessions?: number };
  /** Serves the PostgreSQL protocol too. @default not */
  postgres?: PostgresOptions;
  /**
   * Hears, before the statement's caller does, that the engine has given the database up after a fatal
   * error (a disk that fails, a fault of its own). Nothing runs any more until the folder is opened by a new
   * process, which finds every finished write: a server that is watched over ends here.
   * @default nothing, and each statement fails with the engine's error
   */
  onLost?: (error: unknown) => void;
}

/** https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html#data-api-calling-considerations */
const QUOTAS = { statements: 500, sessions: 500 };

export interface RunningRedshift {
  port: number;
  /** For AWS_ENDPOINT_URL_REDSHIFT_DATA. */
  url: string;
  /** Where the PostgreSQL protocol is served, where it is. */
  postgresPort: number | undefined;
  close(): Promise<void>;
}

/** Starts a warehouse that speaks the Amazon Redshift Data API and runs Redshift SQL. */
export async function startRedshift(options: RedshiftOptions): Promise<RunningRedshift> {
  const host = options.host ?? '127.0.0.1';
  const database = options.database ?? 'dev';
  const engine = await openEngine({ dataDir: options.dataDir, database });
  const s3 = new S3Client(s3Config(options.s3));
  const warehouse = new Warehouse({
    engine,
    copy: { s3, scratchDir: engine.scratchDir },
    database,
    admin: options.admin ?? 'admin',
    now: options.now ?? (() => new Date()),
    quotas: { ...QUOTAS, ...options.quotas },
    onLost: options.onLost ?? (() => undefined),
  });
  await recallSubmissions(warehouse);
  const server = createApiServer(warehouse, options.callers ?? {});
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const postgres = options.postgres && (await startPostgres(warehouse, host, options.postgres));
  return {
    port,
    url: `http://${host}:${port}`,
    postgresPort: postgres?.port,
    close: async () => {
      await postgres?.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      for (const { session } of warehouse.running.values()) session.cancel();
      await Promise.all([...warehouse.running.values()].map(({ done }) => done));
      await warehouse.sessions.closeAll();
      s3.destroy();
      engine.close();
    },
  };
}

function s3Config(s3: RedshiftOptions['s3']): S3ClientConfig {
  return {
    ...(s3.endpoint === undefined ? {} : { endpoint: s3.endpoint, forcePathStyle: true }),
    ...(s3.region === undefined ? {} : { region: s3.region }),
    ...(s3.credentials === undefined ? {} : { credentials: s3.credentials }),
  };
}
