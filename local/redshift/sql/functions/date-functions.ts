import {
  bodyOf,
  identifierText,
  isObject,
  type Json,
  makeString,
  stringLiteral,
} from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';
import { SqlError } from '../sql-error.ts';
import { dateOperand } from './date-literals.ts';
import { datePart } from './date-parts.ts';
import { lenientDate } from './lenient-date.ts';
import { isNumberFormat, numberToText } from './number-format.ts';
import { engineZone } from './time-zones.ts';
import { timestampFormatPieces } from './timestamp-format.ts';

/** How many of an interval's units one of DATEADD's parts is. */
const INTERVALS: Record<string, string> = {
  millennium: 'to_millennia(__0)',
  century: 'to_centuries(__0)',
  decade: 'to_decades(__0)',
  year: 'to_years(__0)',
  quarter: 'to_months(3 * (__0))',
  month: 'to_months(__0)',
  week: 'to_days(7 * (__0))',
  day: 'to_days(__0)',
  doy: 'to_days(__0)',
  dow: 'to_days(__0)',
  hour: 'to_hours(__0)',
  minute: 'to_minutes(__0)',
  second: 'to_seconds(__0)',
  millisecond: 'to_milliseconds(__0)',
  microsecond: 'to_microseconds(__0)',
};

/** A date part as an argument: a bare word, a quoted identifier or a string. */
/**
 * DATEDIFF of the parts whose beginnings the engine does not count: it takes whole weeks of any seven days, and has
 * centuries begin with the year 0. Weeks begin on Mondays, as in DATE_TRUNC.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
 */
const BOUNDARIES: Readonly<Record<string, string>> = {
  week: "(CAST(date_trunc('week', __2) AS DATE) - CAST(date_trunc('week', __1) AS DATE)) / 7",
  century: "(date_part('year', __2) - 1) / 100 - (date_part('year', __1) - 1) / 100",
  millennium: "(date_part('year', __2) - 1) / 1000 - (date_part('year', __1) - 1) / 1000",
};

function partArgument(node: Json | undefined): string {
  const word = bodyOf(node, 'var')?.['this'];
  if (typeof word === 'string') return datePart(word);
  const text =
    stringLiteral(node) ??
    identifierText(bodyOf(node, 'column')?.['name']) ??
    identifierText(bodyOf(node, 'identifier'));
  if (text === undefined)
    throw new SqlError('a date part must be a name or a string constant', '42601');
  return datePart(text);
}

function asTimestamp(node: Json): Json {
  return snippet('CAST(__0 AS TIMESTAMP)', dateOperand(node));
}

function currentTime(): Json {
  return snippet('pg_internal.getdate()');
}

/** True for a TIME literal or cast: DATEADD and DATEDIFF stay within the day for it. */
function isTimeOfDay(node: Json): boolean {
  if (bodyOf(node, 'literal')?.['literal_type'] === 'time') return true;
  const type = bodyOf(node, 'cast')?.['to'];
  return isObject(type) && String(type['data_type']).toLowerCase() === 'time';
}

type Rewrite = (args: Json[]) => Json;

function count(args: Json[], name: string, min: number, max = min): void {
  if (args.length < min || args.length > max) {
    throw new SqlError(
      `function ${name} takes ${min === max ? min : `${min} to ${max}`} arguments, got ${args.length}`,
      '42883',
    );
  }
}

function at(args: Json[], index: number): Json {
  const value = args[index];
  if (value === undefined) throw new SqlError('a function lacks an argument', '42883');
  return value;
}

