import { timestampFormatPieces } from '../functions/timestamp-format.ts';
import type { TokenCursor } from '../parse/token-cursor.ts';
import type { CopyOptions, Plan } from '../plan.ts';
import { notCovered, SqlError } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';
import { isAuthorization, readAuthorization } from './copy-authorization.ts';
import { delimiterOf } from './delimiter.ts';

/** What COPY takes with a columnar format; anything else is refused. https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html */
const COLUMNAR_OPTIONS = new Set([
  'acceptinvchars',
  'fillrecord',
  'from',
  'iam_role',
  'credentials',
  'statupdate',
  'manifest',
  'explicit_ids',
  'access_key_id',
  'secret_access_key',
  'session_token',
  'format',
  'compupdate',
]);

/** What COPY does not take beside CSV: https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html#copy-csv */
const NOT_WITH_CSV = ['removequotes', 'escape'];
/** What changes the reading of delimited text, which JSON is not. */
const NOT_WITH_JSON = [
  'delimiter',
  'quote',
  'removequotes',
  'escape',
  'ignoreheader',
  'fillrecord',
];

/** Options of Redshift's that stand for something this warehouse does not do. */
const NOT_COVERED = new Set([
  'avro',
  'bzip2',
  'encrypted',
  'fixedwidth',
  'ignoreallerrors',
  'lzop',
  'master_symmetric_key',
  'orc',
  'readratio',
  'shapefile',
  'ssh',
]);

/** https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-load.html#copy-maxerror */
const MOST_ERRORS_ALLOWED = 100_000;

/** COPY table FROM 's3://…': https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html */
export function copyPlan({ cursor }: StatementText): Plan | undefined {
  if (!cursor.take('copy')) return undefined;
  const target = cursor.relation();
  let columns: string[] = [];
  if (cursor.take('(')) {
    columns = cursor.identifierList();
    cursor.expect(')');
  }
  // Its parser still knows COPY TO a file, and stops at STDOUT.
  if (cursor.take('to')) cursor.fail();
  cursor.expect('from');
  if (cursor.take('stdin'))
    throw new SqlError(
      'LOAD source is not supported. (Hint: only S3 or DynamoDB or EMR based load is allowed)',
      '0A000',
    );
  const source = cursor.string();
  if (!/^s3:\/\/[^/]+\/?/.test(source))
    throw new SqlError(`COPY from "${source}": only s3:// sources are supported`, '0A000');
  const seen = new Set<string>();
  const options: CopyOptions = {
    source,
    format: 'TEXT',
    isManifest: false,
    compression: 'none',
    ignoreHeader: 0,
    isFillRecord: false,
    isBlanksAsNull: false,
    isEmptyAsNull: false,
    isTrimBlanks: false,
    isTruncateColumns: false,
    isRoundDecimals: false,
    isEscape: false,
    isRemoveQuotes: false,
    isAcceptAnyDate: false,
    errorsAllowed: 0,
    isNoLoad: false,
  };
  let isAuthorized = false;
  while (!cursor.done) {
    const name = cursor.identifier();
    if (seen.has(name)) throw new SqlError('conflicting or redundant options', '42601');
    seen.add(name);
    if (isAuthorization(name)) {
      readAuthorization(name, cursor);
      isAuthorized = true;
    } else if (name !== 'with') readOption(name, cursor, options);
  }
  if (!isAuthorized) throw new SqlError('CREDENTIALS argument is required', '42601');
  refuseTogether(options, seen);
  return { kind: 'copy', target, columns, options };
}

/** @throws SqlError for an option that the format does not take */
function refuseTogether({ format }: CopyOptions, seen: ReadonlySet<string>): void {
  if (format === 'PARQUET') {
    const wrong = [...seen].find(
      (name) => !COLUMNAR_OPTIONS.has(name) && name !== 'parquet' && name !== 'with',
    );
    if (wrong)
      throw new SqlError(
        `${wrong.toUpperCase()} argument is not supported for PARQUET based COPY`,
        '0A000',
      );
  }
  const others = format === 'CSV' ? NOT_WITH_CSV : format === 'JSON' ? NOT_WITH_JSON : ['quote'];
  const wrong = others.find((name) => seen.has(name));
  if (wrong)
    throw new SqlError(
      format === 'TEXT'
        ? `${wrong.toUpperCase()} is only supported with CSV`
        : `${format} is not supported with ${wrong.toUpperCase()}`,
      '0A000',
    );
}

