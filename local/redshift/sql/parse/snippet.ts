import { arrayOf, bodyOf, identifierText, isObject, type Json } from './ast.ts';
import { Dialect, parse } from './polyglot.ts';

const cache = new Map<string, Json>();

/**
 * Builds an expression from a text in the engine's own dialect, in which `__0`, `__1`, … stand for
 * the given nodes. The text is parsed once.
 */
export function snippet(text: string, ...nodes: Json[]): Json {
  let parsed = cache.get(text);
  if (parsed === undefined) {
    const result = parse(`SELECT ${text}`, Dialect.DuckDB);
    if (!result.success)
      throw new Error(`internal snippet does not parse: ${text}: ${result.error}`);
    const statements = result.ast as unknown as Json[];
    const expression = arrayOf(bodyOf(statements[0], 'select')?.['expressions'])[0];
    if (expression === undefined) throw new Error(`internal snippet is empty: ${text}`);
    parsed = expression;
    cache.set(text, parsed);
  }
  return fill(parsed, nodes);
}

/** As snippet, a FROM item. */
export function relationSnippet(text: string, ...nodes: Json[]): Json {
  const key = `FROM ${text}`;
  let parsed = cache.get(key);
  if (parsed === undefined) {
    const result = parse(`SELECT 1 FROM ${text}`, Dialect.DuckDB);
    const from = bodyOf((result.ast as unknown as Json[] | undefined)?.[0], 'select')?.['from'];
    const item = isObject(from) ? arrayOf(from['expressions'])[0] : undefined;
    if (item === undefined)
      throw new Error(`internal snippet does not parse: ${text}: ${result.error}`);
    parsed = item;
    cache.set(key, parsed);
  }
  return fill(parsed, nodes);
}

function fill(node: Json, nodes: Json[]): Json {
  if (Array.isArray(node)) return node.map((item) => fill(item, nodes));
  if (!isObject(node)) return node;
  const column = bodyOf(node, 'column');
  if (column && column['table'] === null) {
    const match = /^__(\d+)$/.exec(identifierText(column['name']) ?? '');
    if (match) {
      const replacement = nodes[Number(match[1])];
      if (replacement === undefined) throw new Error(`snippet lacks node ${match[1]}`);
      // Parentheses keep the operand's own precedence; a copy keeps the tree a tree.
      return needsParentheses(replacement)
        ? { paren: { this: structuredClone(replacement), trailing_comments: [] } }
        : structuredClone(replacement);
    }
  }
  const copy: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(node)) copy[key] = fill(value, nodes);
  return copy;
}

const ATOMS = new Set([
  'column',
  'literal',
  'function',
  'paren',
  'cast',
  'boolean',
  'null',
  'var',
  'coalesce',
  'subquery',
  'sum',
  'count',
  'max',
  'min',
  'avg',
]);

function needsParentheses(node: Json): boolean {
  if (!isObject(node)) return false;
  const keys = Object.keys(node);
  return keys.length !== 1 || !ATOMS.has(keys[0] ?? '');
}
