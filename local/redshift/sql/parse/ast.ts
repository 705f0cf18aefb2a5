/** The syntax tree that the parser hands over as plain JSON; every node is `{ kind: { … } }`. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body of a node of the given kind, or undefined where the node is of another kind. */
export function bodyOf(node: Json | undefined, kind: string): JsonObject | undefined {
  if (!isObject(node)) return undefined;
  const body = node[kind];
  return isObject(body) ? body : undefined;
}

/** The kind of a node (`select`, `function`, …), or '' for what is no node. */
export function kindOf(node: Json | undefined): string {
  if (!isObject(node)) return '';
  const keys = Object.keys(node);
  return keys.length === 1 ? (keys[0] ?? '') : '';
}

export function arrayOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The text of an identifier node `{ name, quoted, … }`. */
export function identifierText(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const name = value['name'];
  return typeof name === 'string' ? name : undefined;
}

/** The value of a string literal node, or undefined. */
export function stringLiteral(node: Json | undefined): string | undefined {
  const literal = bodyOf(node, 'literal');
  if (!literal) return undefined;
  const type = literal['literal_type'];
  return (type === 'string' || type === 'dollar_string') && typeof literal['value'] === 'string'
    ? literal['value']
    : undefined;
}

export function numberLiteral(node: Json | undefined): string | undefined {
  const literal = bodyOf(node, 'literal');
  return literal?.['literal_type'] === 'number' && typeof literal['value'] === 'string'
    ? literal['value']
    : undefined;
}

export function makeString(value: string): Json {
  return { literal: { literal_type: 'string', value } };
}

export function makeNumber(value: number | string): Json {
  return { literal: { literal_type: 'number', value: String(value) } };
}

export function makeIdentifier(name: string): JsonObject {
  return { name, quoted: true, trailing_comments: [] };
}

/** Visits every object of the tree, parents first; a visitor that returns false skips the children. */
export function walk(
  node: Json | undefined,
  visit: (node: JsonObject) => boolean | undefined,
): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
    return;
  }
  if (!isObject(node)) return;
  if (visit(node) === false) return;
  for (const value of Object.values(node)) {
    if (typeof value === 'object' && value !== null) walk(value, visit);
  }
}

/** True where some object of the tree satisfies the test. */
export function some(node: Json | undefined, test: (node: JsonObject) => boolean): boolean {
  let found = false;
  walk(node, (item) => {
    if (!found && test(item)) found = true;
    return !found;
  });
  return found;
}
