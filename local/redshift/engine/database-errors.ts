import { SqlError } from '../sql/sql-error.ts';
import { CALL_ERRORS, type Translation } from './call-errors.ts';

const TYPE_NAMES: Record<string, string> = {
  INT16: 'Short',
  INT32: 'Integer',
  INT64: 'Long',
  INT8: 'Short',
  SMALLINT: 'Short',
  INTEGER: 'Integer',
  BIGINT: 'Long',
  DOUBLE: 'Double',
  FLOAT: 'Float',
};

/** The engine's errors and Redshift's for the same mistake. */
const TRANSLATIONS: readonly Translation[] = [
  ...CALL_ERRORS,
  [
    /Date out of range: ([-\d]+)/,
    (m) => `date/time field date value out of range: ${m[1]}`,
    '22008',
  ],
  [/Divide by zero/, () => 'Divide by zero', '22012'],
  [
    /Table with name "?([^"\s!]+)"? does not exist/i,
    (m) => `relation "${m[1]}" does not exist`,
    '42P01',
  ],
  [
    /View with name "?([^"\s!]+)"? does not exist/i,
    (m) => `relation "${m[1]}" does not exist`,
    '42P01',
  ],
  [/Catalog "([^"]+)" does not exist/i, (m) => `schema "${m[1]}" does not exist`, '3F000'],
  [
    /Schema with name "?([^"\s!]+)"? does not exist/i,
    (m) => `schema "${m[1]}" does not exist`,
    '3F000',
  ],
  [
    /(?:Table|View) with name "?([^"\s!]+)"? already exists/i,
    (m) => `Relation "${m[1]}" already exists`,
    '42P07',
  ],
  [
    /Schema with name "?([^"\s!]+)"? already exists/i,
    (m) => `Schema "${m[1]}" already exists`,
    '42P06',
  ],
  [
    /Cannot extract field '[^']+' from expression "(\w+)" because/i,
    (m) => `missing FROM-clause entry for table "${m[1]}"`,
    '42P01',
  ],
  [
    /Cannot extract field '[^']+' from expression/i,
    () => 'navigation is of SUPER values only',
    '42804',
  ],
  [
    /Referenced table "([^"]+)" not found/i,
    (m) => `missing FROM-clause entry for table "${m[1]}"`,
    '42P01',
  ],
  [
    /(?:Table|View) "([^"]+)" does not have a column (?:named|with name) "([^"]+)"/i,
    (m) => `column "${m[2]}" of relation "${m[1]}" does not exist`,
    '42703',
  ],
  [
    /Referenced (?:update )?column "?([^"\s]+)"? not found/i,
    (m) => `column "${m[1]}" does not exist`,
    '42703',
  ],
  [
    /column "([^"]+)" that is not present|does not have a column named "([^"]+)"/i,
    (m) => `column "${m[1] ?? m[2]}" does not exist`,
    '42703',
  ],
  [
    /Ambiguous reference to column name "([^"]+)"/i,
    (m) => `column reference "${m[1]}" is ambiguous`,
    '42702',
  ],
  [
    /Ambiguous reference to table "([^"]+)"/i,
    (m) => `table name "${m[1]}" specified more than once`,
    '42712',
  ],
  [
    /column "?([^"\s]+)"? must appear in the GROUP BY/i,
    (m) =>
      `column "${m[1]}" must appear in the GROUP BY clause or be used in an aggregate function`,
    '42803',
  ],
  [
    /NOT NULL constraint failed: (?:[^.\s]+\.)*([^.\s]+)/i,
    (m) => `Cannot insert a NULL value into column ${m[1]}`,
    '23502',
  ],
  [
    /CHECK constraint failed on table .*?with expression CHECK\(\(strlen\("?([^")]+)"?\) <= (\d+)\)\)/is,
    (m) => `value too long for type character varying(${m[2]})`,
    '22001',
  ],
  [
    /CHECK constraint failed on table .*?<= (\d+).*?>= 0/is,
    (m) => `value too long for type character(${m[1]})`,
    '22001',
  ],
  [
    /CHECK constraint failed on table .*?<= (\d+)/is,
    (m) => `value too long for type character varying(${m[1]})`,
    '22001',
  ],
  [
    /Could not convert string '([^']*)' to (INT\d+|DOUBLE|FLOAT|SMALLINT|INTEGER|BIGINT)/i,
    (m) =>
      `Invalid digit, Value '${firstWrong(m[1] ?? '')}', Pos ${firstWrongAt(m[1] ?? '')}, Type: ${TYPE_NAMES[(m[2] ?? '').toUpperCase()] ?? m[2]}`,
    '22P02',
  ],
  [
    /Could not convert string "([^"]*)" to DECIMAL/i,
    (m) =>
      `Invalid digit, Value '${firstWrong(m[1] ?? '')}', Pos ${firstWrongAt(m[1] ?? '')}, Type: Decimal`,
    '22P02',
  ],
  [
    /invalid date field format: "([^"]*)"/i,
    (m) => `Error converting text to date, Value '${m[1]}'`,
    '22007',
  ],
  [
    /invalid timestamp field format: "([^"]*)"|timestamp field value out of range: "([^"]*)"/i,
    (m) => `invalid input syntax for type timestamp: "${m[1] ?? m[2]}"`,
    '22007',
  ],
  [
    /date field value out of range: "([^"]*)"/i,
    (m) => `date/time field value out of range: "${m[1]}"`,
    '22008',
  ],
  [
    /Could not parse string "([^"]*)" according to format specifier/i,
    (m) => `to_timestamp/to_date: value "${m[1]}" does not match the format`,
    '22007',
  ],
  [
    /Malformed JSON at byte \d+ of input: ([^.]*)/i,
    (m) =>
      `JSON parsing error: ${m[1]}. A text becomes a SUPER string by a cast, a document by JSON_PARSE`,
    '22P02',
  ],
  [/(\S+) is not an table/i, () => 'cannot insert into a view', '42809'],
  [/Can only (update|delete from) base table/i, (m) => `cannot ${m[1]} a view`, '42809'],
  [
    /Casting value .* to type DECIMAL.* failed: value is out of range/i,
    () => 'Numeric data overflow (result precision)',
    '22003',
  ],
  [
    /(?:Overflow in|Out of Range Error|out of range for the destination type|Could not cast value)/i,
    () => 'Numeric data overflow (result precision)',
    '22003',
  ],
  [
    /table "?(\S+?)"? has (\d+) columns? but (\d+) values? were supplied/i,
    (m) =>
      Number(m[3]) > Number(m[2])
        ? 'INSERT has more expressions than target columns'
        : 'INSERT has more target columns than expressions',
    '42601',
  ],
  [
    /Column name\/value mismatch for insert on ".*?": expected (\d+) columns? but (\d+) values/i,
    (m) =>
      Number(m[2]) > Number(m[1])
        ? 'INSERT has more expressions than target columns'
        : 'INSERT has more target columns than expressions',
    '42601',
  ],
  [
    /Set operations can only apply to expressions with the same number of result columns/i,
    () => 'each UNION query must have the same number of columns',
    '42601',
  ],
  [
    /More than one row returned by a subquery/i,
    () => 'more than one row returned by a subquery used as an expression',
    '21000',
  ],
  [
    // What was committed before is there, and the engine goes on.
    /Failed to commit: Could not write file/,
    () => 'Disk Full',
    '53100',
  ],
  [
    /(?:Conflict on update|Conflict on tuple deletion|write-write conflict|Transaction conflict|TransactionContext Error: Failed to commit|Conflict)/i,
    () => '1023\n  Detail: Serializable isolation violation on table',
    '40001',
  ],
  [/INTERRUPT/i, () => "Query (0) canceled on user's request", '57014'],
  [
    /(?:Scalar|Aggregate|Table) Function with name "?([^"\s!]+)"? does not exist/i,
    (m) => `function ${m[1]} does not exist`,
    '42883',
  ],
  [
    /Cannot compare values of type (\S+) and type (\S+)|Cannot mix values of type (\S+) and (\S+)/i,
    (m) =>
      `operator does not exist: ${(m[1] ?? m[3] ?? '').toLowerCase()} = ${(m[2] ?? m[4] ?? '').toLowerCase()}`,
    '42883',
  ],
  [/File system operations are disabled|Permission Error/i, () => 'permission denied', '42501'],
  [
    /WHERE clause cannot contain (aggregates|window)/i,
    (m) =>
      m[1] === 'aggregates'
        ? 'aggregates not allowed in WHERE clause'
        : 'window functions not allowed in WHERE clause',
    '42803',
  ],
  [
    /aggregate function calls cannot be nested/i,
    () => 'aggregate function calls may not have nested aggregate or window function',
    '42803',
  ],
];

