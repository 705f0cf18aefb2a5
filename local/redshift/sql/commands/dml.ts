import { dateOperand } from '../functions/date-literals.ts';
import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  makeString,
  some,
  stringLiteral,
} from '../parse/ast.ts';
import { engineSql } from '../parse/generate.ts';
import { parseRedshift } from '../parse/parse.ts';
import type { Plan, RelationUse } from '../plan.ts';
import { relationName, relationsRead } from '../rewrite/relation-uses.ts';
import { rewrite } from '../rewrite/rewrite.ts';
import { notCovered, SqlError, syntaxErrorAt } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';
import { mergePlan } from './merge.ts';

const QUERIES = new Set(['select', 'union', 'intersect', 'except', 'subquery', 'paren']);

/** What another query inside of one is. */
const QUERIES_INSIDE = new Set(['select', 'union', 'intersect', 'except', 'subquery']);

/** Plans of queries and of statements that change rows. */
export function dmlPlan(ast: Json): Plan | undefined {
  const kind = kindOf(ast);
  const body = bodyOf(ast, kind) ?? {};
  if (QUERIES.has(kind)) return queryPlan(ast, body);
  if (kind === 'insert') return insertPlan(ast, body);
  if (kind === 'update') return updatePlan(ast, body);
  if (kind === 'delete') return deletePlan(ast, body);
  if (kind === 'merge') return mergePlan(ast, body);
  if (kind === 'values') throw syntaxErrorAt('VALUES');
  return undefined;
}

function queryPlan(ast: Json, body: JsonObject): Plan {
  const into = isObject(body['into']) ? body['into'] : undefined;
  if (into) {
    const query = { select: { ...body, into: null } };
    return {
      kind: 'create-table-as',
      relation: relationName(bodyOf(into['this'], 'table')),
      isTemporary: into['temporary'] === true,
      isIfNotExists: false,
      columnNames: [],
      querySql: engineSql(rewrite(query)),
      uses: relationsRead(query),
    };
  }
  const uses = relationsRead(ast);
  return { kind: 'query', sql: engineSql(rewrite(ast)), uses, sortsOne: sortsOne(body, uses) };
}

/** True for a plain SELECT from one relation that has an ORDER BY. */
function sortsOne(body: JsonObject, uses: readonly RelationUse[]): boolean {
  const { order_by: order, ...rest } = body;
  return (
    isObject(order) &&
    uses.length === 1 &&
    bodyOf(arrayOf(bodyOf(body, 'from')?.['expressions'])[0], 'table') !== undefined &&
    !some(rest, (node) => QUERIES_INSIDE.has(kindOf(node)))
  );
}

function refuseReturning(body: JsonObject): void {
  if (arrayOf(body['returning']).length > 0) throw syntaxErrorAt('RETURNING');
  if (isObject(body['output'])) throw syntaxErrorAt('OUTPUT');
}

function insertPlan(ast: Json, body: JsonObject): Plan {
  refuseReturning(body);
  if (body['on_conflict'] !== null && body['on_conflict'] !== undefined) throw syntaxErrorAt('ON');
  refuseSubqueries(body);
  if (isObject(body['with'])) throw syntaxErrorAt('INSERT');
  for (const key of ['overwrite', 'or', 'or_replace', 'replace', 'ignore', 'by_name']) {
    if (body[key] === true || typeof body[key] === 'string')
      throw syntaxErrorAt(String(key).toUpperCase());
  }
  const target = relationName(body['table']);
  const columns = arrayOf(body['columns']).map(
    (column) => identifierText(column)?.toLowerCase() ?? '',
  );
  const uses: RelationUse[] = [
    ...relationsRead(body['query'] ?? null),
    ...relationsRead(body['values'] ?? null),
    { relation: target, privilege: 'INSERT' },
  ];
  return {
    kind: 'write',
    verb: 'INSERT',
    sql: engineSql(rewrite(ast)),
    target,
    uses,
    insertColumns: columns.length > 0 ? columns : undefined,
    valueCount: arrayOf(arrayOf(body['values'])[0]).length || undefined,
    typedSql: typedSql(body),
    hasDates: textsOf(body).some(isDateOfAnotherForm),
  };
}

/** The text literals of VALUES. */
function textsOf(body: JsonObject): string[] {
  const values = arrayOf(body['values']).flatMap(arrayOf);
  return values.flatMap((value) => stringLiteral(value) ?? []);
}

