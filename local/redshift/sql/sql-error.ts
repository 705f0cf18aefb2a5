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

/** A row or a file that a COPY could not take, as STL_LOAD_ERRORS shows it. */
export interface LoadFault {
  fileName: string;
  /** From 1; null where the file as a whole is wrong. */
  lineNumber: number | null;
  columnName: string | null;
  columnType: string | null;
  columnLength: number | null;
  value: string | null;
  line: string | null;
  /** https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html */
  code: number;
  reason: string;
}

/** A COPY that refused its data: what STL_LOAD_ERRORS shows of it. */
export class LoadError extends SqlError {
  readonly table: string;
  readonly faults: readonly LoadFault[];

  constructor(message: string, detail: { table: string; faults: readonly LoadFault[] }) {
    super(message, '22000');
    this.table = detail.table;
    this.faults = detail.faults;
  }
}
