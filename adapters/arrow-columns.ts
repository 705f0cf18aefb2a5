import {
  type Data,
  DateDay,
  Field,
  Int16,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import { epochDays, epochMicros } from '../domain/civil-time.ts';
import { ContractError } from '../domain/errors.ts';
import type { Column, TableContract, Value } from '../domain/table.ts';

/** The values of one column, row by row; null or undefined: absent. */
export type ColumnValues = readonly (Value | undefined)[];

/** One column being filled: the contract's table and column, and its values. */
type Slot = {
  readonly table: TableContract;
  readonly column: Column;
  readonly values: ColumnValues;
};

const printable = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? 'nothing';

const refuse = (slot: Slot, row: number, rule: string, value: unknown): never => {
  const { table, column } = slot;
  throw new ContractError(
    `${table.schema}.${table.name}.${column.name} must be ${rule}, got ${printable(value)} in row ${row + 1}; mend it at its source and run again`,
  );
};

/**
 * Calls `put` for each value that is there, and gives the validity bitmap of those that are not.
 * The bitmap is absent where every row has a value.
 */
const eachValue = (
  slot: Slot,
  put: (row: number, value: string | number) => void,
): { nullBitmap?: Uint8Array; nullCount: number } => {
  const { values } = slot;
  let bitmap: Uint8Array | undefined;
  let nullCount = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value !== null && value !== undefined) {
      put(row, value);
      continue;
    }
    if (!slot.column.nullable) refuse(slot, row, 'present', null);
    bitmap ??= new Uint8Array(Math.ceil(values.length / 8)).fill(0xff);
    const byte = row >> 3;
    bitmap[byte] = (bitmap[byte] ?? 0) & ~(1 << (row & 7));
    nullCount++;
  }
  return bitmap === undefined ? { nullCount } : { nullBitmap: bitmap, nullCount };
};

/** A number of at least `-limit` and less than `limit`, from a number or from digits as text. */
const wholeNumber = (slot: Slot, row: number, value: string | number, limit: number): number => {
  const whole =
    typeof value === 'number' ? value : /^-?\d{1,19}$/.test(value) ? +value : Number.NaN;
  if (!Number.isSafeInteger(whole) || whole < -limit || whole >= limit) {
    refuse(slot, row, `a whole number of ${slot.column.type}`, value);
  }
  return whole;
};

/** A column that holds one text in every row, as where a batch came from does: it is encoded once. */
const repeatedText = (slot: Slot, text: string, maxBytes: number): Data => {
  const { length } = slot.values;
  const one = Buffer.from(text.toWellFormed());
  if (one.length > maxBytes) {
    refuse(slot, 0, `at most ${maxBytes} bytes long (it has ${one.length})`, text);
  }
  return makeData({
    type: new Utf8(),
    length,
    nullCount: 0,
    valueOffsets: Int32Array.from({ length: length + 1 }, (_, row) => row * one.length),
    data: Buffer.alloc(length * one.length, one),
  });
};

/**
 * A column of texts. They are joined and encoded at once, which is several times as fast as one by one;
 * where all are ASCII, bytes are counted as characters.
 */
const textData = (slot: Slot, maxBytes: number): Data => {
  const { length } = slot.values;
  const texts = new Array<string>(length).fill('');
  const { nullBitmap, nullCount } = eachValue(slot, (row, value) => {
    texts[row] = typeof value === 'string' ? value : String(value);
  });
  const [first] = texts;
  if (nullCount === 0 && first !== undefined && texts.every((text) => text === first)) {
    return repeatedText(slot, first, maxBytes);
  }
  let joined = texts.join('');
  let data = Buffer.from(joined);
  const isAscii = data.length === joined.length;
  if (!isAscii) {
    // Half a surrogate pair at the end of one text must not meet the other half in the next.
    for (let row = 0; row < length; row++) texts[row] = texts[row]?.toWellFormed() ?? '';
    joined = texts.join('');
    data = Buffer.from(joined);
  }
  const valueOffsets = new Int32Array(length + 1);
  let end = 0;
  for (let row = 0; row < length; row++) {
    const text = texts[row] ?? '';
    const bytes = isAscii ? text.length : Buffer.byteLength(text);
    if (bytes > maxBytes)
      refuse(slot, row, `at most ${maxBytes} bytes long (it has ${bytes})`, text);
    end += bytes;
    valueOffsets[row + 1] = end;
  }
  return makeData({
    type: new Utf8(),
    length,
    nullCount,
    ...(nullBitmap && { nullBitmap }),
    valueOffsets,
    data,
  });
};

const columnData = (slot: Slot): Data => {
  const { column, values } = slot;
  const { length } = values;
  switch (column.type) {
    case 'varchar':
      return textData(slot, column.maxBytes);
    case 'smallint': {
      const data = new Int16Array(length);
      const validity = eachValue(slot, (row, value) => {
        data[row] = wholeNumber(slot, row, value, 2 ** 15);
      });
      return makeData({ type: new Int16(), length, data, ...validity });
    }
    case 'integer': {
      const data = new Int32Array(length);
      const validity = eachValue(slot, (row, value) => {
        data[row] = wholeNumber(slot, row, value, 2 ** 31);
      });
      return makeData({ type: new Int32(), length, data, ...validity });
    }
    case 'bigint': {
      const data = new BigInt64Array(length);
      const validity = eachValue(slot, (row, value) => {
        data[row] = BigInt(wholeNumber(slot, row, value, 2 ** 53));
      });
      return makeData({ type: new Int64(), length, data, ...validity });
    }
    case 'date': {
      const data = new Int32Array(length);
      const validity = eachValue(slot, (row, value) => {
        const days = typeof value === 'string' ? epochDays(value) : Number.NaN;
        if (Number.isNaN(days)) refuse(slot, row, "a date 'YYYY-MM-DD'", value);
        data[row] = days;
      });
      return makeData({ type: new DateDay(), length, data, ...validity });
    }
    case 'timestamp': {
      const data = new BigInt64Array(length);
      // Rows of one batch often share a timestamp: it is read once.
      let previous: string | undefined;
      let micros = 0n;
      const validity = eachValue(slot, (row, value) => {
        if (value !== previous) {
          const read = typeof value === 'string' ? epochMicros(value) : null;
          micros = read ?? refuse(slot, row, "a timestamp 'YYYY-MM-DD HH:MM:SS[.ffffff]'", value);
          previous = String(value);
        }
        data[row] = micros;
      });
      // No zone: Parquet then says isAdjustedToUTC = false, which Redshift's TIMESTAMP is.
      return makeData({ type: new TimestampMicrosecond(), length, data, ...validity });
    }
  }
};

/**
 * Rows as one Arrow table: the contract's columns, in its order and types.
 * @param columns the values of each column, in the contract's order, as many of each
 * @throws ContractError for a value that does not fit its column, naming table, column, row and value
 */
export const arrowTable = (table: TableContract, columns: readonly ColumnValues[]): Table => {
  const children = table.columns.map((column, index) =>
    columnData({ table, column, values: columns[index] ?? [] }),
  );
  const schema = new Schema(
    table.columns.map((column, index) => {
      const type = children[index]?.type;
      if (type === undefined) throw new ContractError(`${column.name} has no data`);
      return new Field(column.name, type, column.nullable);
    }),
  );
  const length = columns[0]?.length ?? 0;
  const data = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children });
  return new Table(schema, [new RecordBatch(schema, data)]);
};
