import { parseRedshift } from '../parse/parse.ts';
import type { TokenCursor } from '../parse/token-cursor.ts';
import type { Plan, UnloadOptions } from '../plan.ts';
import { relationsRead } from '../rewrite/relation-uses.ts';
import { SqlError, syntaxErrorAt } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';
import { engineQuery } from './dml.ts';

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
    isHeader: false,
    isGzip: false,
    isAllowOverwrite: false,
    isCleanPath: false,
    isAddQuotes: false,
  };
  let isAuthorized = false;
  while (!cursor.done) isAuthorized = readOption(cursor, options) || isAuthorized;
  if (!isAuthorized) throw new SqlError('CREDENTIALS argument is required', '42601');
  if (options.isHeader && options.format !== 'CSV' && options.format !== 'TEXT')
    throw new SqlError('HEADER is only supported for text and CSV UNLOAD', '0A000');
  const ast = parseRedshift(query);
  return { kind: 'unload', querySql: engineQuery(ast), uses: relationsRead(ast), options };
}

/** @returns true where the option authorizes */
function readOption(cursor: TokenCursor, options: UnloadOptions): boolean {
  const name = cursor.identifier();
  switch (name) {
    case 'iam_role':
      if (!cursor.take('default')) cursor.string();
      return true;
    case 'credentials':
      cursor.take('as');
      cursor.string();
      return true;
    case 'access_key_id':
    case 'secret_access_key':
    case 'session_token':
      cursor.string();
      return true;
    case 'format':
      cursor.take('as');
      readFormat(cursor.identifier(), options);
      return false;
    case 'parquet':
    case 'csv':
    case 'json':
      readFormat(name, options);
      return false;
    case 'parallel':
      options.isParallel = !(cursor.take('off') || cursor.take('false'));
      if (options.isParallel && !cursor.take('on')) cursor.take('true');
      return false;
    case 'manifest':
      cursor.take('verbose');
      options.isManifest = true;
      return false;
    case 'header':
      options.isHeader = true;
      return false;
    case 'gzip':
      options.isGzip = true;
      return false;
    case 'allowoverwrite':
      options.isAllowOverwrite = true;
      return false;
    case 'cleanpath':
      options.isCleanPath = true;
      return false;
    case 'addquotes':
      options.isAddQuotes = true;
      return false;
    case 'delimiter':
      cursor.take('as');
      options.delimiter = cursor.string();
      return false;
    case 'null':
      cursor.take('as');
      options.nullAs = cursor.string();
      return false;
    case 'region':
      cursor.take('as');
      cursor.string();
      return false;
    case 'maxfilesize':
      cursor.take('as');
      cursor.next();
      if (!cursor.take('mb')) cursor.take('gb');
      return false;
    default:
      throw syntaxErrorAt(name);
  }
}

function readFormat(format: string, options: UnloadOptions): void {
  if (format === 'parquet') options.format = 'PARQUET';
  else if (format === 'csv') options.format = 'CSV';
  else if (format === 'json') options.format = 'JSON';
  else throw syntaxErrorAt(format);
}
