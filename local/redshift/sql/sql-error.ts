/**
 * A statement that the warehouse refuses or that fails while it runs. The message is what the Data
 * API reports as the statement's Error, `ERROR: ` in front, in Redshift's wording.
 */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  /** PostgreSQL's SQLSTATE, for clients of the wire protocol. */
  readonly sqlState: string;

  constructor(message: string, sqlState = 'XX000') {
    super(message.startsWith('ERROR:') ? message : `ERROR: ${message}`);
    this.sqlState = sqlState;
  }
}

/** Redshift's answer to a text that its parser does not take. */
export function syntaxErrorAt(token: string): SqlError {
  return new SqlError(
    token === '' ? 'syntax error at end of input' : `syntax error at or near "${token}"`,
    '42601',
  );
}

/** What Redshift could do and this warehouse can't: said in our own words, never silently skipped. */
export function notCovered(what: string): SqlError {
  return new SqlError(`${what} is not covered by this local warehouse`, '0A000');
}

/** A COPY that refused its data: what STL_LOAD_ERRORS shows of it. */
export class LoadError extends SqlError {
  readonly table: string;
  readonly fileName: string;
  readonly reason: string;

  constructor(message: string, detail: { table: string; fileName: string; reason: string }) {
    super(message, '22000');
    this.table = detail.table;
    this.fileName = detail.fileName;
    this.reason = detail.reason;
  }
}
