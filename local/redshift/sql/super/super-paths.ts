import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  makeIdentifier,
} from '../parse/ast.ts';
import { SuperScope } from './super-scope.ts';

/**
 * Makes nodes of their own of the places where a statement navigates into SUPER values: `super_path`
 * for `c.orders[0].key`, `super_unnest` for a FROM item that walks over one. Which names are SUPER
 * elements follows from the FROM items before them.
 * https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
 */
export function resolveSuperPaths(node: Json): Json {
  return resolve(node, new SuperScope());
}

function resolve(node: Json, scope: SuperScope): Json {
  if (Array.isArray(node)) return node.map((item) => resolve(item, scope));
  if (!isObject(node)) return node;
  const kind = kindOf(node);
  const select = bodyOf(node, 'select');
  if (select) return { select: resolveSelect(select, scope) };
  if (kind === 'column' || kind === 'dot' || kind === 'subscript') {
    const path = superPath(node, scope);
    if (path) return path;
  }
  return resolveChildren(node, scope);
}

function resolveChildren(node: JsonObject, scope: SuperScope): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(node)) copy[key] = resolve(value, scope);
  return copy;
}

function resolveSelect(select: JsonObject, outer: SuperScope): JsonObject {
  const scope = new SuperScope(outer);
  const copy: JsonObject = { ...select };
  if (isObject(select['with'])) copy['with'] = resolve(select['with'], outer);
  const from = select['from'];
  if (isObject(from))
    copy['from'] = {
      ...from,
      expressions: arrayOf(from['expressions']).map((item) => fromItem(item, scope, outer)),
    };
  copy['joins'] = arrayOf(select['joins']).map((join) => {
    if (!isObject(join)) return join;
    const item = fromItem(join['this'] ?? null, scope, outer);
    return { ...resolveChildren({ ...join, this: null }, scope), this: item };
  });
  for (const [key, value] of Object.entries(select))
    if (key !== 'with' && key !== 'from' && key !== 'joins') copy[key] = resolve(value, scope);
  return copy;
}

/** A FROM item, whose name those after it may use. */
function fromItem(item: Json, scope: SuperScope, outer: SuperScope): Json {
  const unnest = unnestOf(item, scope);
  if (unnest) {
    scope.addElement(unnest.value, unnest.alias);
    const { path, alias, value, index, isObjectWalk } = unnest;
    return { super_unnest: { path, alias, value, index: index ?? null, isObjectWalk } };
  }
  scope.addRelation(item);
  return resolve(item, outer);
}

interface Unnest {
  path: Json;
  alias: string;
  value: string;
  index: string | undefined;
  isObjectWalk: boolean;
}

/** `path AS value [AT index]`, `UNPIVOT path AS value AT name` or `UNNEST(path) AS alias (value, index)`. */
function unnestOf(item: Json, scope: SuperScope): Unnest | undefined {
  const at = bodyOf(item, 'at_index');
  const aliased = bodyOf(at ? at['this'] : item, 'alias');
  const array = { isObjectWalk: false, index: undefined };
  if (at && aliased) {
    const name = lower(aliased['alias']) ?? '';
    const path = scope.path(nameParts(bodyOf(aliased['this'], 'column')?.['name']));
    const index = lower(bodyOf(at['expression'], 'identifier'));
    return path ? { ...array, path, alias: name, value: name, index } : undefined;
  }
  const unnest = bodyOf(aliased?.['this'], 'unnest') ?? bodyOf(item, 'unnest');
  if (unnest) {
    const alias = lower(aliased?.['alias']) ?? 'unnest';
    const [value = alias, index] = arrayOf(aliased?.['column_aliases']).map((name) => lower(name));
    const path = resolve(unnest['this'] ?? null, scope);
    return { ...array, path, alias, value, index };
  }
  const pivot = bodyOf(item, 'pivot');
  if (pivot?.['unpivot'] === true && arrayOf(pivot['expressions']).length === 0) {
    const walked = pivot['this'] ?? null;
    const column = bodyOf(walked, 'column');
    const path = column
      ? scope.path(['table', 'name'].flatMap((key) => lower(column[key]) ?? []))
      : resolve(walked, scope);
    const [, value = '', , index] =
      /^(\S+)(\s+at\s+(\S+))?$/i.exec(lower(pivot['alias']) ?? '') ?? [];
    if (path && kindOf(path) === 'super_path')
      return { path, alias: value, value, index, isObjectWalk: true };
  }
  const table = bodyOf(item, 'table');
  const path =
    table && scope.path(['catalog', 'schema', 'name'].flatMap((key) => lower(table[key]) ?? []));
  if (!table || !path) return undefined;
  const name = lower(table['alias']) ?? lower(table['name']) ?? '';
  return { ...array, path, alias: name, value: name };
}

/** The parser runs the parts of a name before AT together. */
function nameParts(name: Json | undefined): string[] {
  return (identifierText(name) ?? '').toLowerCase().split('.');
}

function lower(name: Json | undefined): string | undefined {
  return identifierText(name)?.toLowerCase();
}

/** The path that a chain of dots and brackets means; undefined where it is a plain column. */
function superPath(node: JsonObject, scope: SuperScope): Json | undefined {
  const steps: Json[] = [];
  let root: Json = node;
  let hasBrackets = false;
  for (;;) {
    const dot = bodyOf(root, 'dot');
    const subscript = bodyOf(root, 'subscript');
    if (dot) steps.unshift(makeIdentifier(lower(dot['field']) ?? ''));
    else if (subscript) {
      steps.unshift(resolve(subscript['index'] ?? null, scope));
      hasBrackets = true;
    } else break;
    root = (dot ?? subscript)?.['this'] ?? null;
  }
  const column = bodyOf(root, 'column');
  if (!column)
    return hasBrackets ? { super_path: { root: resolve(root, scope), steps } } : undefined;
  const table = lower(column['table']);
  const name = lower(column['name']) ?? '';
  if (table === undefined && !hasBrackets && !scope.isElement(name)) return undefined;
  const path = scope.path(
    table === undefined ? [name] : [table, name],
    hasBrackets || steps.length > 0,
  );
  const body = bodyOf(path, 'super_path');
  if (body) return { super_path: { ...body, steps: [...arrayOf(body['steps']), ...steps] } };
  return hasBrackets ? { super_path: { root, steps } } : undefined;
}
