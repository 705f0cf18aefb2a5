import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { type ResultColumn, textOf } from '../../engine/results/values.ts';
import { notCovered } from '../../sql/sql-error.ts';
import { encodeNumeric } from './numeric.ts';

/** Turns a value that is not null into what a row carries. */
export type Encoder = (value: DuckDBValue) => string | Uint8Array;

/** 2000-01-01, where the protocol's dates and times begin, counted from 1970. */
const EPOCH_DAYS = 10_957;
const EPOCH_MICROS = 946_684_800_000_000n;

/** The encoder of a column. @param isBinary as the client asked for it */
export function encoderOf(column: ResultColumn, isBinary: boolean): Encoder {
  if (isBinary) return BINARY[column.typeName] ?? noBinary(column);
  return TEXT[column.typeName] ?? listOrText;
}

/** The shortest text that gives the same four-byte number. */
function float4Text(value: DuckDBValue): string {
  const number = Number(value);
  for (let digits = 6; digits < 9; digits += 1) {
    const text = String(Number(number.toPrecision(digits)));
    if (Math.fround(Number(text)) === number) return text;
  }
  return String(number);
}

function listText(list: DuckDBListValue): string {
  const items = list.items.map((item) => {
    if (item === null) return 'NULL';
    if (item instanceof DuckDBListValue) return listText(item);
    const text = textOf(item);
    return /^[\w.:+-]+$/.test(text) && !/^null$/i.test(text)
      ? text
      : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${items.join(',')}}`;
}

function listOrText(value: DuckDBValue): string {
  if (typeof value === 'string') return value;
  return value instanceof DuckDBListValue ? listText(value) : textOf(value);
}

const TEXT: Readonly<Record<string, Encoder>> = {
  bool: (value) => (value === true ? 't' : 'f'),
  float4: float4Text,
};

function bytesOf(size: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  write(bytes);
  return bytes;
}

function micros(value: DuckDBValue): bigint {
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return value.micros - EPOCH_MICROS;
  throw notCovered('a timestamp of this precision in binary format');
}

const BINARY: Readonly<Record<string, Encoder>> = {
  bool: (value) => Uint8Array.of(value === true ? 1 : 0),
  int2: (value) => bytesOf(2, (bytes) => bytes.writeInt16BE(Number(value))),
  int4: (value) => bytesOf(4, (bytes) => bytes.writeInt32BE(Number(value))),
  int8: (value) => bytesOf(8, (bytes) => bytes.writeBigInt64BE(BigInt(String(value)))),
  float4: (value) => bytesOf(4, (bytes) => bytes.writeFloatBE(Number(value))),
  float8: (value) => bytesOf(8, (bytes) => bytes.writeDoubleBE(Number(value))),
  numeric: (value) => encodeNumeric(textOf(value)),
  varchar: listOrText,
  super: listOrText,
  varbyte: (value) => (value instanceof DuckDBBlobValue ? value.bytes : textOf(value)),
  date: (value) =>
    bytesOf(4, (bytes) =>
      bytes.writeInt32BE((value instanceof DuckDBDateValue ? value.days : 0) - EPOCH_DAYS),
    ),
  time: (value) =>
    bytesOf(8, (bytes) =>
      bytes.writeBigInt64BE(value instanceof DuckDBTimeValue ? value.micros : 0n),
    ),
  timestamp: (value) => bytesOf(8, (bytes) => bytes.writeBigInt64BE(micros(value))),
  timestamptz: (value) => bytesOf(8, (bytes) => bytes.writeBigInt64BE(micros(value))),
  intervald2s: (value) =>
    bytesOf(16, (bytes) => {
      const interval =
        value instanceof DuckDBIntervalValue ? value : new DuckDBIntervalValue(0, 0, 0n);
      bytes.writeBigInt64BE(interval.micros, 0);
      bytes.writeInt32BE(interval.days, 8);
      bytes.writeInt32BE(interval.months, 12);
    }),
};

function noBinary(column: ResultColumn): Encoder {
  return () => {
    throw notCovered(`the type ${column.typeName} in binary format`);
  };
}
