import { arrayOf, bodyOf, isObject, type Json, kindOf } from '../parse/ast.ts';
import { parseRedshift } from '../parse/parse.ts';
import type { TokenCursor } from '../parse/token-cursor.ts';
import type { Plan } from '../plan.ts';
import { relationsRead } from '../rewrite/relation-uses.ts';
import { notCovered, SqlError, syntaxErrorAt } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';
import { engineQuery } from './dml.ts';

/** CREATE SCHEMA and VIEW, DROP and COMMENT. */
export function definitionPlan(statement: StatementText): Plan | undefined {
  const { cursor } = statement;
  if (cursor.take('drop')) return dropPlan(cursor);
  if (cursor.take('refresh', 'materialized', 'view')) {
    const relation = cursor.relation();
    if (!cursor.take('restrict')) cursor.take('cascade');
    cursor.end();
    return { kind: 'refresh-view', relation };
  }
  if (cursor.take('comment', 'on')) return commentPlan(cursor);
  if (!cursor.take('create')) return undefined;
  if (cursor.take('schema')) return createSchema(cursor);
  const isOrReplace = cursor.take('or', 'replace');
  const isMaterialized = cursor.take('materialized');
  if (cursor.take('view')) return createView(statement, isOrReplace, isMaterialized);
  for (const word of [
    'index',
    'unique',
    'type',
    'sequence',
    'macro',
    'secret',
    'trigger',
    'rule',
    'domain',
  ]) {
    if (cursor.looksAt(word))
      throw new SqlError(
        `SQL command "CREATE ${word === 'unique' ? 'INDEX' : word.toUpperCase()}" not supported on Redshift tables.`,
        '0A000',
      );
  }
  for (const word of [
    'function',
    'procedure',
    'external',
    'library',
    'model',
    'datashare',
    'database',
    'identity',
    'aggregate',
    'rls',
    'template',
  ]) {
    if (cursor.looksAt(word)) throw notCovered(`CREATE ${word.toUpperCase()}`);
  }
  if (isOrReplace) throw syntaxErrorAt(cursor.peek()?.text ?? '');
  return undefined;
}

function createSchema(cursor: TokenCursor): Plan {
  const isIfNotExists = cursor.take('if', 'not', 'exists');
  const name = cursor.identifier();
  if (name.startsWith('pg_')) throw new SqlError(`unacceptable schema name "${name}"`, '42939');
  let owner: string | undefined;
  if (cursor.take('authorization')) owner = cursor.identifier();
  if (cursor.take('quota')) while (!cursor.done) cursor.next();
  cursor.end();
  return { kind: 'create-schema', name, isIfNotExists, owner };
}

function createView(
  { cursor, text }: StatementText,
  isOrReplace: boolean,
  isMaterialized: boolean,
): Plan {
  const isIfNotExists = cursor.take('if', 'not', 'exists');
  const relation = cursor.relation();
  let columnNames: string[] = [];
  if (cursor.take('(')) {
    columnNames = cursor.identifierList();
    cursor.expect(')');
  }
  let isAutoRefresh = false;
  // A materialized view's other attributes have no meaning here.
  while (isMaterialized && !cursor.looksAt('as')) {
    if (cursor.done) throw syntaxErrorAt('');
    if (cursor.take('auto', 'refresh', 'yes')) isAutoRefresh = true;
    else cursor.next();
  }
  cursor.expect('as');
  const start = cursor.peek()?.start ?? text.length;
  const unbound = /\bwith\s+no\s+schema\s+binding\s*$/i.exec(text);
  const isLateBinding = unbound !== null;
  const definition = text.slice(start, unbound ? unbound.index : undefined).trim();
  const ast = parseRedshift(definition);
  const uses = relationsRead(ast);
  if (isMaterialized && isAutoRefresh && /\bgetdate\b/i.test(definition)) {
    throw new SqlError('An auto refresh materialized view cannot use mutable functions', '0A000');
  }
  if (isLateBinding && uses.some((use) => use.relation.schema === undefined)) {
    throw new SqlError(
      'All the relation names inside should be qualified when creating VIEW WITH NO SCHEMA BINDING.',
      '42601',
    );
  }
  return {
    kind: 'create-view',
    relation,
    isOrReplace: isOrReplace || isIfNotExists,
    isLateBinding,
    isMaterialized,
    columnNames,
    hasStar: hasStarOutput(ast),
    querySql: engineQuery(ast),
    definition,
    uses,
  };
}

/** True where a star stands for columns of a query's result; one inside of it gives no name to the outside. */
function hasStarOutput(query: Json | undefined): boolean {
  const body = isObject(query) ? bodyOf(query, kindOf(query)) : undefined;
  if (!body) return false;
  if (body['expressions'] !== undefined)
    return arrayOf(body['expressions']).some((item) => isObject(bodyOf(item, 'star')));
  return [body['left'], body['right'], body['this']].some(hasStarOutput);
}

function dropPlan(cursor: TokenCursor): Plan | undefined {
  const what = cursor.take('table')
    ? 'table'
    : cursor.take('view')
      ? 'view'
      : cursor.take('materialized', 'view')
        ? 'materialized view'
        : cursor.take('schema')
          ? 'schema'
          : undefined;
  if (what === undefined) return undefined;
  const isIfExists = cursor.take('if', 'exists');
  const relations = [cursor.relation()];
  while (cursor.take(',')) relations.push(cursor.relation());
  const isCascade = cursor.take('cascade');
  cursor.take('restrict');
  cursor.end();
  return what === 'schema'
    ? {
        kind: 'drop-schema',
        names: relations.map((relation) => relation.name),
        isIfExists,
        isCascade,
      }
    : { kind: 'drop-relation', what, relations, isIfExists, isCascade };
}

function commentPlan(cursor: TokenCursor): Plan {
  const what = cursor.identifier();
  const parts = [cursor.identifier()];
  while (cursor.take('.')) parts.push(cursor.identifier());
  if (what === 'constraint') {
    cursor.expect('on');
    cursor.relation();
  }
  cursor.expect('is');
  const text = cursor.take('null') ? null : cursor.string();
  cursor.end();
  const name = parts.at(-1) ?? '';
  if (what === 'column') {
    if (parts.length < 2) throw new SqlError('a column name must be qualified', '42601');
    return {
      kind: 'comment',
      on: 'COLUMN',
      relation: { schema: parts.at(-3), name: parts.at(-2) ?? '' },
      column: name,
      text,
    };
  }
  const on =
    what === 'table'
      ? 'TABLE'
      : what === 'view'
        ? 'VIEW'
        : what === 'schema'
          ? 'SCHEMA'
          : what === 'database'
            ? 'DATABASE'
            : 'OTHER';
  return { kind: 'comment', on, relation: { schema: parts.at(-2), name }, text };
}
