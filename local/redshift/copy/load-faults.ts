import type { CatalogColumn } from '../engine/relations.ts';
import type { LoadFault } from '../sql/sql-error.ts';

/** What a fault of a file as a whole leaves open. */
export const NO_PLACE = {
  lineNumber: null,
  columnName: null,
  columnType: null,
  columnLength: null,
  value: null,
  line: null,
} as const;

/** Redshift's short names of types, as its table of load errors has them. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  VARCHAR: 'varchar',
  SMALLINT: 'int2',
  INTEGER: 'int4',
  BIGINT: 'int8',
  DOUBLE: 'float8',
  FLOAT: 'float4',
  BOOLEAN: 'bool',
  JSON: 'super',
  BLOB: 'varbyte',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
};

/** The fault of a field. */
export function fieldFault(
  column: CatalogColumn,
  code: number,
  place: Pick<LoadFault, 'fileName' | 'lineNumber' | 'value'>,
): LoadFault {
  const type = column.isFixedLength
    ? 'char'
    : (TYPE_NAMES[column.engineType] ?? column.engineType.replace(/\(.*/, '').toLowerCase());
  return {
    ...place,
    columnName: column.name,
    columnType: type === 'decimal' ? 'numeric' : type,
    columnLength: column.maxBytes ?? null,
    line: null,
    code,
    reason: reasonOf(code, column, place.value ?? ''),
  };
}

function reasonOf(code: number, column: CatalogColumn, value: string): string {
  switch (code) {
    case 1204:
      return column.isFixedLength
        ? 'Char length exceeds DDL length'
        : 'String length exceeds DDL length';
    case 1205:
      return 'Invalid Date Format - length must be 10 or more';
    case 1206:
      return 'Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]';
    case 1207: {
      const at = value.search(/[^0-9+-]/);
      const names: Record<string, string> = { SMALLINT: 'Short', BIGINT: 'Long' };
      return `Invalid digit, Value '${value[Math.max(at, 0)] ?? ''}', Pos ${Math.max(at, 0)}, Type: ${names[column.engineType] ?? 'Integer'}`;
    }
    case 1208:
      return 'Invalid floating point data';
    case 1209:
      return `Invalid digit, Type: Decimal`;
    case 1210:
      return 'Unknown boolean format';
    case 1213:
      return 'Missing data for not-null field';
    case 1222:
      return `Overflow, Column type: ${column.engineType === 'SMALLINT' ? 'Short' : column.engineType === 'BIGINT' ? 'Long' : 'Integer'}`;
    case 1224:
      return 'Invalid value';
    default:
      return 'Unknown parse error';
  }
}
