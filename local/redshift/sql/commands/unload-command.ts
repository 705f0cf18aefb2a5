import { isObject, type Json } from '../parse/ast.ts';
import { parseRedshift } from '../parse/parse.ts';
import type { TokenCursor } from '../parse/token-cursor.ts';
import type { Plan, UnloadOptions } from '../plan.ts';
import { relationsRead } from '../rewrite/relation-uses.ts';
import { notCovered, SqlError } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';
import { isAuthorization, readAuthorization } from './copy-authorization.ts';
import { delimiterOf } from './delimiter.ts';
import { engineQuery } from './dml.ts';

/** What a format does not take: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html#unload-csv */
const NOT_WITH_FORMAT: Readonly<Record<UnloadOptions['format'], readonly string[]>> = {
  PARQUET: [
    'delimiter',
    'fixedwidth',
    'addquotes',
    'escape',
    'null',
    'header',
    'gzip',
    'bzip2',
    'zstd',
  ],
  JSON: ['delimiter', 'header', 'fixedwidth', 'addquotes', 'escape', 'null'],
  CSV: ['fixedwidth', 'addquotes', 'escape'],
  TEXT: [],
};

/** Options of Redshift's that stand for something this warehouse does not do. */
const NOT_COVERED = new Set([
  'bzip2',
  'encrypted',
  'fixedwidth',
  'kms_key_id',
  'master_symmetric_key',
  'partition',
]);

/** UNLOAD ('query') TO 's3://…': https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html */
export function unloadPlan({ cursor }: StatementText): Plan | undefined {
  if (!cursor.take('unload')) return undefined;
  cursor.expect('(');
  const query = cursor.string();
  cursor.expect(')', 'to');
  const target = cursor.string();
  if (!/^s3:\/\/[^/]+\/?/.test(target))
    throw new SqlError(
      `UNLOAD destination is not supported: ${target}. It must be an S3 path.`,
      '0A000',
    );
  const options: UnloadOptions = {
    target,
    format: 'TEXT',
    isParallel: true,
    isManifest: false,
    isManifestVerbose: false,
    isHeader: false,
    compression: 'none',
    isEscape: false,
    isAllowOverwrite: false,
    isCleanPath: false,
    isAddQuotes: false,
  };
  const seen = new Set<string>();
  while (!cursor.done) {
    const name = cursor.identifier();
    if (seen.has(name)) throw new SqlError('conflicting or redundant options', '42601');
    seen.add(name);
    if (isAuthorization(name)) readAuthorization(name, cursor);
    else readOption(name, cursor, options);
  }
  if (![...seen].some(isAuthorization))
    throw new SqlError('CREDENTIALS argument is required', '42601');
  refuseTogether(options, seen);
  const ast = parseRedshift(query);
  if (hasOuterLimit(ast)) throw new SqlError('Limit clause is not supported', '0A000');
  return { kind: 'unload', querySql: engineQuery(ast), uses: relationsRead(ast), options };
}

/** @throws SqlError for options that exclude each other or that the format does not take */
function refuseTogether({ format }: UnloadOptions, seen: ReadonlySet<string>): void {
  const wrong = NOT_WITH_FORMAT[format].find((name) => seen.has(name));
  if (wrong)
    throw new SqlError(`${wrong.toUpperCase()} is not supported for UNLOAD to ${format}`, '0A000');
  if (seen.has('cleanpath') && seen.has('allowoverwrite'))
    throw new SqlError('CLEANPATH is not supported with ALLOWOVERWRITE', '0A000');
}

/** The outermost SELECT has none: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html#unload-usage-limit-clause */
function hasOuterLimit(ast: Json): boolean {
  const body = isObject(ast) ? Object.values(ast)[0] : undefined;
  return isObject(body) && isObject(body['limit']);
}

function readOption(name: string, cursor: TokenCursor, options: UnloadOptions): void {
  if (NOT_COVERED.has(name)) throw notCovered(`UNLOAD with ${name.toUpperCase()}`);
  switch (name) {
    case 'format':
      cursor.take('as');
      readFormat(cursor.identifier(), cursor, options);
      return;
    case 'parquet':
    case 'csv':
    case 'json':
      readFormat(name, cursor, options);
      return;
    case 'parallel':
      options.isParallel = !(cursor.take('off') || cursor.take('false'));
      if (options.isParallel && !cursor.take('on')) cursor.take('true');
      return;
    case 'manifest':
      options.isManifest = true;
      options.isManifestVerbose = cursor.take('verbose');
      return;
    case 'header':
      options.isHeader = true;
      return;
    case 'gzip':
    case 'zstd':
      options.compression = name;
      return;
    case 'extension':
      options.extension = cursor.string();
      return;
    case 'allowoverwrite':
      options.isAllowOverwrite = true;
      return;
    case 'cleanpath':
      options.isCleanPath = true;
      return;
    case 'addquotes':
      options.isAddQuotes = true;
      return;
    case 'escape':
      options.isEscape = true;
      return;
    case 'delimiter':
      cursor.take('as');
      options.delimiter = delimiterOf(cursor.string());
      return;
    case 'null':
      cursor.take('as');
      options.nullAs = cursor.string();
      return;
    case 'region':
      cursor.take('as');
      cursor.string();
      return;
    case 'maxfilesize':
      readSize(name, cursor, 5, 6.2 * 1024);
      return;
    case 'rowgroupsize':
      readSize(name, cursor, 32, 128);
      return;
    default:
      cursor.refuseLast();
  }
}

/** A size in MB or GB that has no effect here. @throws SqlError where it is out of its range */
function readSize(name: string, cursor: TokenCursor, leastMb: number, mostMb: number): void {
  cursor.take('as');
  const text = cursor.next().text;
  const unit = cursor.take('gb') ? 1024 : 1;
  if (unit === 1) cursor.take('mb');
  const size = Number(text) * unit;
  if (!(size >= leastMb && size <= mostMb))
    throw new SqlError(
      `${name.toUpperCase()} must be from ${leastMb} MB to ${mostMb} MB, got ${size} MB`,
      '22023',
    );
}

function readFormat(format: string, cursor: TokenCursor, options: UnloadOptions): void {
  if (format === 'parquet') options.format = 'PARQUET';
  else if (format === 'csv') options.format = 'CSV';
  else if (format === 'json') options.format = 'JSON';
  else cursor.refuseLast();
}