/** Redshift's date and time functions, by lower-case name. */
export const dateFunctions: Record<string, Rewrite> = {
  // GETDATE() has no fraction of a second, SYSDATE has.
  getdate: () => snippet("date_trunc('second', pg_internal.getdate())"),
  sysdate: () => currentTime(),
  current_date: () => snippet('CAST(pg_internal.getdate() AS DATE)'),
  current_timestamp: () => snippet("timezone('UTC', pg_internal.getdate())"),
  now: () => snippet("timezone('UTC', pg_internal.getdate())"),
  dateadd: (args) => {
    count(args, 'dateadd', 3);
    const part = partArgument(args[0]);
    const interval = INTERVALS[part];
    if (!interval) throw new SqlError('this date part is not allowed in DATEADD', '22023');
    if (part === 'year')
      return snippet('pg_internal.add_years(__0, __1)', asTimestamp(at(args, 2)), at(args, 1));
    if (isTimeOfDay(at(args, 2)))
      return snippet(
        `__1 + ${interval}`,
        snippet('CAST(trunc(__0) AS INTEGER)', at(args, 1)),
        at(args, 2),
      );
    return snippet(
      `CAST(__1 AS TIMESTAMP) + ${interval}`,
      snippet('CAST(trunc(__0) AS INTEGER)', at(args, 1)),
      dateOperand(at(args, 2)),
    );
  },
  date_add: (args) => call('dateadd', args),
  datediff: (args) => {
    count(args, 'datediff', 3);
    const [from, to] = [at(args, 1), at(args, 2)];
    const areTimes = isTimeOfDay(from) && isTimeOfDay(to);
    const part = partArgument(args[0]);
    const boundaries = BOUNDARIES[part];
    return snippet(
      boundaries ?? 'date_diff(__0, __1, __2)',
      makeString(part),
      areTimes ? from : asTimestamp(from),
      areTimes ? to : asTimestamp(to),
    );
  },
  date_diff: (args) => call('datediff', args),
  date_trunc: (args) => {
    count(args, 'date_trunc', 2);
    const part = partArgument(args[0]);
    // Centuries and millennia begin with the year 1, in the engine with the year 0.
    if (part === 'century' || part === 'millennium')
      return snippet(
        `date_trunc('${part}', __0 - to_years(1)) + to_years(1)`,
        asTimestamp(at(args, 1)),
      );
    return snippet('date_trunc(__0, __1)', makeString(part), asTimestamp(at(args, 1)));
  },
  date_part: (args) => {
    count(args, 'date_part', 2);
    const part = partArgument(args[0]);
    // DATE_PART gives the whole of the seconds, EXTRACT the digits of the part alone.
    const perPart = { second: 1e6, millisecond: 1e3, microsecond: 1 }[part];
    if (perPart !== undefined)
      return snippet(
        `date_part('microsecond', __0) / CAST(${perPart} AS DOUBLE)`,
        asTimestamp(at(args, 1)),
      );
    return snippet('CAST(__0 AS DOUBLE)', datePartOf(part, at(args, 1)));
  },
  date_part_year: (args) => snippet("CAST(date_part('year', __0) AS INTEGER)", at(args, 0)),
  date: (args) => snippet('CAST(__0 AS DATE)', dateOperand(at(args, 0))),
  convert_timezone: (args) => {
    count(args, 'convert_timezone', 2, 3);
    const source = args.length === 3 ? at(args, 0) : makeString('UTC');
    const target = at(args, args.length - 2);
    return snippet(
      'timezone(__1, timezone(__0, __2))',
      engineZone(source),
      engineZone(target),
      asTimestamp(at(args, args.length - 1)),
    );
  },
  timezone: (args) => snippet('timezone(__0, __1)', engineZone(at(args, 0)), at(args, 1)),
  to_date: (args) => {
    count(args, 'to_date', 2, 3);
    const isStrict = args[2] !== undefined && bodyOf(args[2], 'boolean')?.['value'] === true;
    const format = stringLiteral(args[1]);
    const lenient =
      isStrict || format === undefined
        ? undefined
        : lenientDate(at(args, 0), timestampFormatPieces(format));
    if (lenient !== undefined) return lenient;
    return snippet(
      'CAST(strptime(__0, __1) AS DATE)',
      at(args, 0),
      strptimeFormat(at(args, 1), 'TO_DATE'),
    );
  },
  to_timestamp: (args) => {
    count(args, 'to_timestamp', 2, 3);
    return snippet(
      "timezone('UTC', strptime(__0, __1))",
      at(args, 0),
      strptimeFormat(at(args, 1), 'TO_TIMESTAMP'),
    );
  },
  to_char: (args) => {
    count(args, 'to_char', 2);
    const format = stringLiteral(args[1]);
    if (format === undefined)
      throw new SqlError(
        'the format of TO_CHAR must be a string constant in this local warehouse',
        '0A000',
      );
    if (isNumberFormat(format)) return numberToText(at(args, 0), format);
    const pieces = timestampFormatPieces(format).map((piece) =>
      piece.expression
        ? snippet(piece.expression, asTimestamp(at(args, 0)))
        : makeString(piece.text ?? ''),
    );
    return pieces.reduce((left, right) => snippet('__0 || __1', left, right), makeString(''));
  },
  add_months: (args) =>
    snippet('pg_internal.add_months(__0, __1)', asTimestamp(at(args, 0)), at(args, 1)),
  last_day: (args) => snippet('last_day(CAST(__0 AS DATE))', dateOperand(at(args, 0))),
  months_between: (args) =>
    snippet(
      'pg_internal.months_between(__0, __1)',
      asTimestamp(at(args, 0)),
      asTimestamp(at(args, 1)),
    ),
  next_day: (args) =>
    snippet('pg_internal.next_day(CAST(__0 AS DATE), __1)', dateOperand(at(args, 0)), at(args, 1)),
  trunc: (args) =>
    args.length === 1
      ? snippet('pg_internal.trunc_value(__0)', at(args, 0))
      : snippet('trunc(__0, __1)', at(args, 0), at(args, 1)),
};

function call(name: string, args: Json[]): Json {
  const rewrite = dateFunctions[name];
  if (!rewrite) throw new Error(`no rewrite named ${name}`);
  return rewrite(args);
}

/** EXTRACT's and DATE_PART's value, a whole number. */
export function datePartOf(part: string, value: Json): Json {
  if (part === 'epoch') return snippet('CAST(floor(epoch(__0)) AS BIGINT)', asTimestamp(value));
  if (part === 'second')
    return snippet("CAST(date_part('second', __0) AS INTEGER)", asTimestamp(value));
  // Within the second, where the engine counts from the minute.
  if (part === 'millisecond')
    return snippet("CAST(date_part('millisecond', __0) % 1000 AS INTEGER)", asTimestamp(value));
  if (part === 'microsecond')
    return snippet("CAST(date_part('microsecond', __0) % 1000000 AS INTEGER)", asTimestamp(value));
  // The first decade is of the years 1 to 9: https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html
  if (part === 'decade')
    return snippet("CAST(date_part('decade', __0) + 1 AS INTEGER)", asTimestamp(value));
  return snippet(`CAST(date_part('${part}', __0) AS INTEGER)`, asTimestamp(value));
}

function strptimeFormat(node: Json, name: string): Json {
  const format = stringLiteral(node);
  if (format === undefined)
    throw new SqlError(
      `the format of ${name} must be a string constant in this local warehouse`,
      '0A000',
    );
  const text = timestampFormatPieces(format)
    .map((piece) => {
      if (piece.text !== undefined) return piece.text.replaceAll('%', '%%');
      if (piece.directive) return piece.directive;
      throw new SqlError(
        `the format "${format}" of ${name} is not covered by this local warehouse`,
        '0A000',
      );
    })
    .join('');
  return makeString(text);
}
