import type { TokenCursor } from '../parse/token-cursor.ts';
import type { CopyOptions, Plan } from '../plan.ts';
import { SqlError, syntaxErrorAt } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';

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
    isGzip: false,
    ignoreHeader: 0,
    isFillRecord: false,
    isBlanksAsNull: false,
    isEmptyAsNull: false,
  };
  let isAuthorized = false;
  while (!cursor.done) {
    const name = cursor.identifier();
    seen.add(name);
    if (name === 'iam_role') {
      if (!cursor.take('default')) cursor.string();
      isAuthorized = true;
    } else if (name === 'credentials' || name === 'with') {
      if (name === 'credentials') {
        cursor.take('as');
        cursor.string();
        isAuthorized = true;
      }
    } else if (
      name === 'access_key_id' ||
      name === 'secret_access_key' ||
      name === 'session_token'
    ) {
      cursor.string();
      isAuthorized = true;
    } else readOption(name, cursor, options);
  }
  if (!isAuthorized) throw new SqlError('CREDENTIALS argument is required', '42601');
  if (options.format === 'PARQUET') {
    const wrong = [...seen].find(
      (name) => !COLUMNAR_OPTIONS.has(name) && name !== 'parquet' && name !== 'with',
    );
    if (wrong)
      throw new SqlError(
        `${wrong.toUpperCase()} argument is not supported for PARQUET based COPY`,
        '0A000',
      );
  }
  return { kind: 'copy', target, columns, options };
}

function readOption(name: string, cursor: TokenCursor, options: CopyOptions): void {
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
      options.isGzip = true;
      return;
    case 'delimiter':
      cursor.take('as');
      options.delimiter = cursor.string();
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
    case 'fillrecord':
      options.isFillRecord = true;
      return;
    case 'blanksasnull':
      options.isBlanksAsNull = true;
      return;
    case 'emptyasnull':
      options.isEmptyAsNull = true;
      return;
    case 'region':
    case 'dateformat':
    case 'timeformat':
    case 'encoding':
      cursor.take('as');
      cursor.string();
      return;
    case 'maxerror':
      cursor.take('as');
      cursor.next();
      return;
    case 'compupdate':
    case 'statupdate':
      if (!cursor.take('on') && !cursor.take('off') && !cursor.take('true')) cursor.take('false');
      return;
    case 'acceptinvchars':
      if (cursor.take('as') || cursor.peek()?.kind === 'string') cursor.string();
      return;
    case 'acceptanydate':
    case 'trimblanks':
    case 'truncatecolumns':
    case 'roundec':
    case 'ignoreblanklines':
    case 'explicit_ids':
    case 'noload':
    case 'escape':
    case 'removequotes':
      return;
    default:
      throw syntaxErrorAt(name);
  }
}

function readFormat(format: string, cursor: TokenCursor, options: CopyOptions): void {
  if (format === 'parquet') options.format = 'PARQUET';
  else if (format === 'csv') options.format = 'CSV';
  else if (format === 'json') {
    options.format = 'JSON';
    cursor.take('as');
    options.jsonMode = cursor.peek()?.kind === 'string' ? cursor.string() : 'auto';
  } else
    throw new SqlError(
      `COPY with the format ${format.toUpperCase()} is not covered by this local warehouse`,
      '0A000',
    );
}
