import { describe, expect, it } from 'vitest';
import { encodeParquet } from '../../../adapters/parquet.ts';
import { ContractError } from '../../../domain/errors.ts';
import {
  bigint,
  date,
  integer,
  type Row,
  required,
  smallint,
  type TableContract,
  timestamp,
  varchar,
} from '../../../domain/table.ts';
import { dataPageV1, queryWithDuckDb, readWithParquetjs } from './parquet-readers.ts';

const everyType: TableContract = {
  schema: 'test',
  name: 'every_type',
  description: 'One column of each type.',
  key: ['id'],
  columns: [
    integer('id', 'Key', required),
    varchar('label', 12, 'Text'),
    smallint('small', 'Small number'),
    bigint('large', 'Large number'),
    date('day', 'Date'),
    timestamp('at', 'Timestamp'),
  ],
};

const row = (id: number, values: Partial<Row> = {}): Row => ({
  id,
  label: 'plain',
  small: 7,
  large: 8,
  day: '2026-03-10',
  at: '2026-03-10 12:00:00',
  ...values,
});

/** Corners of every type: limits, nulls, four-byte characters, leap days, hours that clock changes skip. */
const rows: readonly Row[] = [
  row(1),
  row(2, { label: null, small: null, large: null, day: null, at: null }),
  row(3, { label: '🛒🛒🛒', small: -32_768, large: -9_007_199_254_740_991, day: '0001-01-01' }),
  row(4, { label: '', small: 32_767, large: 9_007_199_254_740_991, day: '9999-12-31' }),
  row(-2_147_483_648, { day: '2024-02-29', at: '2026-03-29 02:30:00.123456' }),
  row(2_147_483_647, { label: 'a\u0000\u0001b', at: '1969-12-31 23:59:58.5' }),
  row(7, { day: '1969-12-31', at: '9999-12-31 23:59:59.999999' }),
  row(8, { at: '0001-01-01 00:00:00.5' }),
];

const describeFile = `SELECT name, type, converted_type, logical_type FROM parquet_schema({{file}}) WHERE name <> 'arrow_schema'`;

