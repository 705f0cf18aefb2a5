/** A part of a datetime format: literal text, or an expression over the timestamp `__0`. */
export interface FormatPiece {
  text?: string;
  expression?: string;
  /** The strptime directive that reads it back, where there is one. */
  directive?: string;
}

function strftime(directive: string): FormatPiece {
  return { expression: `strftime(__0, '${directive}')`, directive };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_FORMAT_strings.html, longest names first. */
const PATTERNS: readonly (readonly [string, FormatPiece])[] = [
  ['HH24', strftime('%H')],
  ['HH12', strftime('%I')],
  ['HH', strftime('%I')],
  ['MI', strftime('%M')],
  ['SS', strftime('%S')],
  ['MS', strftime('%g')],
  ['US', strftime('%f')],
  [
    'Y,YYY',
    { expression: "substr(strftime(__0, '%Y'), 1, 1) || ',' || substr(strftime(__0, '%Y'), 2)" },
  ],
  ['YYYY', strftime('%Y')],
  ['YYY', { expression: "right(strftime(__0, '%Y'), 3)" }],
  ['YY', strftime('%y')],
  ['Y', { expression: "right(strftime(__0, '%Y'), 1)" }],
  ['IYYY', { expression: "strftime(__0, '%G')" }],
  ['IYY', { expression: "right(strftime(__0, '%G'), 3)" }],
  ['IY', { expression: "right(strftime(__0, '%G'), 2)" }],
  [
    'IDDD',
    {
      expression:
        "lpad(CAST((CAST(strftime(__0, '%V') AS INTEGER) - 1) * 7 + date_part('isodow', __0) AS VARCHAR), 3, '0')",
    },
  ],
  ['ID', { expression: "CAST(date_part('isodow', __0) AS VARCHAR)" }],
  ['IW', { expression: "strftime(__0, '%V')" }],
  ['I', { expression: "right(strftime(__0, '%G'), 1)" }],
  ['MONTH', { expression: "rpad(upper(strftime(__0, '%B')), 9, ' ')", directive: '%B' }],
  ['Month', { expression: "rpad(strftime(__0, '%B'), 9, ' ')", directive: '%B' }],
  ['month', { expression: "rpad(lower(strftime(__0, '%B')), 9, ' ')", directive: '%B' }],
  ['MON', { expression: "upper(strftime(__0, '%b'))", directive: '%b' }],
  ['Mon', strftime('%b')],
  ['mon', { expression: "lower(strftime(__0, '%b'))", directive: '%b' }],
  ['MM', strftime('%m')],
  ['DAY', { expression: "rpad(upper(strftime(__0, '%A')), 9, ' ')" }],
  ['Day', { expression: "rpad(strftime(__0, '%A'), 9, ' ')" }],
  ['day', { expression: "rpad(lower(strftime(__0, '%A')), 9, ' ')" }],
  ['DDD', strftime('%j')],
  ['DD', strftime('%d')],
  ['DY', { expression: "upper(strftime(__0, '%a'))" }],
  ['Dy', { expression: "strftime(__0, '%a')" }],
  ['dy', { expression: "lower(strftime(__0, '%a'))" }],
  ['D', { expression: "CAST(date_part('dow', __0) + 1 AS VARCHAR)" }],
  ['WW', { expression: "lpad(CAST((date_part('doy', __0) - 1) // 7 + 1 AS VARCHAR), 2, '0')" }],
  ['W', { expression: "CAST((date_part('day', __0) - 1) // 7 + 1 AS VARCHAR)" }],
  ['Q', { expression: "CAST(date_part('quarter', __0) AS VARCHAR)" }],
  ['CC', { expression: "lpad(CAST(date_part('century', __0) AS VARCHAR), 2, '0')" }],
  ['J', { expression: 'CAST(CAST(julian(CAST(__0 AS DATE)) AS BIGINT) AS VARCHAR)' }],
  ['AM', strftime('%p')],
  ['PM', strftime('%p')],
  ['A.M.', { expression: "CASE WHEN date_part('hour', __0) < 12 THEN 'A.M.' ELSE 'P.M.' END" }],
  ['P.M.', { expression: "CASE WHEN date_part('hour', __0) < 12 THEN 'A.M.' ELSE 'P.M.' END" }],
  ['am', { expression: "lower(strftime(__0, '%p'))", directive: '%p' }],
  ['pm', { expression: "lower(strftime(__0, '%p'))", directive: '%p' }],
  ['TZ', { text: 'UTC' }],
  ['OF', { text: '+00' }],
];

/** Splits a Redshift datetime format into its pieces. */
export function timestampFormatPieces(format: string): FormatPiece[] {
  const pieces: FormatPiece[] = [];
  let at = 0;
  let isUnpadded = false;
  while (at < format.length) {
    if (format[at] === '"') {
      const end = format.indexOf('"', at + 1);
      const stop = end < 0 ? format.length : end;
      pieces.push({ text: format.slice(at + 1, stop) });
      at = stop + 1;
      continue;
    }
    if (/^FM/i.test(format.slice(at))) {
      isUnpadded = true;
      at += 2;
      continue;
    }
    const rest = format.slice(at);
    const found =
      PATTERNS.find(([name]) => rest.startsWith(name)) ??
      PATTERNS.find(([name]) => rest.toUpperCase().startsWith(name));
    if (found) {
      pieces.push(isUnpadded && found[1].expression ? withoutPadding(found[1]) : found[1]);
      isUnpadded = false;
      at += found[0].length;
    } else {
      pieces.push({ text: format[at] ?? '' });
      at += 1;
    }
  }
  return pieces;
}

/** FM drops leading zeros of numbers and trailing blanks of names. */
function withoutPadding(piece: FormatPiece): FormatPiece {
  return {
    ...piece,
    expression: `regexp_replace(rtrim(${piece.expression}), '^0+([0-9])', '\\1')`,
  };
}
