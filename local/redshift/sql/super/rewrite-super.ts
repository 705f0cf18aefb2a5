import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  makeString,
  numberLiteral,
  stringLiteral,
} from '../parse/ast.ts';
import { relationSnippet, snippet } from '../parse/snippet.ts';
import type { EarlyRewrite, NodeRewrite } from '../rewrite/rewrite-rules.ts';
import { comparedWithoutBlanks, itemsWithoutBlanks } from '../rewrite/trailing-blanks.ts';
import { maybeSuper, wherePresent } from './super-columns.ts';

export function isSuperPath(node: Json | undefined): boolean {
  return kindOf(node) === 'super_path';
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A path of names and whole numbers is one text for the engine; a computed index is a call of its own. */
const superPath: EarlyRewrite = (body, rewriteChild) => {
  let value = rewriteChild(body['root'] ?? null);
  let text = '';
  const flush = () => {
    if (text !== '')
      value = snippet('pg_internal.super_at(__0, __1)', value, makeString(`$${text}`));
    text = '';
  };
  for (const step of arrayOf(body['steps'])) {
    const name = identifierText(step);
    const index = numberLiteral(step);
    if (name !== undefined) text += `."${name.replaceAll('"', '\\"')}"`;
    else if (index !== undefined && /^\d+$/.test(index)) text += `[${index}]`;
    else {
      flush();
      value = snippet('pg_internal.super_element(__0, __1)', value, rewriteChild(step));
    }
  }
  flush();
  return value;
};

/** FROM items that walk over a SUPER value are subqueries of the engine that see the items before them. */
const superUnnest: EarlyRewrite = (body, rewriteChild) => {
  const path = rewriteChild(body['path'] ?? null);
  const value = quoted(String(body['value']));
  const alias = quoted(String(body['alias']));
  const index = body['index'] === null ? undefined : quoted(String(body['index']));
  if (body['isObjectWalk'] === true)
    return relationSnippet(
      `(SELECT unnest(pg_internal.super_values(__0)) AS ${value}${index ? `, unnest(pg_internal.super_names(__0)) AS ${index}` : ''}) AS ${alias}`,
      path,
    );
  return relationSnippet(
    `(SELECT unnest(pg_internal.super_elements(__0)) AS ${value}${index ? `, unnest(range(len(pg_internal.super_elements(__0)))) AS ${index}` : ''}) AS ${alias}`,
    path,
  );
};

const EQUALITY = new Set(['eq', 'neq']);

/**
 * Comparisons with a SUPER value go by its dynamic type: equality of different types is false, order
 * among them null. https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
 */
function comparison(kind: string): NodeRewrite {
  const ofPaths: NodeRewrite = dynamicComparison(kind, isSuperPath);
  const ofColumns: NodeRewrite = dynamicComparison(
    kind,
    (node) => isSuperPath(node) || maybeSuper(node),
  );
  return (body, original) => {
    const sides = (['left', 'right'] as const).filter((key) => maybeSuper(original[key]));
    if (isSuperPath(original['left']) || isSuperPath(original['right']))
      return ofPaths(body, original);
    const plain = comparedWithoutBlanks(kind, body);
    if (sides.length === 0) return plain;
    const columns = sides.map((key) => body[key] ?? null);
    return wherePresent(columns, ofColumns(body, original) ?? null, plain ?? { [kind]: body });
  };
}

/** @param isSuper true for an operand that is taken for a SUPER value */
function dynamicComparison(
  kind: string,
  isSuper: (node: Json | undefined) => boolean,
): NodeRewrite {
  return (body, original) => {
    const [left, right] = [original['left'], original['right']];
    const other = isSuper(left) ? right : left;
    const side = (key: 'left' | 'right', wrap: string): Json => {
      const value = isSuperPath(original[key])
        ? (body[key] ?? null)
        : snippet('to_json(__0)', body[key] ?? null);
      if (isSuper(original[key])) return snippet(wrap, value);
      return EQUALITY.has(kind) && wrap === '__0' ? value : (body[key] ?? null);
    };
    const wrap = EQUALITY.has(kind) && numberOf(other) === undefined ? '__0' : dynamicRead(other);
    const compared = { [kind]: { ...body, left: side('left', wrap), right: side('right', wrap) } };
    // Equality of a number with what is none is false.
    return wrap === '__0' || kind !== 'eq'
      ? compared
      : snippet(
          'CASE WHEN __0 IS NULL THEN NULL ELSE coalesce(__1, false) END',
          (isSuper(left) ? body['left'] : body['right']) ?? null,
          compared,
        );
  };
}

function numberOf(node: Json | undefined): string | undefined {
  return numberLiteral(node) ?? numberLiteral(bodyOf(node, 'neg')?.['this']);
}

/** How a SUPER value is read beside another operand: by the operand's type where the text shows it. */
function dynamicRead(other: Json | undefined): string {
  if (stringLiteral(other) !== undefined) return 'pg_internal.super_text(__0)';
  if (numberOf(other) !== undefined || isSuperPath(other)) return 'pg_internal.super_number(__0)';
  return '__0';
}

/** Operands that are paths read as one type: what is of another becomes null. */
function operands(macro: string, ...keys: string[]): NodeRewrite {
  return (body, original) => {
    const names = keys.length > 0 ? keys : Object.keys(body);
    const paths = names.filter((key) => isSuperPath(original[key]));
    if (paths.length === 0) return undefined;
    const read = (value: Json | undefined) => snippet(`pg_internal.${macro}(__0)`, value ?? null);
    return { ...body, ...Object.fromEntries(paths.map((key) => [key, read(body[key])])) };
  };
}

const NUMBERS = 'add sub mul div mod neg sum avg abs round floor ceil sqrt'.split(' ');
const TEXTS =
  'upper lower length substring concat trim l_trim r_trim replace left right lpad rpad like i_like similar_to initcap str_position regexp_like'.split(
    ' ',
  );

/** Operands of these kinds as their operator reads them, before its own rewrite. */
export const superOperands: Record<string, NodeRewrite> = Object.fromEntries([
  ...NUMBERS.map((kind) => [kind, operands('super_number')] as const),
  ...TEXTS.map((kind) => [kind, operands('super_text')] as const),
]);

const membership: NodeRewrite = (body, original) => {
  if (arrayOf(body['expressions']).length === 0) return undefined;
  if (!isSuperPath(original['this']))
    return { in: { ...body, expressions: itemsWithoutBlanks(body['expressions']) } };
  const items = arrayOf(body['expressions']).map((item) => snippet('to_json(__0)', item));
  return { in: { ...body, expressions: items } };
};

const range: NodeRewrite = (body, original) => {
  if (!isSuperPath(original['this'])) return undefined;
  const value = snippet(dynamicRead(original['low']), body['this'] ?? null);
  return { between: { ...body, this: value } };
};

/** Booleans, numbers, strings, arrays, objects: the order in which Redshift ranks SUPER values. */
const superOrdered = (item: JsonObject, original: JsonObject): JsonObject[] => {
  const value = item['this'] ?? null;
  if (isSuperPath(original['this']))
    return [{ ...item, this: snippet('pg_internal.super_rank(__0)', value) }];
  if (!maybeSuper(original['this'])) return [item];
  const rank = snippet('pg_internal.super_rank(to_json(__0))', value);
  return [{ ...item, this: wherePresent([value], rank, snippet('NULL')) }, item];
};

const orderBy: NodeRewrite = (body, original) => {
  const items = arrayOf(original['expressions']);
  const expressions = arrayOf(body['expressions']).flatMap((item, index) => {
    const source = items[index];
    return isObject(item) && isObject(source) ? superOrdered(item, source) : [item];
  });
  return { ...body, expressions };
};

export const superRewrites = {
  early: { super_path: superPath, super_unnest: superUnnest } as Record<string, EarlyRewrite>,
  late: {
    ...Object.fromEntries(
      ['eq', 'neq', 'lt', 'lte', 'gt', 'gte'].map((kind) => [kind, comparison(kind)]),
    ),
    in: membership,
    between: range,
  } as Record<string, NodeRewrite>,
  /** The ORDER BY of a query, which is no node but a member of one. */
  orderBy,
};
