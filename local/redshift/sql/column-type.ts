import { isObject, type Json, type JsonObject } from './parse/ast.ts';
import { notCovered, SqlError } from './sql-error.ts';

/** A Redshift column type, as the engine stores it and as Redshift names it. */
export interface ColumnType {
  /** The engine's type. */
  engine: string;
  /** Redshift's short name, as result metadata gives it. */
  name: string;
  /** Greatest length in bytes of a character type. */
  maxBytes?: number;
  isFixedLength?: boolean;
}

/** VARCHAR's and CHAR's lengths where none is given, and their limits: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html */
const DEFAULT_VARCHAR_BYTES = 256;
const MAX_VARCHAR_BYTES = 65_535;
const MAX_CHAR_BYTES = 4_096;

function varchar(length: number | undefined): ColumnType {
  const maxBytes = length ?? DEFAULT_VARCHAR_BYTES;
  if (maxBytes < 1 || maxBytes > MAX_VARCHAR_BYTES) {
    throw new SqlError(`length for type varchar cannot exceed ${MAX_VARCHAR_BYTES}`, '22023');
  }
  return { engine: 'VARCHAR', name: 'varchar', maxBytes };
}

function char(length: number | undefined): ColumnType {
  const maxBytes = length ?? 1;
  if (maxBytes < 1 || maxBytes > MAX_CHAR_BYTES) {
    throw new SqlError(`length for type character cannot exceed ${MAX_CHAR_BYTES}`, '22023');
  }
  return { engine: 'VARCHAR', name: 'bpchar', maxBytes, isFixedLength: true };
}

function decimal(precision: number, scale: number): ColumnType {
  if (precision < 1 || precision > 38)
    throw new SqlError(`DECIMAL precision ${precision} must be between 1 and 38`, '22023');
  if (scale < 0 || scale > 37)
    throw new SqlError(`DECIMAL scale ${scale} must be between 0 and 37`, '22023');
  if (scale > precision)
    throw new SqlError(
      `DECIMAL scale ${scale} must be between 0 and precision ${precision}`,
      '22023',
    );
  return { engine: `DECIMAL(${precision}, ${scale})`, name: 'numeric' };
}

function int(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The type that a data type node of the parser means in Redshift. @throws SqlError for what Redshift lacks */
export function columnType(node: Json | undefined): ColumnType {
  if (!isObject(node)) throw new SqlError('a data type is missing', '42601');
  switch (node['data_type']) {
    case 'small_int':
      return { engine: 'SMALLINT', name: 'int2' };
    case 'int':
      return { engine: 'INTEGER', name: 'int4' };
    case 'big_int':
      return { engine: 'BIGINT', name: 'int8' };
    case 'boolean':
      return { engine: 'BOOLEAN', name: 'bool' };
    case 'double':
      return { engine: 'DOUBLE', name: 'float8' };
    case 'float':
      // FLOAT is DOUBLE PRECISION, REAL and FLOAT(1..24) are four bytes.
      return node['real_spelling'] === true || (int(node['precision']) ?? 53) <= 24
        ? { engine: 'FLOAT', name: 'float4' }
        : { engine: 'DOUBLE', name: 'float8' };
    case 'decimal':
      return decimal(int(node['precision']) ?? 18, int(node['scale']) ?? 0);
    case 'var_char':
      return varchar(int(node['length']));
    case 'text':
      return varchar(undefined);
    case 'char':
      return char(
        int(node['length']) ?? (node['name'] === 'bpchar' ? DEFAULT_VARCHAR_BYTES : undefined),
      );
    case 'date':
      return { engine: 'DATE', name: 'date' };
    case 'time':
      return node['timezone'] === true
        ? { engine: 'TIMETZ', name: 'timetz' }
        : { engine: 'TIME', name: 'time' };
    case 'timestamp':
      return node['timezone'] === true
        ? { engine: 'TIMESTAMPTZ', name: 'timestamptz' }
        : { engine: 'TIMESTAMP', name: 'timestamp' };
    case 'var_binary':
      return { engine: 'BLOB', name: 'varbyte' };
    case 'interval':
      return { engine: 'INTERVAL', name: 'intervald2s' };
    case 'geometry':
    case 'geography':
      throw notCovered(`the type ${String(node['data_type']).toUpperCase()}`);
    case 'custom':
      return customType(node);
    default:
      throw new SqlError(`type "${String(node['data_type'])}" does not exist`, '42704');
  }
}

function customType(node: JsonObject): ColumnType {
  const text = String(node['name']);
  const [, base = '', size] = /^([A-Za-z0-9_ ]+?)\s*(?:\(\s*(\w+)\s*\))?$/.exec(text) ?? [];
  const [, precision, scale = '0'] =
    /^DEC\s*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?$/i.exec(text) ?? [];
  if (/^DEC\b/i.test(text)) return decimal(Number(precision ?? 18), Number(scale));
  switch (base.toUpperCase()) {
    case 'INT2':
      return { engine: 'SMALLINT', name: 'int2' };
    case 'INT4':
      return { engine: 'INTEGER', name: 'int4' };
    case 'INT8':
      return { engine: 'BIGINT', name: 'int8' };
    case 'FLOAT4':
      return { engine: 'FLOAT', name: 'float4' };
    case 'FLOAT8':
      return { engine: 'DOUBLE', name: 'float8' };
    case 'VARCHAR':
    case 'CHARACTER VARYING':
    case 'NVARCHAR':
      return varchar(
        size?.toUpperCase() === 'MAX'
          ? MAX_VARCHAR_BYTES
          : size === undefined
            ? undefined
            : Number(size),
      );
    case 'NCHAR':
    case 'CHAR':
      return char(
        size?.toUpperCase() === 'MAX'
          ? MAX_CHAR_BYTES
          : size === undefined
            ? undefined
            : Number(size),
      );
    case 'BPCHAR':
      return char(size === undefined ? DEFAULT_VARCHAR_BYTES : Number(size));
    case 'SUPER':
      return { engine: 'JSON', name: 'super' };
    case 'VARBYTE':
    case 'VARBINARY':
    case 'BINARY VARYING':
      return { engine: 'BLOB', name: 'varbyte' };
    case 'TIMESTAMPTZ':
      return { engine: 'TIMESTAMPTZ', name: 'timestamptz' };
    case 'TIMETZ':
      return { engine: 'TIMETZ', name: 'timetz' };
    case 'HLLSKETCH':
      throw notCovered(`the type ${base.toUpperCase()}`);
    default:
      throw new SqlError(
        `type "${base.toLowerCase() || text.toLowerCase()}" does not exist`,
        '42704',
      );
  }
}
