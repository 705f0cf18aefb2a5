import { columnType } from '../column-type.ts';
import { dateFunctions, datePartOf } from '../functions/date-functions.ts';
import { dateOperand } from '../functions/date-literals.ts';
import { datePart } from '../functions/date-parts.ts';
import { intervalText } from '../functions/interval-text.ts';
import { similarToRegex, stringFunctions } from '../functions/string-functions.ts';
import {
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  makeString,
  numberLiteral,
  some,
  stringLiteral,
} from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';
import { notCovered, SqlError } from '../sql-error.ts';
import { isSuperPath } from '../super/rewrite-super.ts';
import { holdsAggregate, sumAsBigint } from './aggregates.ts';
import type { NodeRewrite } from './rewrite-rules.ts';

function part(body: JsonObject, key: string): Json {
  const value = body[key];
  if (value === undefined || value === null) throw new SqlError('an operand is missing', '42601');
  return value;
}

function byName(
  functions: Record<string, (args: Json[]) => Json>,
  name: string,
  ...keys: string[]
): NodeRewrite {
  return (body) =>
    functions[name]?.(
      keys.flatMap((key) => (body[key] === undefined || body[key] === null ? [] : [body[key]])),
    );
}

const division: NodeRewrite = (body) => {
  const left = part(body, 'left');
  const right = part(body, 'right');
  // Types of aggregates and of untyped literals can't be told apart by the macro's overloads.
  const isUntyped = [left, right].some(
    (side) =>
      holdsAggregate(side) ||
      stringLiteral(side) !== undefined ||
      some(side, (node) => kindOf(node) === 'null'),
  );
  return isUntyped
    ? snippet('(__0) / pg_internal.nonzero(__1)', left, right)
    : snippet('pg_internal.div(__0, __1)', left, right);
};

/** A value's text; a SUPER value that is a string, a number or a boolean has one, any other is null. */
function textOf(value: Json, original: Json | undefined): Json {
  if (isSuperPath(original)) return snippet('pg_internal.super_scalar(__0)', value);
  // Whether a column is SUPER, the engine knows when it binds it.
  if (kindOf(original) === 'column' || kindOf(original) === 'function')
    return snippet(
      "CASE WHEN typeof(__0) = 'JSON' THEN pg_internal.super_scalar(to_json(__0)) ELSE pg_internal.text_of(__0) END",
      value,
    );
  return snippet('pg_internal.text_of(__0)', value);
}

/** True for a value that a cast has made SUPER. */
function isCastToSuper(node: Json | undefined): boolean {
  return engineTypeOf(node) === 'JSON';
}

/** The engine's type that a cast says, or a number with a fraction; undefined where the text tells none. */
function engineTypeOf(node: Json | undefined): string | undefined {
  const to = bodyOf(node, 'cast')?.['to'];
  if (to !== undefined) return columnType(to).engine;
  return numberLiteral(node)?.includes('.') ? 'DECIMAL' : undefined;
}

/**
 * Casts that Redshift has not, where the text tells the type.
 * https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
 */
function refuseCast(value: Json | undefined, to: string): void {
  const from = engineTypeOf(value) ?? '';
  const isTime = /^(DATE|TIME)/.test(from);
  if (to === 'JSON' && isTime)
    throw new SqlError(`cannot cast type ${from.toLowerCase()} to super`, '42846');
  if (to === 'BOOLEAN' && from.startsWith('DECIMAL'))
    throw new SqlError('cannot cast type numeric to boolean', '42846');
}

