import { type CatalogColumn, literal } from '../engine/relations.ts';
import { timestampFormatPieces } from '../sql/functions/timestamp-format.ts';
import type { CopyOptions } from '../sql/plan.ts';

/** How a field of a text file becomes a column's value: the engine's SQL over the field. */
export interface FieldSql {
  /** The field's text as it counts, null where it stands for none. */
  text: string;
  /** The column's value; null where the text is none. */
  value: string;
  /** The code of what is wrong, null where nothing is. https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html */
  faultCode: string;
}

/**
 * @param field the engine's name of the field, a text
 * @param options what the COPY says of blanks, lengths, decimals and dates
 */
export function fieldSql(column: CatalogColumn, field: string, options: CopyOptions): FieldSql {
  const isText = column.engineType === 'VARCHAR';
  const text = isText ? characterText(column, field, options) : `nullif(trim(${field}), '')`;
  const value = isText ? text : typedValue(column, text, options);
  const faults = [
    // A date that ACCEPTANYDATE turns into a null is no fault.
    ...(isText || isAnyDate(column, options)
      ? []
      : [`WHEN ${text} IS NOT NULL AND ${value} IS NULL THEN ${conversionFault(column, text)}`]),
    ...(column.maxBytes === undefined
      ? []
      : [`WHEN strlen(${sizedText(column, text)}) > ${column.maxBytes} THEN 1204`]),
    ...(column.isNotNull && column.defaultSql === undefined
      ? [`WHEN ${value} IS NULL THEN 1213`]
      : []),
  ];
  return {
    text,
    value,
    faultCode: faults.length === 0 ? 'NULL' : `CASE ${faults.join(' ')} END`,
  };
}

function characterText(column: CatalogColumn, field: string, options: CopyOptions): string {
  let text = field;
  if (options.isTrimBlanks) text = `rtrim(${text}, ' ')`;
  if (options.isEmptyAsNull) text = `nullif(${text}, '')`;
  if (options.isBlanksAsNull)
    text = `CASE WHEN regexp_full_match(${field}, '\\s+') THEN NULL ELSE ${text} END`;
  return options.isTruncateColumns && column.maxBytes !== undefined
    ? `pg_internal.first_bytes(${text}, ${column.maxBytes})`
    : text;
}

/** Blanks at the end of a CHAR count for nothing. */
function sizedText({ isFixedLength }: CatalogColumn, text: string): string {
  return isFixedLength ? `rtrim(${text}, ' ')` : text;
}

function isDate({ engineType }: CatalogColumn): boolean {
  return engineType === 'DATE' || engineType.startsWith('TIMESTAMP');
}

function isAnyDate(column: CatalogColumn, { isAcceptAnyDate }: CopyOptions): boolean {
  return isAcceptAnyDate && isDate(column);
}

const WHOLE_NUMBERS = new Set(['SMALLINT', 'INTEGER', 'BIGINT']);

function typedValue(column: CatalogColumn, text: string, options: CopyOptions): string {
  const { engineType } = column;
  if (WHOLE_NUMBERS.has(engineType))
    return `CASE WHEN regexp_full_match(${text}, '[-+]?\\d+') THEN TRY_CAST(${text} AS ${engineType}) END`;
  const scale = /^DECIMAL\(\d+,(\d+)\)$/.exec(engineType)?.[1];
  if (scale !== undefined && !options.isRoundDecimals)
    return `TRY_CAST(${cutTo(Number(scale), text)} AS ${engineType})`;
  if (engineType === 'JSON') return `TRY_CAST(${text} AS JSON)`;
  if (engineType === 'BLOB')
    return `CASE WHEN regexp_full_match(${text}, '([0-9a-fA-F]{2})*') THEN unhex(${text}) END`;
  if (isDate(column)) return dateValue(column, text, options);
  return `TRY_CAST(${text} AS ${engineType})`;
}

/** Without ROUNDEC the digits that a column has no place for are left out. */
function cutTo(scale: number, text: string): string {
  const kept = scale === 0 ? '' : `\\.\\d{${scale}}`;
  return `regexp_replace(${text}, '^([-+]?\\d*${kept})${scale === 0 ? '\\.' : ''}\\d*$', '\\1')`;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_DATEFORMAT_and_TIMEFORMAT_strings.html */
function dateValue(column: CatalogColumn, text: string, options: CopyOptions): string {
  const { engineType } = column;
  const format = engineType === 'DATE' ? options.dateFormat : options.timeFormat;
  if (format === undefined) return `TRY_CAST(${text} AS ${engineType})`;
  if (format === 'auto')
    return `coalesce(TRY_CAST(${text} AS ${engineType}), TRY_CAST(try_strptime(${text}, [${AUTO_FORMATS.map(literal).join(', ')}]) AS ${engineType}))`;
  if (format === 'epochsecs')
    return `make_timestamp(CAST(TRY_CAST(${text} AS DECIMAL(24,6)) * 1000000 AS BIGINT))`;
  if (format === 'epochmillisecs')
    return `make_timestamp(CAST(TRY_CAST(${text} AS DECIMAL(24,3)) * 1000 AS BIGINT))`;
  // Hours without a number are of 24, and seconds may have a fraction.
  const named = format.replace(/HH(?!12|24)/, 'HH24').replace(/SS\.S+$/, 'SS');
  const read = timestampFormatPieces(named)
    .map((piece) => piece.directive ?? piece.text ?? '')
    .join('');
  const forms = [read, `${read}.%f`].map(literal);
  return `TRY_CAST(try_strptime(${text}, [${forms.join(', ')}]) AS ${engineType})`;
}

/**
 * Of the formats that 'auto' knows beside the standard one, those without a zone.
 * https://docs.aws.amazon.com/redshift/latest/dg/automatic-recognition.html
 */
const AUTO_FORMATS: readonly string[] = [
  '%Y-%m-%dT%H:%M:%S.%fZ',
  '%Y-%m-%dT%H:%M:%SZ',
  '%Y%m%d %H%M%S',
  '%Y%m%d',
  '%y%m%d %H%M%S',
  '%Y.%j',
  '%d %b %H:%M:%S %Y',
  '%m/%d/%Y %H:%M:%S.%f',
  '%m/%d/%Y %H:%M:%S',
  '%m/%d/%Y',
  '%d.%m.%Y %H:%M:%S',
  '%d.%m.%Y',
  '%b-%d-%Y',
  '%d-%b-%Y',
];

/** The code of a text that is not of the column's type. */
function conversionFault({ engineType }: CatalogColumn, text: string): string {
  if (WHOLE_NUMBERS.has(engineType))
    return `CASE WHEN regexp_full_match(${text}, '[-+]?\\d+') THEN 1222 ELSE 1207 END`;
  if (engineType.startsWith('DECIMAL')) return '1209';
  if (engineType === 'DATE') return '1205';
  if (engineType.startsWith('TIMESTAMP')) return '1206';
  if (engineType === 'BOOLEAN') return '1210';
  if (engineType === 'DOUBLE' || engineType === 'FLOAT') return '1208';
  if (engineType === 'JSON') return '1224';
  return '1200';
}