describe('encodeParquet', () => {
  it('is read back the same by DuckDB, to the microsecond', async () => {
    const read = await queryWithDuckDb(
      encodeParquet(everyType, rows),
      `SELECT id, label, small, large, day::VARCHAR AS day, strftime("at", '%Y-%m-%d %H:%M:%S.%f') AS "at" FROM {{file}}`,
    );
    const withMicroseconds = (at: unknown) =>
      typeof at === 'string' ? (at.includes('.') ? at.padEnd(26, '0') : `${at}.000000`) : null;
    expect(read).toEqual(
      rows.map((expected) => ({
        ...expected,
        large: expected['large'] === null ? null : String(expected['large']),
        at: withMicroseconds(expected['at']),
      })),
    );
  });

  it('is read back the same by parquetjs-lite', async () => {
    const modern = rows.filter((expected) => !/^(0001|9999)/.test(String(expected['at'])));
    const { rows: read } = await readWithParquetjs(encodeParquet(everyType, modern));
    const utc = (text: unknown) =>
      typeof text === 'string'
        ? Date.parse(`${(text.length === 10 ? `${text} 00:00:00` : text).replace(' ', 'T')}Z`)
        : undefined;
    expect(
      read.map((each) => [each['id'], each['label'], each['small'], Number(each['large'] ?? 0)]),
    ).toEqual(
      modern.map((each) => [
        each['id'],
        each['label'] ?? undefined,
        each['small'] ?? undefined,
        each['large'] ?? 0,
      ]),
    );
    const milliseconds = (value: unknown) => (value instanceof Date ? value.getTime() : undefined);
    expect(read.map((each) => milliseconds(each['day']))).toEqual(
      modern.map((each) => utc(each['day'])),
    );
    expect(read.map((each) => milliseconds(each['at']))).toEqual(
      modern.map((each) => utc(each['at'])),
    );
  });

  it('writes V1 data pages only', async () => {
    const { pageTypes } = await readWithParquetjs(encodeParquet(everyType, rows));
    expect(pageTypes).toEqual([dataPageV1]);
  });

  it('stores the physical and logical types that COPY maps by position', async () => {
    const schema = await queryWithDuckDb(encodeParquet(everyType, rows), describeFile);
    expect(schema).toMatchInlineSnapshot(`
      [
        {
          "converted_type": null,
          "logical_type": null,
          "name": "id",
          "type": "INT32",
        },
        {
          "converted_type": "UTF8",
          "logical_type": "StringType()",
          "name": "label",
          "type": "BYTE_ARRAY",
        },
        {
          "converted_type": "INT_16",
          "logical_type": "IntType(bitWidth=, isSigned=1)",
          "name": "small",
          "type": "INT32",
        },
        {
          "converted_type": null,
          "logical_type": null,
          "name": "large",
          "type": "INT64",
        },
        {
          "converted_type": "DATE",
          "logical_type": "DateType()",
          "name": "day",
          "type": "INT32",
        },
        {
          "converted_type": "TIMESTAMP_MICROS",
          "logical_type": "TimestampType(isAdjustedToUTC=0, unit=TimeUnit(MILLIS=<null>, MICROS=MicroSeconds(), NANOS=<null>))",
          "name": "at",
          "type": "INT64",
        },
      ]
    `);
  });

  it('compresses every column and keeps its statistics', async () => {
    const chunks = await queryWithDuckDb(
      encodeParquet(everyType, rows),
      'SELECT path_in_schema AS name, compression, stats_null_count AS nulls, stats_min_value AS least FROM parquet_metadata({{file}})',
    );
    expect(chunks).toMatchInlineSnapshot(`
      [
        {
          "compression": "SNAPPY",
          "least": "-2147483648",
          "name": "id",
          "nulls": "0",
        },
        {
          "compression": "SNAPPY",
          "least": "",
          "name": "label",
          "nulls": "1",
        },
        {
          "compression": "SNAPPY",
          "least": "-32768",
          "name": "small",
          "nulls": "1",
        },
        {
          "compression": "SNAPPY",
          "least": "-9007199254740991",
          "name": "large",
          "nulls": "1",
        },
        {
          "compression": "SNAPPY",
          "least": "0001-01-01",
          "name": "day",
          "nulls": "1",
        },
        {
          "compression": "SNAPPY",
          "least": "0001-01-01 00:00:00.5",
          "name": "at",
          "nulls": "1",
        },
      ]
    `);
  });

  it('gives the same bytes for the same rows', () => {
    const bytes = Buffer.from(encodeParquet(everyType, rows));
    expect(bytes.equals(encodeParquet(everyType, rows))).toBe(true);
  });

  it('writes a file without rows that readers take', async () => {
    const [count] = await queryWithDuckDb(
      encodeParquet(everyType, []),
      'SELECT COUNT(*)::INT AS rows FROM {{file}}',
    );
    expect(count).toEqual({ rows: 0 });
  });

  it('holds many rows in row groups that both readers count', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      row(index, { label: `row ${index}` }),
    );
    const file = encodeParquet(everyType, many);
    const { rows: read } = await readWithParquetjs(file);
    expect(read.map((each) => each['label'])).toEqual(many.map((each) => each['label']));
    const [count] = await queryWithDuckDb(
      file,
      'SELECT COUNT(DISTINCT label)::INT AS labels FROM {{file}}',
    );
    expect(count).toEqual({ labels: 20_000 });
  });

  it.each([
    [
      'a text longer than its column in bytes, not characters',
      { label: 'ééééééé' },
      'test.every_type.label must be at most 12 bytes long (it has 14), got "ééééééé" in row 2',
    ],
    [
      'a number beyond its column',
      { small: 32_768 },
      'test.every_type.small must be a whole number of smallint, got 32768',
    ],
    [
      'a fraction',
      { small: 1.5 },
      'test.every_type.small must be a whole number of smallint, got 1.5',
    ],
    [
      'a text that is no number',
      { large: 'many' },
      'test.every_type.large must be a whole number of bigint, got "many"',
    ],
    ['an empty text for a number', { large: '' }, 'test.every_type.large must be a whole number'],
    [
      'a missing value in a column that needs one',
      { id: null },
      'test.every_type.id must be present, got null',
    ],
    [
      'a zero date',
      { day: '0000-00-00' },
      `test.every_type.day must be a date 'YYYY-MM-DD', got "0000-00-00"`,
    ],
    ['a day that its month has not', { day: '2026-02-29' }, 'test.every_type.day must be a date'],
    [
      'an hour that no day has',
      { at: '2026-03-10 24:00:00' },
      'test.every_type.at must be a timestamp',
    ],
    [
      'a timestamp with a zone',
      { at: '2026-03-10 12:00:00+01:00' },
      'test.every_type.at must be a timestamp',
    ],
  ])('refuses %s, naming table, column and value', (_, values, message) => {
    const encode = () => encodeParquet(everyType, [row(1), row(2, values)]);
    expect(encode).toThrow(ContractError);
    expect(encode).toThrow(message);
  });
});
