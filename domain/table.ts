/** A column's type, the same idea in MySQL, Parquet and Redshift. Lengths count UTF-8 bytes. */
export type ColumnType =
  | { readonly type: 'varchar'; readonly maxBytes: number }
  | { readonly type: 'smallint' }
  | { readonly type: 'integer' }
  | { readonly type: 'bigint' }
  | { readonly type: 'date' }
  | { readonly type: 'timestamp' };

export type Column = ColumnType & {
  /** Name in Parquet and in the warehouse. */
  readonly name: string;
  readonly nullable: boolean;
  /** What it holds, for people; the data dictionary is made from it. */
  readonly description: string;
};

/** A table as every side sees it: columns in order, named and typed once. */
export type TableContract = {
  /** Schema and table in the warehouse. */
  readonly schema: string;
  readonly name: string;
  readonly description: string;
  readonly columns: readonly Column[];
  /** The columns that tell one row from another. */
  readonly key: readonly string[];
};

/**
 * One value of a row: text for varchar, 'YYYY-MM-DD' for date, 'YYYY-MM-DD HH:MM:SS[.ffffff]' for
 * timestamp (no zone, no Date object: see the time rules in docs/architecture.md), a number for the rest.
 */
export type Value = string | number | null;

export type Row = Readonly<Record<string, Value>>;

type Options = { readonly nullable?: boolean };

const column = (type: ColumnType, name: string, description: string, options: Options): Column => ({
  ...type,
  name,
  description,
  nullable: options.nullable ?? true,
});

/** Marks a column that always has a value. */
export const required: Options = { nullable: false };

export const varchar = (
  name: string,
  maxBytes: number,
  description: string,
  options: Options = {},
) => column({ type: 'varchar', maxBytes }, name, description, options);
export const smallint = (name: string, description: string, options: Options = {}) =>
  column({ type: 'smallint' }, name, description, options);
export const integer = (name: string, description: string, options: Options = {}) =>
  column({ type: 'integer' }, name, description, options);
export const bigint = (name: string, description: string, options: Options = {}) =>
  column({ type: 'bigint' }, name, description, options);
export const date = (name: string, description: string, options: Options = {}) =>
  column({ type: 'date' }, name, description, options);
export const timestamp = (name: string, description: string, options: Options = {}) =>
  column({ type: 'timestamp' }, name, description, options);

/** The column's type as Redshift's DDL writes it. */
export const redshiftType = (column: ColumnType): string =>
  column.type === 'varchar' ? `VARCHAR(${column.maxBytes})` : column.type.toUpperCase();
