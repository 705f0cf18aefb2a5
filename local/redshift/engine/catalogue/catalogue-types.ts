/** A type of the catalogue: oid, name, bytes (-1 for any), category and SQL name: https://www.postgresql.org/docs/15/catalog-pg-type.html */
type CatalogueType = readonly [
  oid: number,
  name: string,
  size: number,
  category: string,
  sqlName: string,
];

const TYPES: readonly CatalogueType[] = [
  [16, 'bool', 1, 'B', 'boolean'],
  [17, 'bytea', -1, 'U', 'bytea'],
  [18, 'char', 1, 'S', '"char"'],
  [19, 'name', 64, 'S', 'name'],
  [20, 'int8', 8, 'N', 'bigint'],
  [21, 'int2', 2, 'N', 'smallint'],
  [23, 'int4', 4, 'N', 'integer'],
  [25, 'text', -1, 'S', 'text'],
  [26, 'oid', 4, 'N', 'oid'],
  [700, 'float4', 4, 'N', 'real'],
  [701, 'float8', 8, 'N', 'double precision'],
  [705, 'unknown', -2, 'X', 'unknown'],
  [1042, 'bpchar', -1, 'S', 'character'],
  [1043, 'varchar', -1, 'S', 'character varying'],
  [1082, 'date', 4, 'D', 'date'],
  [1083, 'time', 8, 'D', 'time without time zone'],
  [1114, 'timestamp', 8, 'D', 'timestamp without time zone'],
  [1184, 'timestamptz', 8, 'D', 'timestamp with time zone'],
  [1186, 'interval', 16, 'T', 'interval'],
  [1266, 'timetz', 12, 'D', 'time with time zone'],
  [1700, 'numeric', -1, 'N', 'numeric'],
  // Redshift's own.
  [4000, 'super', -1, 'U', 'super'],
  [6551, 'varbyte', -1, 'U', 'binary varying'],
];

/** The types as rows of (oid, typname, typlen, typcategory, sql_name). */
export const TYPE_ROWS = TYPES.map(
  ([oid, name, size, category, sqlName]) =>
    `(${oid}, '${name}', ${size}, '${category}', '${sqlName}')`,
).join(', ');

/** The oid of a column's type, from SVV_COLUMNS' data_type. */
export const COLUMN_TYPE_OID = `CASE data_type ${TYPES.map(([oid, , , , sqlName]) => `WHEN '${sqlName}' THEN ${oid}`).join(' ')} ELSE 1043 END`;
