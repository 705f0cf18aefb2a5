import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ParquetReader } from 'parquetjs-lite';
import codecs from 'parquetjs-lite/lib/codec/index.js';

// RLE_DICTIONARY is the newer name of PLAIN_DICTIONARY in data pages; parquetjs-lite knows the older only:
// https://parquet.apache.org/docs/file-format/data-pages/encodings/#dictionary-encoding-plain_dictionary--2-and-rle_dictionary--8
codecs['RLE_DICTIONARY'] = codecs['PLAIN_DICTIONARY'];

/** Data page types of the format: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
export const dataPageV1 = 0;

/** All rows of a Parquet file as parquetjs-lite reads them, and the types of its data pages. */
export const readWithParquetjs = async (file: Uint8Array) => {
  const reader = await ParquetReader.openBuffer(Buffer.from(file));
  const rows: Record<string, unknown>[] = [];
  const cursor = reader.getCursor();
  for (let row = await cursor.next(); row; row = await cursor.next()) rows.push({ ...row });
  const pageTypes = new Set<number>();
  for (const group of reader.metadata.row_groups) {
    const { columnData } = await reader.envelopeReader.readRowGroup(reader.schema, group, []);
    for (const { pageHeaders } of Object.values(columnData)) {
      for (const header of pageHeaders) pageTypes.add(header.type);
    }
  }
  await reader.close();
  return { rows, pageTypes: [...pageTypes] };
};

let files = 0;

/** What DuckDB answers to a query over a Parquet file, which stands as {{file}} in it. */
export const queryWithDuckDb = async (file: Uint8Array, sql: string) => {
  const path = join(tmpdir(), `casepulse-parquet-${process.pid}-${files++}.parquet`);
  await writeFile(path, file);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const result = await connection.runAndReadAll(sql.replaceAll('{{file}}', `'${path}'`));
    return result.getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(path);
  }
};
