import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  some,
  walk,
} from '../parse/ast.ts';
import { notCovered, SqlError } from '../sql-error.ts';

interface OuterJoin {
  /** The table that the operator stands behind: its rows may be missing. */
  table: string;
  conditions: Json[];
  /** The tables that it is joined to. */
  others: Set<string>;
}

/**
 * Makes LEFT JOINs of the operator (+) in WHERE clauses.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
 * @throws SqlError where the operator stands where it must not
 */
export function joinsOfMarks(node: Json): Json {
  if (Array.isArray(node)) return node.map(joinsOfMarks);
  if (!isObject(node)) return node;
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(node)) copy[key] = joinsOfMarks(value);
  const select = bodyOf(copy, 'select');
  const where = select?.['where_clause'];
  return select && isObject(where) && hasMark(where['this']) ? { select: joined(select) } : copy;
}

function isMarked(node: JsonObject): boolean {
  return bodyOf(node, 'column')?.['join_mark'] === true;
}

/** True where the operator stands in an expression itself, not in a subquery of it. */
function hasMark(node: Json | undefined): boolean {
  let found = false;
  walk(node, (item) => {
    if (kindOf(item) === 'select') return false;
    if (isMarked(item)) found = true;
    return !found;
  });
  return found;
}

function conjuncts(node: Json | undefined): Json[] {
  const and = bodyOf(node, 'and');
  if (and) return [...conjuncts(and['left']), ...conjuncts(and['right'])];
  const inner = bodyOf(node, 'paren')?.['this'];
  if (inner !== undefined && kindOf(inner) === 'and') return conjuncts(inner);
  return node === undefined || node === null ? [] : [node];
}

function joined(select: JsonObject): JsonObject {
  const where = isObject(select['where_clause']) ? select['where_clause'] : {};
  const from = isObject(select['from']) ? select['from'] : {};
  if (arrayOf(select['joins']).length > 0)
    throw new SqlError(
      'the outer join operator (+) is not allowed beside a join of the FROM clause',
      '0A000',
    );
  const items = new Map(
    arrayOf(from['expressions']).map((item) => [itemName(item), item] as const),
  );
  const joins = new Map<string, OuterJoin>();
  const filters: Json[] = [];
  for (const condition of conjuncts(where['this'])) {
    if (hasMark(condition)) addCondition(condition, joins, items);
    else filters.push(condition);
  }
  placeUnnamed(joins);
  const plain = [...items].filter(([name]) => !joins.has(name));
  const [first, ...others] = plain.map(([, item]) => item);
  if (first === undefined) throw tooManyJoins();
  return {
    ...select,
    from: { ...from, expressions: [first] },
    joins: [
      ...others.map((item) => join('Cross', item, null)),
      ...inOrder(joins, new Set(plain.map(([name]) => name))).map(({ table, conditions }) =>
        join('Left', items.get(table) ?? null, allOf(conditions)),
      ),
    ],
    where_clause: filters.length > 0 ? { ...where, this: allOf(filters) } : null,
  };
}

function itemName(item: Json): string {
  const body = bodyOf(item, kindOf(item));
  return (identifierText(body?.['alias']) ?? identifierText(body?.['name']) ?? '').toLowerCase();
}

/**
 * Stands for the table of a marked column without one: it belongs to the one table that the operator
 * names elsewhere.
 */
export const UNNAMED_TABLE = 'pg_unnamed';

function addCondition(
  condition: Json,
  joins: Map<string, OuterJoin>,
  items: ReadonlyMap<string, Json>,
): void {
  if (some(condition, (node) => ['or', 'in'].includes(kindOf(node)) && hasMark(node)))
    throw new SqlError('Outer join operator (+) not allowed in operand of OR or IN.', '0A000');
  const marked = new Set<string>();
  const others = new Set<string>();
  walk(condition, (node) => {
    const column = bodyOf(node, 'column');
    if (!column) return true;
    const table = identifierText(column['table'])?.toLowerCase();
    const isMark = column['join_mark'] === true;
    column['join_mark'] = false;
    if (table === undefined) return true;
    if (table === UNNAMED_TABLE) column['table'] = null;
    else if (!items.has(table))
      throw new SqlError(`missing FROM-clause entry for table "${table}"`, '42P01');
    if (isMark) marked.add(table);
    else others.add(table);
    return true;
  });
  const [table = UNNAMED_TABLE, ...more] = marked;
  if (more.length > 0 || others.has(table))
    throw new SqlError('a condition may have the operator (+) behind one table only', '0A000');
  const known = joins.get(table) ?? { table, conditions: [], others: new Set<string>() };
  known.conditions.push(condition);
  for (const other of others) known.others.add(other);
  joins.set(table, known);
  if (known.others.size > 1) throw tooManyJoins();
}

function tooManyJoins(): SqlError {
  return new SqlError('A table may be outer joined to at most one other table.', '0A000');
}

function placeUnnamed(joins: Map<string, OuterJoin>): void {
  const unnamed = joins.get(UNNAMED_TABLE);
  if (!unnamed) return;
  joins.delete(UNNAMED_TABLE);
  const [only, ...more] = joins.values();
  if (!only || more.length > 0)
    throw notCovered('the outer join operator (+) behind a column without its table');
  only.conditions.push(...unnamed.conditions);
}

/** Each join after those whose tables its conditions name. */
function inOrder(joins: ReadonlyMap<string, OuterJoin>, placed: Set<string>): OuterJoin[] {
  const waiting = new Set(joins.values());
  const ordered: OuterJoin[] = [];
  while (waiting.size > 0) {
    const next = [...waiting].find(({ others }) => [...others].every((name) => placed.has(name)));
    if (!next) throw tooManyJoins();
    waiting.delete(next);
    placed.add(next.table);
    ordered.push(next);
  }
  return ordered;
}

function allOf(conditions: readonly Json[]): Json {
  return conditions.reduce<Json>(
    (left, right) =>
      left === null
        ? right
        : { and: { left, right, left_comments: [], operator_comments: [], trailing_comments: [] } },
    null,
  );
}

function join(kind: 'Cross' | 'Left', item: Json, on: Json): JsonObject {
  return {
    this: item,
    on,
    using: [],
    kind,
    use_inner_keyword: false,
    use_outer_keyword: false,
    deferred_condition: false,
    join_hint: null,
    match_condition: null,
    pivots: [],
    comments: [],
    nesting_group: 0,
    directed: false,
  };
}
