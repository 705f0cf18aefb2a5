import { type CasePulseError, ConfigurationError, TransientError } from '../domain/errors.ts';

/** The parts of an error that mysql2 and node:net agree on. */
type DriverError = {
  readonly code?: string;
  readonly errno?: number | string;
  readonly sqlMessage?: string;
  /** mysql2's: the connection can't be used any more. */
  readonly fatal?: boolean;
  readonly message: string;
};

/** What a person has to mend, by the driver's or the server's code. */
const remedies: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'must let this user in; mend user or password in MYSQL_URL',
  ER_DBACCESS_DENIED_ERROR: 'must let this user use the database; grant it, or mend MYSQL_URL',
  ER_BAD_DB_ERROR: 'must have the database that MYSQL_URL names; create it, or mend MYSQL_URL',
  ER_NO_SUCH_TABLE: 'must have every reference table; run seed-dimensions, or mend MYSQL_URL',
  ER_BAD_FIELD_ERROR:
    'must have the columns of docs/data-dictionary.md; compare the table with it and mend the table',
  ER_TABLEACCESS_DENIED_ERROR: 'must let this user read the table; grant it SELECT',
  HANDSHAKE_NO_SSL_SUPPORT: 'must speak TLS, since it is not on this machine; turn TLS on there',
  HANDSHAKE_SSL_ERROR:
    'must show a certificate that this machine trusts; name its authority in NODE_EXTRA_CA_CERTS',
};

/** Codes of a server that is not there, or went away: the same later may succeed. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'ER_CON_COUNT_ERROR',
  'ER_CLIENT_INTERACTION_TIMEOUT',
  'ER_QUERY_INTERRUPTED',
  'ER_SERVER_SHUTDOWN',
  'PROTOCOL_CONNECTION_LOST',
]);

/** MariaDB's ER_CONNECTION_KILLED, which mysql2 has no name for: https://mariadb.com/kb/en/mariadb-error-code-reference/ */
const mariaDbConnectionKilled = 1927;

/**
 * One sentence for what went wrong between us and MySQL; the password is never in it.
 * @param place host and port, or the socket
 */
export const mysqlError = (place: string, cause: unknown): CasePulseError => {
  const error = cause as DriverError;
  const code = error.code ?? 'no code';
  const words = `${code}: ${(error.sqlMessage ?? error.message) || 'no message'}`;
  // A command on a connection that was lost before has no code of its own.
  const isLost = error.fatal === true && error.code === undefined;
  if (unreachable.has(code) || error.errno === mariaDbConnectionKilled || isLost) {
    return new TransientError(
      `MySQL at ${place} must answer, got ${words}; start it, or mend MYSQL_URL`,
      { cause },
    );
  }
  const remedy = remedies[code] ?? 'must do what it was asked; see its own log';
  return new ConfigurationError(`MySQL at ${place} ${remedy}, got ${words}`, { cause });
};
