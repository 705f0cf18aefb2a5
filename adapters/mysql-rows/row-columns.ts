import {
  type Data,
  DateDay,
  Field,
  Int16,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Utf8,
} from 'apache-arrow';
import { epochDaysOfBytes } from '../../domain/civil-time.ts';
import type { Dimension } from '../../domain/dimensions.ts';
import { ConsistencyError, ContractError } from '../../domain/errors.ts';
import type { Column } from '../../domain/table.ts';
import type { ColumnMemory } from './column-memory.ts';
import { fieldText, type RowFields } from './row-fields.ts';

const zero = 48;
const minus = 45;

/** One column of a chunk. */
type Slot = {
  readonly dimension: Dimension;
  readonly fields: RowFields;
  readonly index: number;
  readonly column: Column;
  readonly memory: ColumnMemory;
};

/** Says which value of which row breaks which rule, by the names that it has in MySQL. */
const refuse = ({ dimension, fields, index }: Slot, row: number, rule: string): never => {
  const { source, sourceColumns, columns, key } = dimension;
  const value = fieldText(fields, row, index);
  const where = key.map((name) => {
    const at = columns.findIndex((column) => column.name === name);
    return `${sourceColumns[at]} is ${fieldText(fields, row, at) ?? 'NULL'}`;
  });
  throw new ContractError(
    `${source}.${sourceColumns[index]} must be ${rule}, got ${JSON.stringify(value)?.slice(0, 80)} where ${where.join(' and ')}; mend it in MySQL and run the batch again`,
  );
};

/** The validity bitmap of the values that are NULL; absent where none is. */
const validityOf = ({
  fields,
  index,
  memory,
}: Slot): { nullBitmap?: Uint8Array; nullCount: number } => {
  const { rows, columns, lengths } = fields;
  let bitmap: Uint8Array | undefined;
  let nullCount = 0;
  for (let row = 0, value = index; row < rows; row++, value += columns) {
    if ((lengths[value] ?? -1) >= 0) continue;
    bitmap ??= memory.uint8(Math.ceil(rows / 8)).fill(0xff);
    const byte = row >> 3;
    bitmap[byte] = (bitmap[byte] ?? 0) & ~(1 << (row & 7));
    nullCount++;
  }
  return bitmap === undefined ? { nullCount } : { nullBitmap: bitmap, nullCount };
};

// The loops over a million values below call nothing that takes a function: that would cost as much as they do.

const textData = (slot: Slot, maxBytes: number): Data => {
  const { rows: length, columns, lengths } = slot.fields;
  const valueOffsets = slot.memory.int32(length + 1);
  valueOffsets[0] = 0;
  let end = 0;
  for (let row = 0, value = slot.index; row < length; row++, value += columns) {
    const size = lengths[value] ?? -1;
    if (size > maxBytes) refuse(slot, row, `at most ${maxBytes} bytes long (it has ${size})`);
    if (size > 0) end += size;
    valueOffsets[row + 1] = end;
  }
  const data = slot.memory.uint8(end);
  slot.memory.gather(slot.fields, { from: slot.index, stride: columns }, data);
  return makeData({ type: new Utf8(), length, valueOffsets, data, ...validityOf(slot) });
};

/** The number that decimal digits make; NaN where they are none. Ten digits hold every INTEGER. */
const wholeNumber = (bytes: Uint8Array, start: number, length: number): number => {
  const isNegative = bytes[start] === minus;
  let number = 0;
  const from = isNegative ? start + 1 : start;
  if (from === start + length || length > 11) return Number.NaN;
  for (let at = from; at < start + length; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return isNegative ? -number : number;
};

const fillNumbers = (slot: Slot, data: Int16Array | Int32Array, limit: number) => {
  const { rows, bytes, columns, starts, lengths } = slot.fields;
  for (let row = 0, value = slot.index; row < rows; row++, value += columns) {
    const length = lengths[value] ?? -1;
    if (length < 0) continue;
    const number = wholeNumber(bytes, starts[value] ?? 0, length);
    if (!(number >= -limit && number < limit)) {
      refuse(slot, row, `a whole number of ${slot.column.type}`);
    }
    data[row] = number;
  }
  return validityOf(slot);
};

const fillDates = (slot: Slot, data: Int32Array) => {
  const { rows, bytes, columns, starts, lengths } = slot.fields;
  for (let row = 0, value = slot.index; row < rows; row++, value += columns) {
    const length = lengths[value] ?? -1;
    if (length < 0) continue;
    const days = epochDaysOfBytes(bytes, starts[value] ?? 0, length);
    if (Number.isNaN(days)) refuse(slot, row, "a date 'YYYY-MM-DD' that there is, or NULL");
    data[row] = days;
  }
  return validityOf(slot);
};

const columnData = (slot: Slot): Data => {
  const { column, fields, memory } = slot;
  const length = fields.rows;
  switch (column.type) {
    case 'varchar':
      return textData(slot, column.maxBytes);
    case 'smallint': {
      const data = memory.int16(length);
      return makeData({ type: new Int16(), length, data, ...fillNumbers(slot, data, 2 ** 15) });
    }
    case 'integer': {
      const data = memory.int32(length);
      return makeData({ type: new Int32(), length, data, ...fillNumbers(slot, data, 2 ** 31) });
    }
    case 'date': {
      const data = memory.int32(length);
      return makeData({ type: new DateDay(), length, data, ...fillDates(slot, data) });
    }
    default:
      throw new ConsistencyError(
        `A dimension must have texts, whole numbers and dates only, got ${column.type} in ${slot.dimension.source}; see adapters/mysql-rows/row-columns.ts`,
      );
  }
};

/**
 * A chunk of a dimension's rows as an Arrow table, straight from the bytes that MySQL sent: no value becomes
 * a string on its way.
 * @throws ContractError for a value that its column can't hold, naming table, column, value and the row's key
 */
export const rowColumns = (
  dimension: Dimension,
  fields: RowFields,
  memory: ColumnMemory,
): Table => {
  const children = dimension.columns.map((column, index) =>
    columnData({ dimension, fields, index, column, memory }),
  );
  const schema = new Schema(
    dimension.columns.map(({ name, nullable }, index) => {
      const type = children[index]?.type;
      if (type === undefined) throw new ContractError(`${name} has no data`);
      return new Field(name, type, nullable);
    }),
  );
  const { rows: length } = fields;
  const data = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children });
  return new Table(schema, [new RecordBatch(schema, data)]);
};
