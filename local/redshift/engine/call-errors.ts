/** An error of the engine by its text, and Redshift's for the same mistake. */
export type Translation = readonly [
  pattern: RegExp,
  message: (match: RegExpExecArray) => string,
  sqlState: string,
];

/** PostgreSQL's names of the engine's types, as messages give them. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  VARCHAR: 'character varying',
  STRING_LITERAL: '"unknown"',
  INTEGER_LITERAL: 'integer',
  DOUBLE: 'double precision',
  FLOAT: 'real',
  TIMESTAMP: 'timestamp without time zone',
  'TIMESTAMP WITH TIME ZONE': 'timestamp with time zone',
  BLOB: 'binary varying',
  JSON: 'super',
  HUGEINT: 'numeric',
};

function typeName(type: string): string {
  const name = type.trim();
  return TYPE_NAMES[name] ?? (name.startsWith('DECIMAL') ? 'numeric' : name.toLowerCase());
}

/** Functions that a macro of this warehouse stands for. */
const MACRO_NAMES: Readonly<Record<string, string>> = {
  sum_type: 'sum',
  sum_as_bigint: 'sum',
  avg_type: 'avg',
  trunc_value: 'trunc',
  text_of: 'text',
  div: '/',
};

/** `name(TYPE, TYPE)` in PostgreSQL's words: an operator stands between its operands. */
function missingCall(call: string): string {
  const [, name = call, list = ''] = /^(?:.*\.)?([^.(]+)\((.*)\)$/.exec(call) ?? [];
  // A comma inside of DECIMAL(5,2) divides no arguments.
  const types = list === '' ? [] : list.split(/,\s*(?![^(]*\))/).map(typeName);
  const [left = '', right] = types;
  if (!/^[-+*/%|<>=~!]+$/.test(name))
    return `function ${MACRO_NAMES[name] ?? name}(${types.join(', ')}) does not exist`;
  return `operator does not exist: ${right === undefined ? `${name} ${left}` : `${left} ${name} ${right}`}`;
}

/** Mistakes in calls, and names that stand twice. */
export const CALL_ERRORS: readonly Translation[] = [
  [
    /Referenced column "([^"]+)" was not found because the FROM clause is missing/i,
    (m) => `column "${m[1]}" does not exist`,
    '42703',
  ],
  [
    /No function matches the given name and argument types '([^']+)'/i,
    (m) => missingCall(m[1] ?? ''),
    '42883',
  ],
  [
    /Could not choose a best candidate function for the function call "([^"]+)"/i,
    (m) => missingCall(m[1] ?? ''),
    '42883',
  ],
  [
    /Macro (\w+)\(\) does not support the supplied arguments/i,
    (m) => `function ${MACRO_NAMES[m[1] ?? ''] ?? m[1]} does not exist for these argument types`,
    '42883',
  ],
  [
    /ORDER term out of range - should be between/i,
    () => 'ORDER BY position is not in select list',
    '42P10',
  ],
  [
    /Duplicate alias "(?:[^"]+\.)?([^".]+)"/i,
    (m) => `table name "${m[1]}" specified more than once`,
    '42712',
  ],
  [/Duplicate column name "([^"]+)"/i, (m) => `column "${m[1]}" specified more than once`, '42701'],
  [
    /Column with name "?([^"\s]+)"? already exists/i,
    (m) => `column "${m[1]}" specified more than once`,
    '42701',
  ],
  [
    /Could not convert string '([^']*)' to BOOL/i,
    (m) => `invalid input syntax for type boolean: "${m[1]}"`,
    '22P02',
  ],
  [/STAR expression is only allowed/i, () => 'syntax error at or near "*"', '42601'],
  [/LIMIT\/OFFSET cannot be negative/i, () => 'LIMIT must not be negative', '2201W'],
  [
    /cannot take square root of a negative number/i,
    () => 'cannot take square root of a negative number',
    '2201F',
  ],
  [
    /cannot take logarithm of (zero|a negative number)/i,
    (m) => `cannot take logarithm of ${m[1]}`,
    '2201E',
  ],
  [/negative substring length/i, () => 'negative substring length not allowed', '22011'],
];