function firstWrongAt(text: string): number {
  const at = /[^0-9]/.exec(text.replace(/^[-+]/, ' '))?.index ?? 0;
  return text === '' ? 0 : /^[-+\s]/.test(text) ? Math.max(at, 1) : at;
}

function firstWrong(text: string): string {
  return text[firstWrongAt(text)] ?? '';
}

/**
 * How the engine says that it has given its database up, after an error in its own works or a checkpoint that
 * could not be written. Anchored, since errors quote what a user wrote.
 */
const DATABASE_LOST =
  /^(FATAL|INTERNAL) Error|^(IO|TransactionContext) Error: (Failed to commit: )?(Checkpoint failed for database|Database "\w+" has been invalidated)/;

/** True where no further statement can run until the database file is opened again. */
export function isDatabaseLost(error: unknown): boolean {
  return DATABASE_LOST.test(error instanceof Error ? error.message : String(error));
}

/** Says an error of the engine in Redshift's words. What it has no word for is passed on, without advice that only fits the engine. */
export function redshiftError(error: unknown): SqlError {
  if (error instanceof SqlError) return error;
  const message = error instanceof Error ? error.message : String(error);
  for (const [pattern, text, sqlState] of TRANSLATIONS) {
    const match = pattern.exec(message);
    if (match) return withCause(new SqlError(text(match), sqlState), error);
  }
  const first = message.split('\n')[0] ?? message;
  return withCause(new SqlError(first.replace(/^[A-Z][A-Za-z ]* Error: /, '')), error);
}

function withCause(error: SqlError, cause: unknown): SqlError {
  error.cause = cause;
  return error;
}
