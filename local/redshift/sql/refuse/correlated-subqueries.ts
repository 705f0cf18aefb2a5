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
import { itemNames } from '../parse/from-items.ts';
import { isAggregate } from '../rewrite/aggregates.ts';
import { SqlError } from '../sql-error.ts';

interface Block {
  select: JsonObject;
  names: ReadonlySet<string>;
  /** True for a subquery in the ON clause of an outer join. */
  isInOuterOn: boolean;
  /** True for the subquery of an IN. */
  isOfIn: boolean;
}

/**
 * Patterns of correlated subqueries that Redshift does not take, as far as qualified names show them.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html
 * @throws SqlError for one of them
 */
export function refuseCorrelations(statement: Json): void {
  check(statement, []);
}

function unsupported(): SqlError {
  return new SqlError('This type of correlated subquery pattern is not supported yet', '0A000');
}

function check(node: Json | undefined, blocks: readonly Block[], isInOuterOn = false): void {
  if (Array.isArray(node)) for (const item of node) check(item, blocks, isInOuterOn);
  if (Array.isArray(node) || !isObject(node)) return;
  const select = bodyOf(node, 'select');
  if (select) {
    checkSelect(select, blocks, isInOuterOn);
    return;
  }
  const queryOfIn = bodyOf(bodyOf(node, 'in')?.['query'], 'select');
  if (queryOfIn) {
    check(bodyOf(node, 'in')?.['this'], blocks, isInOuterOn);
    checkSelect(queryOfIn, blocks, isInOuterOn, true);
    return;
  }
  const column = bodyOf(node, 'column');
  if (column) checkColumn(column, blocks);
  else for (const value of Object.values(node)) check(value, blocks, isInOuterOn);
}

function checkSelect(
  select: JsonObject,
  blocks: readonly Block[],
  isInOuterOn: boolean,
  isOfIn = false,
): void {
  const joins = arrayOf(select['joins']).filter(isObject);
  const from = isObject(select['from']) ? arrayOf(select['from']['expressions']) : [];
  const items = [...from, ...joins.map((join) => join['this'] ?? null)];
  const names = new Set(items.flatMap((item) => itemNames(item)));
  const inner = [...blocks, { select, names, isInOuterOn, isOfIn }];
  for (const join of joins) {
    const isOuter = /left|right|full/i.test(String(join['kind']));
    check(join['on'], inner, isOuter);
  }
  refuseGroupedSubquery(select, names);
  for (const [key, value] of Object.entries(select))
    if (key === 'joins')
      check(
        joins.map((join) => join['this'] ?? null),
        inner,
      );
    else check(value, inner);
}

function checkColumn(column: JsonObject, blocks: readonly Block[]): void {
  const table = identifierText(column['table'])?.toLowerCase();
  if (table === undefined) return;
  const at = blocks.findLastIndex((block) => block.names.has(table));
  const distance = blocks.length - 1 - at;
  if (at < 0 || distance === 0) return;
  const own = blocks.at(-1);
  const holdsWindow = some(
    own?.select['expressions'],
    (node) => kindOf(node) === 'window_function',
  );
  const isSummedIn = own?.isOfIn === true && isGroupedAggregate(own.select);
  if (distance > 1 || holdsWindow || isSummedIn || own?.isInOuterOn === true) throw unsupported();
}

/** MIN and MAX are taken. */
function isGroupedAggregate(select: JsonObject): boolean {
  const holdsSum = some(
    select['expressions'],
    (node) => isAggregate(node) && kindOf(node) !== 'min' && kindOf(node) !== 'max',
  );
  return isObject(select['group_by']) && holdsSum;
}

/** GROUP BY an item of the select list that is a correlated subquery. */
function refuseGroupedSubquery(select: JsonObject, names: ReadonlySet<string>): void {
  const grouped = new Set<string>();
  const groupBy = select['group_by'];
  for (const item of isObject(groupBy) ? arrayOf(groupBy['expressions']) : [])
    grouped.add(identifierText(bodyOf(item, 'column')?.['name'])?.toLowerCase() ?? '');
  for (const item of arrayOf(select['expressions'])) {
    const alias = bodyOf(item, 'alias');
    const query = bodyOf(alias?.['this'], 'subquery')?.['this'];
    if (query === undefined || !grouped.has(identifierText(alias?.['alias'])?.toLowerCase() ?? ''))
      continue;
    walk(query, (node) => {
      const table = identifierText(bodyOf(node, 'column')?.['table'])?.toLowerCase();
      const own = bodyOf(query, 'select')?.['from'];
      const ownNames = isObject(own) ? arrayOf(own['expressions']).flatMap(itemNames) : [];
      if (table !== undefined && names.has(table) && !ownNames.includes(table)) throw unsupported();
      return true;
    });
  }
}