function readOption(name: string, cursor: TokenCursor, options: CopyOptions): void {
  if (NOT_COVERED.has(name)) throw notCovered(`COPY with ${name.toUpperCase()}`);
  switch (name) {
    case 'format': {
      cursor.take('as');
      readFormat(cursor.identifier(), cursor, options);
      return;
    }
    case 'parquet':
    case 'csv':
    case 'json':
      readFormat(name, cursor, options);
      return;
    case 'manifest':
      options.isManifest = true;
      return;
    case 'gzip':
    case 'zstd':
      options.compression = name;
      return;
    case 'delimiter':
      cursor.take('as');
      options.delimiter = delimiterOf(cursor.string());
      return;
    case 'quote':
      cursor.take('as');
      options.quote = cursor.string();
      return;
    case 'ignoreheader':
      cursor.take('as');
      options.ignoreHeader = Number(cursor.next().text);
      return;
    case 'null':
      cursor.take('as');
      options.nullAs = cursor.string();
      return;
    case 'dateformat':
      cursor.take('as');
      options.dateFormat = checkedFormat(cursor.string());
      return;
    case 'timeformat':
      cursor.take('as');
      options.timeFormat = checkedFormat(cursor.string());
      return;
    case 'encoding': {
      cursor.take('as');
      const encoding = cursor.next().text;
      if (!/^'?utf8'?$/i.test(encoding)) throw notCovered(`COPY with ENCODING ${encoding}`);
      return;
    }
    case 'maxerror':
      cursor.take('as');
      options.errorsAllowed = errorsAllowed(cursor.next().text);
      return;
    case 'acceptinvchars':
      cursor.take('as');
      options.invalidCharacter = cursor.peek()?.kind === 'string' ? cursor.string() : '?';
      return;
    default:
      if (!readFlag(name, options)) readWithoutEffect(name, cursor);
  }
}

/** @returns false where the name is no option that stands alone */
function readFlag(name: string, options: CopyOptions): boolean {
  switch (name) {
    case 'fillrecord':
      options.isFillRecord = true;
      return true;
    case 'blanksasnull':
      options.isBlanksAsNull = true;
      return true;
    case 'emptyasnull':
      options.isEmptyAsNull = true;
      return true;
    case 'trimblanks':
      options.isTrimBlanks = true;
      return true;
    case 'truncatecolumns':
      options.isTruncateColumns = true;
      return true;
    case 'roundec':
      options.isRoundDecimals = true;
      return true;
    case 'escape':
      options.isEscape = true;
      return true;
    case 'removequotes':
      options.isRemoveQuotes = true;
      return true;
    case 'acceptanydate':
      options.isAcceptAnyDate = true;
      return true;
    case 'noload':
      options.isNoLoad = true;
      return true;
    default:
      return false;
  }
}

/** Options about encodings, statistics and regions, of which there are none here, and what holds in any case. */
function readWithoutEffect(name: string, cursor: TokenCursor): void {
  switch (name) {
    case 'region':
      cursor.take('as');
      cursor.string();
      return;
    case 'comprows':
      cursor.next();
      return;
    case 'compupdate':
    case 'statupdate':
      if (name === 'compupdate' && cursor.take('preset')) return;
      if (!cursor.take('on') && !cursor.take('off') && !cursor.take('true')) cursor.take('false');
      return;
    case 'ignoreblanklines':
    case 'explicit_ids':
      return;
    default:
      cursor.refuseLast();
  }
}

/** @returns how many rows may be wrong: the load fails at as many as MAXERROR says, and at the first for 0 and 1 */
function errorsAllowed(text: string): number {
  const most = Number(text);
  if (!Number.isInteger(most) || most < 0 || most > MOST_ERRORS_ALLOWED)
    throw new SqlError(`MAXERROR must be from 0 to ${MOST_ERRORS_ALLOWED}, got ${text}`, '22023');
  return Math.max(most - 1, 0);
}

/** @throws SqlError for a part of a date format that is not read */
function checkedFormat(format: string): string {
  if (/^(auto|epochsecs|epochmillisecs)$/.test(format)) return format;
  const unread = timestampFormatPieces(format).some(
    ({ text, directive }) => directive === undefined && !/^[^A-Za-z]$|^T$/.test(text ?? ''),
  );
  // Fractions are read with the seconds they follow.
  if (unread && !/SS\.S+$/.test(format)) throw notCovered(`COPY with the date format '${format}'`);
  return format;
}

function readFormat(format: string, cursor: TokenCursor, options: CopyOptions): void {
  if (format === 'parquet') options.format = 'PARQUET';
  else if (format === 'csv') options.format = 'CSV';
  else if (format === 'json') {
    options.format = 'JSON';
    cursor.take('as');
    options.jsonMode = cursor.peek()?.kind === 'string' ? cursor.string() : 'auto';
    if (!/^auto( ignorecase)?$/i.test(options.jsonMode))
      throw notCovered(`COPY with JSON '${options.jsonMode}'`);
  } else throw notCovered(`COPY with the format ${format.toUpperCase()}`);
}
