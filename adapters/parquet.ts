import { type Table as ArrowTable, tableToIPC } from 'apache-arrow';
import {
  Compression,
  EnabledStatistics,
  Table,
  transformParquetStream,
  WriterPropertiesBuilder,
  WriterVersion,
  writeParquet,
} from 'parquet-wasm';
import type { Row, TableContract, Value } from '../domain/table.ts';
import { arrowTable, type ColumnValues } from './arrow-columns.ts';

/** Rows of a Parquet file's row group at most: what one call holds in memory. */
const maxRowGroupRows = 1_000_000;

/**
 * V1 data pages and snappy: what Redshift's COPY and every other reader take. Numbers gain little from a
 * dictionary. The same rows give the same bytes: nothing in the file tells of time or machine.
 * @param dictionaries names of the columns that get one
 */
const writerProperties = (dictionaries: readonly string[], rowGroupRows: number) =>
  dictionaries
    .reduce(
      (properties, name) => properties.setColumnDictionaryEnabled(name, true),
      new WriterPropertiesBuilder()
        .setWriterVersion(WriterVersion.V1)
        .setCompression(Compression.SNAPPY)
        .setDictionaryEnabled(false)
        .setStatisticsEnabled(EnabledStatistics.Chunk)
        .setMaxRowGroupSize(rowGroupRows)
        .setCreatedBy('casepulse'),
    )
    .build();

/** Rows that are looked at to see whether a column's values come again. */
const sampleRows = 500;

/**
 * Names of the text columns whose values come again. A dictionary of values that don't takes time to build
 * and makes the file larger: of 10,000 case events a twelfth.
 * @param valueAt the value of a row in the column that is n-th in the contract
 */
export const repetitiveColumns = (
  { columns }: Pick<TableContract, 'columns'>,
  rows: number,
  valueAt: (row: number, column: number) => Value | undefined,
): string[] => {
  const sample = Math.min(sampleRows, rows);
  return columns.flatMap(({ name, type }, column) => {
    if (type !== 'varchar') return [];
    const values = new Set(Array.from({ length: sample }, (_, row) => valueAt(row, column)));
    return values.size <= sample / 2 ? [name] : [];
  });
};

const inWasm = (table: ArrowTable): Table => Table.fromIPCStream(tableToIPC(table, 'stream'));

/**
 * One Parquet file of an Arrow table.
 * @param dictionaries names of the columns that get one
 */
export const encodeArrow = (arrow: ArrowTable, dictionaries: readonly string[]): Uint8Array =>
  writeParquet(inWasm(arrow), writerProperties(dictionaries, maxRowGroupRows));

/**
 * The values of each column. All of a row at a time, since rows lie far from each other in memory: column by
 * column every value would have to be fetched anew, which took twice as long as all the rest of filling them.
 */
const columnsOf = (table: TableContract, rows: readonly Row[]): ColumnValues[] => {
  const names = table.columns.map(({ name }) => name);
  const columns = names.map(() => new Array<Value | undefined>(rows.length));
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    for (let column = 0; column < names.length; column++) {
      const values = columns[column];
      if (values) values[at] = row?.[names[column] ?? ''];
    }
  }
  return columns;
};

/**
 * One Parquet file of `rows`, columns by position as in the contract; the bytes depend on the rows alone.
 * @throws ContractError for a value that does not fit its column, naming table, column, row and value
 */
export const encodeParquet = (table: TableContract, rows: readonly Row[]): Uint8Array => {
  const columns = columnsOf(table, rows);
  const repetitive = repetitiveColumns(table, rows.length, (row, column) => columns[column]?.[row]);
  return encodeArrow(arrowTable(table, columns), repetitive);
};

/** Rows of a row group of a streamed file: what writing holds in memory, encoded. */
const streamedRowGroupRows = 25_000;

/**
 * One Parquet file of any number of Arrow tables of one schema, without dictionaries: bytes come as soon as a row group is
 * full. Of no tables comes no file.
 */
export async function* parquetStream(
  tables: AsyncIterable<ArrowTable>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const batches = async function* () {
    for await (const arrow of tables) {
      const table = inWasm(arrow);
      yield* table.recordBatches();
      table.free();
    }
  };
  const rest = batches();
  const first = await rest.next();
  if (first.done === true) return;
  const all = async function* () {
    yield first.value;
    yield* rest;
  };
  yield* await transformParquetStream(
    ReadableStream.from(all()),
    writerProperties([], streamedRowGroupRows),
  );
}
