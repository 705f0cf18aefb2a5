import { tableToIPC } from 'apache-arrow';
import {
  Compression,
  EnabledStatistics,
  Table,
  WriterPropertiesBuilder,
  WriterVersion,
  writeParquet,
} from 'parquet-wasm';
import type { Row, TableContract, Value } from '../domain/table.ts';
import { arrowTable } from './arrow-columns.ts';

/** Rows of a Parquet file's row group at most: what one call holds in memory. */
const maxRowGroupRows = 1_000_000;

/** A row whose values stand in the contract's order. */
export type PositionedRow = readonly Value[];

/**
 * V1 data pages and snappy: what Redshift's COPY and every other reader take. Only texts get a
 * dictionary: numbers gain little from one. The same rows give the same bytes: nothing in the file
 * tells of time or machine.
 */
const writerProperties = (table: TableContract) =>
  table.columns
    .filter((column) => column.type === 'varchar')
    .reduce(
      (properties, column) => properties.setColumnDictionaryEnabled(column.name, true),
      new WriterPropertiesBuilder()
        .setWriterVersion(WriterVersion.V1)
        .setCompression(Compression.SNAPPY)
        .setDictionaryEnabled(false)
        .setStatisticsEnabled(EnabledStatistics.Chunk)
        .setMaxRowGroupSize(maxRowGroupRows)
        .setCreatedBy('casepulse'),
    )
    .build();

const encode = (
  table: TableContract,
  rows: number,
  valueAt: (row: number, column: number) => Value | undefined,
): Uint8Array => {
  const arrow = arrowTable(table, rows, valueAt);
  return writeParquet(Table.fromIPCStream(tableToIPC(arrow, 'stream')), writerProperties(table));
};

/**
 * One Parquet file of `rows`, columns by position as in the contract; the bytes depend on the rows alone.
 * @throws ContractError for a value that does not fit its column, naming table, column, row and value
 */
export const encodeParquet = (table: TableContract, rows: readonly Row[]): Uint8Array => {
  const names = table.columns.map((column) => column.name);
  return encode(table, rows.length, (row, column) => rows[row]?.[names[column] ?? '']);
};

/**
 * The same from rows that are arrays in the contract's order, as MySQL streams them.
 * @throws ContractError as encodeParquet
 */
export const encodePositionedParquet = (
  table: TableContract,
  rows: readonly PositionedRow[],
): Uint8Array => encode(table, rows.length, (row, column) => rows[row]?.[column]);
