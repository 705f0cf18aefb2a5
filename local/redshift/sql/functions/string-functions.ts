import {
  bodyOf,
  type Json,
  makeNumber,
  makeString,
  numberLiteral,
  stringLiteral,
} from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';
import { notCovered, SqlError } from '../sql-error.ts';

type Rewrite = (args: Json[]) => Json;

function at(args: Json[], index: number): Json {
  const value = args[index];
  if (value === undefined) throw new SqlError('a function lacks an argument', '42883');
  return value;
}

/** `$1` of Redshift's replacement text is `\1` in the engine's; its own backslash is literal. */
function replacement(node: Json): Json {
  const text = stringLiteral(node);
  return text === undefined ? node : makeString(text.replaceAll(/\$(\d)/g, '\\$1'));
}

function fromPosition(text: Json, position: Json | undefined): Json {
  return position === undefined || numberLiteral(position) === '1'
    ? text
    : snippet('substr(__0, __1)', text, position);
}

/** Regular expression flags: i is case-insensitive, e takes a sub-expression, p is PCRE. */
function pattern(node: Json, flags: Json | undefined): Json {
  const text = flags === undefined ? '' : (stringLiteral(flags) ?? '');
  // The engine has no look-around, for which the dialect is asked for.
  if (text.includes('p') && /\(\?(?:[=!]|<[=!])/.test(stringLiteral(node) ?? ''))
    throw notCovered('a regular expression that looks around');
  return text.includes('i') ? snippet("'(?i)' || __0", node) : node;
}

/** The last argument TRUE makes a null of what is no JSON, which is an error else. */
function nullIfInvalid(args: Json[], found: Json): Json {
  return bodyOf(args.at(-1), 'boolean')?.['value'] === true
    ? snippet('CASE WHEN json_valid(__0) THEN __1 END', at(args, 0), found)
    : found;
}

/** Redshift's string functions whose name or meaning differs from the engine's, by lower-case name. */
export const stringFunctions: Record<string, Rewrite> = {
  charindex: (args) => snippet('strpos(__1, __0)', at(args, 0), at(args, 1)),
  btrim: (args) =>
    args.length > 1
      ? snippet('trim(__0, __1)', at(args, 0), at(args, 1))
      : snippet('trim(__0)', at(args, 0)),
  textlen: (args) => snippet('length(__0)', at(args, 0)),
  char_length: (args) => snippet('length(__0)', at(args, 0)),
  character_length: (args) => snippet('length(__0)', at(args, 0)),
  octet_length: (args) => snippet('CAST(strlen(__0) AS INTEGER)', at(args, 0)),
  replicate: (args) => snippet('repeat(__0, __1)', at(args, 0), at(args, 1)),
  substr: (args) => {
    // Places before the first character count in Redshift; in the engine they count from the end. So do lengths.
    const isLength = args.length < 3 || numberLiteral(args[2]) !== undefined;
    const isInside = isLength && Number(numberLiteral(args[1]) ?? 0) > 0;
    const name = isInside ? 'substr' : 'pg_internal.substring';
    return args.length > 2
      ? snippet(`${name}(__0, __1, __2)`, at(args, 0), at(args, 1), at(args, 2))
      : snippet(`${name}(__0, __1)`, at(args, 0), at(args, 1));
  },
  concat: (args) => {
    if (args.length !== 2)
      throw new SqlError(`function concat takes 2 arguments, got ${args.length}`, '42883');
    return snippet('CAST(__0 AS VARCHAR) || CAST(__1 AS VARCHAR)', at(args, 0), at(args, 1));
  },
  lpad: (args) =>
    snippet('lpad(__0, __1, __2)', at(args, 0), at(args, 1), args[2] ?? makeString(' ')),
  rpad: (args) =>
    snippet('rpad(__0, __1, __2)', at(args, 0), at(args, 1), args[2] ?? makeString(' ')),
  sha2: (args) => {
    const bits = numberLiteral(args[1]);
    if (bits === '256' || bits === '0') return snippet('sha256(__0)', at(args, 0));
    throw notCovered(`SHA2 with ${bits ?? 'a computed number of'} bits`);
  },
  sha: (args) => snippet('sha1(__0)', at(args, 0)),
  sha1: (args) => snippet('sha1(__0)', at(args, 0)),
  func_sha1: (args) => snippet('sha1(__0)', at(args, 0)),
  regexp_substr: (args) => {
    const group = (stringLiteral(args[4]) ?? '').includes('e')
      ? (args[5] ?? makeNumber(1))
      : makeNumber(0);
    return snippet(
      "CASE WHEN __0 IS NOT NULL AND __1 IS NOT NULL THEN coalesce(regexp_extract_all(__0, __1, __3)[__2], '') END",
      fromPosition(at(args, 0), args[2]),
      pattern(at(args, 1), args[4]),
      args[3] ?? makeNumber(1),
      group,
    );
  },
  regexp_count: (args) =>
    snippet(
      'CAST(len(regexp_extract_all(__0, __1)) AS INTEGER)',
      fromPosition(at(args, 0), args[2]),
      pattern(at(args, 1), args[3]),
    ),
  regexp_replace: (args) =>
    snippet(
      args[3] === undefined || numberLiteral(args[3]) === '1'
        ? "regexp_replace(__0, __1, __2, 'g')"
        : "left(__0, __3 - 1) || regexp_replace(substr(__0, __3), __1, __2, 'g')",
      at(args, 0),
      pattern(at(args, 1), args[4]),
      args[2] ? replacement(args[2]) : makeString(''),
      args[3] ?? makeNumber(1),
    ),
  regexp_instr: (args) =>
    snippet(
      'CASE WHEN regexp_matches(__0, __1) THEN CAST(strpos(__0, regexp_extract(__0, __1)) AS INTEGER) WHEN __0 IS NOT NULL AND __1 IS NOT NULL THEN 0 END',
      at(args, 0),
      at(args, 1),
    ),
  // https://docs.aws.amazon.com/redshift/latest/dg/JSON_EXTRACT_PATH_TEXT.html
  json_extract_path_text: (args) => {
    const isNullIfInvalid = bodyOf(args.at(-1), 'boolean') !== undefined;
    const path = args.slice(1, isNullIfInvalid ? -1 : undefined).map((part) => stringLiteral(part));
    if (path.some((part) => part === undefined))
      throw notCovered('JSON_EXTRACT_PATH_TEXT with a path that is no constant');
    const pointer = path
      .map((part) => `/${(part ?? '').replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join('');
    const found = snippet('json_extract_string(__0, __1)', at(args, 0), makeString(pointer));
    return nullIfInvalid(args, found);
  },
  is_valid_json: (args) => snippet("json_valid(__0) AND left(ltrim(__0), 1) = '{'", at(args, 0)),
  is_valid_json_array: (args) =>
    snippet("json_valid(__0) AND left(ltrim(__0), 1) = '['", at(args, 0)),
  json_array_length: (args) => snippet('CAST(json_array_length(__0) AS INTEGER)', at(args, 0)),
  json_extract_array_element_text: (args) =>
    nullIfInvalid(
      args,
      snippet(
        "CASE WHEN __1 >= 0 THEN json_extract_string(__0, '$[' || CAST(__1 AS VARCHAR) || ']') END",
        at(args, 0),
        at(args, 1),
      ),
    ),
  strtol: (args) => snippet('pg_internal.strtol(__0, __1)', at(args, 0), at(args, 1)),
  to_hex: (args) => snippet('lower(hex(__0))', at(args, 0)),
  quote_ident: (args) => snippet("'\"' || replace(__0, '\"', '\"\"') || '\"'", at(args, 0)),
  quote_literal: (args) => snippet("'''' || replace(__0, '''', '''''') || ''''", at(args, 0)),
  initcap: (args) => snippet('pg_internal.initcap(__0)', at(args, 0)),
};

/** A SIMILAR TO pattern as a regular expression that must match the whole text. */
export function similarToRegex(sqlPattern: string, escapeCharacter: string): string {
  let regex = '';
  for (let i = 0; i < sqlPattern.length; i += 1) {
    const c = sqlPattern[i] ?? '';
    if (c === escapeCharacter) {
      i += 1;
      regex += (sqlPattern[i] ?? '').replace(/[.^$\\|?*+()[\]{}]/g, '\\$&');
    } else if (c === '%') regex += '(?s:.*)';
    else if (c === '_') regex += '(?s:.)';
    else if (/[.^$\\]/.test(c)) regex += `\\${c}`;
    else regex += c;
  }
  return `^(?:${regex})$`;
}