const cast: NodeRewrite = (body, original) => {
  const value = part(body, 'this');
  const type = columnType(body['to']);
  refuseCast(original['this'], type.engine);
  // A SUPER value of another type becomes null: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
  if (isCastToSuper(original['this']) && type.engine === 'BOOLEAN')
    return snippet(
      "CASE WHEN json_type(__0) IN ('BIGINT', 'UBIGINT', 'BOOLEAN') THEN TRY_CAST(__0 AS BOOLEAN) END",
      value,
    );
  if (isSuperPath(original['this']) && type.maxBytes === undefined && type.engine !== 'JSON')
    return snippet(`TRY_CAST(__0 AS ${type.engine})`, value);
  if (type.maxBytes !== undefined) {
    // Only a length that the text names truncates; a bare VARCHAR keeps the value.
    const to = body['to'];
    const hasLength =
      isObject(to) && (typeof to['length'] === 'number' || /\(/.test(String(to['name'] ?? '')));
    const text = textOf(value, original['this']);
    const plain =
      stringLiteral(value) !== undefined || kindOf(value) === 'null' || holdsAggregate(value)
        ? snippet('CAST(__0 AS VARCHAR)', value)
        : text;
    const cut = hasLength
      ? snippet(`pg_internal.first_bytes(__0, ${type.maxBytes})`, plain)
      : plain;
    return type.isFixedLength ? snippet("rtrim(__0, ' ')", cut) : cut;
  }
  if (type.engine === 'JSON' && stringLiteral(value) !== undefined)
    return snippet('to_json(__0)', value);
  const sum = type.engine === 'BIGINT' ? sumAsBigint(value) : undefined;
  if (sum) return sum;
  const isTime = type.engine === 'DATE' || type.engine.startsWith('TIMESTAMP');
  return snippet(`CAST(__0 AS ${type.engine})`, isTime ? dateOperand(value) : value);
};

const like: NodeRewrite = (body, original) => {
  if (body['quantifier'] !== undefined && body['quantifier'] !== null)
    throw new SqlError('syntax error at or near "ANY"', '42601');
  const pattern = stringLiteral(original['right']);
  // The backslash escapes in Redshift's LIKE unless ESCAPE says otherwise; in the engine nothing does.
  if (body['escape'] || (pattern !== undefined && !pattern.includes('\\'))) return undefined;
  return {
    [original['__kind'] === 'i_like' ? 'i_like' : 'like']: { ...body, escape: makeString('\\') },
  };
};

/** Rewrites of operators and of the functions that the parser has node kinds for. */
export const expressionRewrites: Record<string, NodeRewrite> = {
  literal: (body) => {
    const type = body['literal_type'];
    return type === 'date' || type === 'timestamp' ? dateOperand({ literal: body }) : undefined;
  },
  div: division,
  mod: (body) =>
    snippet('(__0) % pg_internal.nonzero(__1)', part(body, 'left'), part(body, 'right')),
  mod_func: (body) =>
    snippet('(__0) % pg_internal.nonzero(__1)', part(body, 'this'), part(body, 'expression')),
  cast,
  try_cast: (body) => {
    const type = columnType(body['to']);
    return type.maxBytes === undefined
      ? snippet(`TRY_CAST(__0 AS ${type.engine})`, part(body, 'this'))
      : cast(body, body);
  },
  like,
  i_like: (body, original) => like(body, { ...original, __kind: 'i_like' }),
  similar_to: (body) => {
    const pattern = stringLiteral(body['pattern']);
    if (pattern === undefined) throw notCovered('SIMILAR TO with a pattern that is no constant');
    const regex = makeString(similarToRegex(pattern, stringLiteral(body['escape']) ?? '\\'));
    const isNot = body['not'] === true;
    return snippet(`${isNot ? 'NOT ' : ''}regexp_matches(__0, __1)`, part(body, 'this'), regex);
  },
  regexp_like: (body) =>
    snippet('regexp_matches(__0, __1)', part(body, 'this'), part(body, 'pattern')),
  regexp_i_like: (body) =>
    snippet("regexp_matches(__0, __1, 'i')", part(body, 'this'), part(body, 'expression')),
  nvl: (body) => snippet('coalesce(__0, __1)', part(body, 'this'), part(body, 'expression')),
  nvl2: (body) =>
    snippet(
      'CASE WHEN __0 IS NOT NULL THEN __1 ELSE __2 END',
      part(body, 'this'),
      part(body, 'true_value'),
      part(body, 'false_value'),
    ),
  extract: (body, original) => datePartOf(extractField(original['field']), part(body, 'this')),
  substring: byName(stringFunctions, 'substr', 'this', 'start', 'length'),
  interval: (body) => {
    const text = stringLiteral(body['this']);
    return text === undefined || isObject(body['unit'])
      ? undefined
      : { interval: { ...body, this: makeString(intervalText(text)) } };
  },
  initcap: byName(stringFunctions, 'initcap', 'this'),
  add_months: byName(dateFunctions, 'add_months', 'this', 'expression'),
  months_between: byName(dateFunctions, 'months_between', 'this', 'expression'),
  next_day: byName(dateFunctions, 'next_day', 'this', 'expression'),
  last_day: byName(dateFunctions, 'last_day', 'this'),
  column: (body, original) => {
    if (body['join_mark'] === true) throw notCovered('the outer join operator (+)');
    const name = original['name'];
    const isBare =
      isObject(name) &&
      name['quoted'] !== true &&
      (original['table'] === null || original['table'] === undefined);
    return isBare && identifierText(name)?.toLowerCase() === 'user'
      ? snippet('pg_internal.current_user()')
      : undefined;
  },
  length: (body) => snippet('CAST(length(__0) AS INTEGER)', part(body, 'this')),
  str_position: (body) =>
    snippet('CAST(strpos(__0, __1) AS INTEGER)', part(body, 'this'), part(body, 'substr')),
  json_array_length: byName(stringFunctions, 'json_array_length', 'this'),
  approx_distinct: (body) => snippet('count(DISTINCT __0)', part(body, 'this')),
};

function extractField(field: Json | undefined): string {
  if (typeof field === 'string') return datePart(field);
  if (isObject(field) && typeof field['Custom'] === 'string')
    return datePart(field['Custom'].replaceAll(/['"]/g, ''));
  throw new SqlError('EXTRACT lacks its date part', '42601');
}
