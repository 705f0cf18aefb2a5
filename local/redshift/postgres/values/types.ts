import { DuckDBTypeId } from '@duckdb/node-api';
import type { ResultColumn } from '../../engine/results/values.ts';

/** A type as clients of the protocol know it. */
export interface WireType {
  oid: number;
  /** Bytes, or -1 where values differ in length. */
  size: number;
}

/** PostgreSQL's object ids of types, and Redshift's own: https://github.com/postgres/postgres/blob/REL_15_STABLE/src/include/catalog/pg_type.dat */
export const OIDS = {
  bool: 16,
  bytea: 17,
  char: 18,
  name: 19,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  oid: 26,
  float4: 700,
  float8: 701,
  unknown: 705,
  bpchar: 1042,
  varchar: 1043,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  timetz: 1266,
  numeric: 1700,
  super: 4000,
  varbyte: 6551,
} as const;

const TYPES: Readonly<Record<string, WireType>> = {
  bool: { oid: OIDS.bool, size: 1 },
  int2: { oid: OIDS.int2, size: 2 },
  int4: { oid: OIDS.int4, size: 4 },
  int8: { oid: OIDS.int8, size: 8 },
  float4: { oid: OIDS.float4, size: 4 },
  float8: { oid: OIDS.float8, size: 8 },
  numeric: { oid: OIDS.numeric, size: -1 },
  varchar: { oid: OIDS.varchar, size: -1 },
  date: { oid: OIDS.date, size: 4 },
  time: { oid: OIDS.time, size: 8 },
  timetz: { oid: OIDS.timetz, size: 12 },
  timestamp: { oid: OIDS.timestamp, size: 8 },
  timestamptz: { oid: OIDS.timestamptz, size: 8 },
  intervald2s: { oid: OIDS.interval, size: 16 },
  super: { oid: OIDS.super, size: -1 },
  varbyte: { oid: OIDS.varbyte, size: -1 },
};

const VARCHAR_TYPE: WireType = { oid: OIDS.varchar, size: -1 };

export function wireType(column: ResultColumn): WireType {
  return TYPES[column.typeName] ?? VARCHAR_TYPE;
}

/** Bytes of a varlena header, which a modifier counts in. */
const HEADER_BYTES = 4;

/** A type's modifier: precision and scale of a numeric, longest of a character type, -1 for none. */
export function typeModifier({ typeName, precision, scale }: ResultColumn): number {
  if (typeName === 'numeric') return ((precision << 16) | scale) + HEADER_BYTES;
  return typeName === 'varchar' ? precision + HEADER_BYTES : -1;
}

const INFERRED: Partial<Record<DuckDBTypeId, number>> = {
  [DuckDBTypeId.BOOLEAN]: OIDS.bool,
  [DuckDBTypeId.SMALLINT]: OIDS.int2,
  [DuckDBTypeId.INTEGER]: OIDS.int4,
  [DuckDBTypeId.BIGINT]: OIDS.int8,
  [DuckDBTypeId.FLOAT]: OIDS.float4,
  [DuckDBTypeId.DOUBLE]: OIDS.float8,
  [DuckDBTypeId.DECIMAL]: OIDS.numeric,
  [DuckDBTypeId.DATE]: OIDS.date,
  [DuckDBTypeId.TIMESTAMP]: OIDS.timestamp,
  [DuckDBTypeId.TIMESTAMP_TZ]: OIDS.timestamptz,
};

/** The type that a parameter of the engine's has; text where the engine leaves it open. */
export function inferredOid(type: DuckDBTypeId | undefined): number {
  return (type === undefined ? undefined : INFERRED[type]) ?? OIDS.text;
}

/** Types that a parameter declared as one of them is cast to; all others are read from their text where they stand. */
export const CAST_NAMES: Readonly<Record<number, string>> = {
  [OIDS.bool]: 'BOOLEAN',
  [OIDS.int2]: 'SMALLINT',
  [OIDS.int4]: 'INTEGER',
  [OIDS.int8]: 'BIGINT',
  [OIDS.oid]: 'BIGINT',
  [OIDS.float4]: 'REAL',
  [OIDS.float8]: 'DOUBLE PRECISION',
  [OIDS.date]: 'DATE',
  [OIDS.timestamp]: 'TIMESTAMP',
  [OIDS.timestamptz]: 'TIMESTAMPTZ',
};
