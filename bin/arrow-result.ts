import {
  Bool,
  type DataType,
  DateDay,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  makeData,
  makeVector,
  Table,
  TimestampMicrosecond,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import type { Result, ResultValue } from '../adapters/redshift-data.ts';
import { epochDays, epochMicros } from '../domain/civil-time.ts';

/** Whole numbers, typed anew as what they count: days or microseconds. */
const counted = (
  numbers: Vector<Int32> | Vector<Int64>,
  type: DateDay | TimestampMicrosecond,
): Vector =>
  makeVector(
    numbers.data.map(({ length, nullCount, nullBitmap, values }) =>
      makeData({
        type: type as DateDay,
        length,
        nullCount,
        nullBitmap,
        data: values as Int32Array,
      }),
    ),
  );

const texts = (values: readonly ResultValue[]) =>
  values.map((value) => (value === null ? null : String(value)));

const numbers = (values: readonly ResultValue[]) =>
  values.map((value) => (value === null ? null : Number(value)));

const whole = (values: readonly ResultValue[]) =>
  values.map((value) => (value === null ? null : BigInt(String(value))));

/** Types that take a list of values as it is. */
const plainTypes: Readonly<Record<string, () => DataType>> = {
  int2: () => new Int16(),
  int4: () => new Int32(),
  float4: () => new Float32(),
  float8: () => new Float64(),
  // An exact number of any scale has no Arrow type that notebooks read alike.
  numeric: () => new Float64(),
};

/** One column; what no rule is for goes as text, as the warehouse wrote it. */
const columnVector = (type: string, values: readonly ResultValue[]): Vector => {
  const plain = plainTypes[type];
  if (plain) return vectorFromArray(numbers(values), plain());
  switch (type) {
    case 'int8':
      return vectorFromArray(whole(values), new Int64());
    case 'bool':
      return vectorFromArray(values as (boolean | null)[], new Bool());
    case 'date': {
      const days = texts(values).map((text) => (text === null ? null : epochDays(text)));
      return counted(vectorFromArray(days, new Int32()), new DateDay());
    }
    case 'timestamp': {
      const micros = texts(values).map((text) => (text === null ? null : epochMicros(text)));
      return counted(vectorFromArray(micros, new Int64()), new TimestampMicrosecond());
    }
    default:
      return vectorFromArray(texts(values), new Utf8());
  }
};

/**
 * A result as an Arrow file (Feather 2), for notebooks: typed columns, NUMERIC as double, timestamps without a
 * zone to the microsecond.
 */
export const arrowFile = ({ columns, rows }: Result): Uint8Array => {
  const vectors = columns.map(({ name, type }, index) => [
    name,
    columnVector(
      type,
      rows.map((row) => row[index] ?? null),
    ),
  ]);
  return tableToIPC(new Table(Object.fromEntries(vectors) as Record<string, Vector>), 'file');
};