function isDateOfAnotherForm(text: string): boolean {
  return stringLiteral(dateOperand(makeString(text))) !== text;
}

function typedSql(body: JsonObject): ((columnTypes: readonly string[]) => string) | undefined {
  if (textsOf(body).length === 0) return undefined;
  const rows = arrayOf(body['values']).map(arrayOf);
  return (columnTypes) => {
    const values = rows.map((row) =>
      row.map((value, index) => typedValue(value, columnTypes[index] ?? '')),
    );
    return engineSql(rewrite({ insert: { ...body, values } }));
  };
}

/** A text in a SUPER column is a string, and no document: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html */
function typedValue(value: Json, columnType: string): Json {
  if (/^(?:DATE|TIMESTAMP)/.test(columnType)) return dateOperand(value);
  const isText = columnType === 'JSON' && stringLiteral(value) !== undefined;
  return isText ? { cast: { this: value, to: { data_type: 'custom', name: 'SUPER' } } } : value;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html */
function refuseSubqueries(body: JsonObject): void {
  const rows = arrayOf(body['values']);
  if (rows.length > 1 && some(rows, (node) => kindOf(node) === 'subquery'))
    throw new SqlError("can't use subqueries in multi-row VALUES", '0A000');
}

function updatePlan(ast: Json, body: JsonObject): Plan {
  refuseReturning(body);
  if (arrayOf(body['extra_tables']).length > 0) throw syntaxErrorAt(',');
  const target = relationName(body['table']);
  const reads = [
    body['set'],
    body['from_clause'],
    body['from_joins'],
    body['where_clause'],
    body['with'],
  ].flatMap((part) => relationsRead(part));
  return {
    kind: 'write',
    verb: 'UPDATE',
    sql: engineSql(rewrite(ast)),
    target,
    uses: [...reads, { relation: target, privilege: 'UPDATE' }],
  };
}

function deletePlan(ast: Json, body: JsonObject): Plan {
  refuseReturning(body);
  if (isObject(body['limit'])) throw syntaxErrorAt('LIMIT');
  if (arrayOf(body['tables']).length > 0) throw notCovered('DELETE of several tables');
  const target = relationName(body['table']);
  const reads = relationsRead({ where: body['where_clause'] ?? null, with: body['with'] ?? null });
  return {
    kind: 'write',
    verb: 'DELETE',
    sql: engineSql(rewrite(ast)),
    target,
    uses: [...reads, { relation: target, privilege: 'DELETE' }],
  };
}

/**
 * DELETE … USING takes any FROM items in Redshift, more than the parser knows: they are parsed as a
 * query's FROM and WHERE.
 */
export function deleteUsingPlan({ cursor, text }: StatementText): Plan | undefined {
  if (!cursor.take('delete')) return undefined;
  cursor.take('from');
  const target = cursor.relation();
  let alias = '';
  if (cursor.take('as')) alias = cursor.identifier();
  else if (!cursor.looksAt('using') && !cursor.looksAt('where') && !cursor.done)
    alias = cursor.identifier();
  if (!cursor.take('using')) return undefined;
  const query = parseRedshift(`SELECT 1 FROM ${text.slice(cursor.peek()?.start ?? text.length)}`);
  const body = bodyOf(query, 'select');
  if (
    !body ||
    ['group_by', 'having', 'order_by', 'limit', 'qualify'].some((clause) => isObject(body[clause]))
  )
    throw syntaxErrorAt('USING');
  const name = [target.schema, target.name]
    .filter((part) => part !== undefined)
    .map((part) => `"${part}"`)
    .join('.');
  const rest = engineSql(rewrite(query)).replace(/^SELECT .*? FROM /, '');
  return {
    kind: 'write',
    verb: 'DELETE',
    sql: `DELETE FROM ${name}${alias === '' ? '' : ` AS "${alias}"`} USING ${rest}`,
    target,
    uses: [...relationsRead(query), { relation: target, privilege: 'DELETE' }],
  };
}

/** @throws SqlError where the text is no query */
export function engineQuery(ast: Json): string {
  if (!QUERIES.has(kindOf(ast))) throw new SqlError('a query is expected here', '42601');
  return engineSql(rewrite(ast));
}
