import {
  DuckDBBlobValue,
  type DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalType,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import { SqlError } from '../../sql/sql-error.ts';
import { JsonBytes } from './json-bytes.ts';
import { dateText, timestampText } from './timestamp-text.ts';

/** A result column, as ColumnMetadata describes it. */
export interface ResultColumn {
  name: string;
  /** Redshift's type name: int4, varchar, timestamp, … */
  typeName: string;
  precision: number;
  scale: number;
  isSigned: boolean;
  isCaseSensitive: boolean;
}

const TYPE_NAMES: Partial<Record<DuckDBTypeId, readonly [name: string, precision: number]>> = {
  [DuckDBTypeId.BOOLEAN]: ['bool', 1],
  [DuckDBTypeId.TINYINT]: ['int2', 5],
  [DuckDBTypeId.UTINYINT]: ['int2', 5],
  [DuckDBTypeId.SMALLINT]: ['int2', 5],
  [DuckDBTypeId.USMALLINT]: ['int4', 10],
  [DuckDBTypeId.INTEGER]: ['int4', 10],
  [DuckDBTypeId.UINTEGER]: ['int8', 19],
  [DuckDBTypeId.BIGINT]: ['int8', 19],
  [DuckDBTypeId.UBIGINT]: ['numeric', 38],
  [DuckDBTypeId.HUGEINT]: ['numeric', 38],
  [DuckDBTypeId.UHUGEINT]: ['numeric', 38],
  [DuckDBTypeId.FLOAT]: ['float4', 8],
  [DuckDBTypeId.DOUBLE]: ['float8', 17],
  [DuckDBTypeId.DATE]: ['date', 13],
  [DuckDBTypeId.TIME]: ['time', 15],
  [DuckDBTypeId.TIME_TZ]: ['timetz', 21],
  [DuckDBTypeId.TIMESTAMP]: ['timestamp', 29],
  [DuckDBTypeId.TIMESTAMP_S]: ['timestamp', 29],
  [DuckDBTypeId.TIMESTAMP_MS]: ['timestamp', 29],
  [DuckDBTypeId.TIMESTAMP_NS]: ['timestamp', 29],
  [DuckDBTypeId.TIMESTAMP_TZ]: ['timestamptz', 35],
  [DuckDBTypeId.INTERVAL]: ['intervald2s', 49],
  [DuckDBTypeId.BLOB]: ['varbyte', 65535],
};

const SIGNED = new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8']);

/** Types of the engine that no result of Redshift's has: a relation's name gives its whole row there. */
const ROW_TYPES = new Set([DuckDBTypeId.STRUCT, DuckDBTypeId.MAP, DuckDBTypeId.UNION]);

/** Redshift's name and size of an engine type. @throws SqlError for a row as a value */
export function resultColumn(name: string, type: DuckDBType): ResultColumn {
  if (ROW_TYPES.has(type.typeId))
    throw new SqlError('cannot display a value of type record', '0A000');
  if (type instanceof DuckDBDecimalType) {
    return {
      name,
      typeName: 'numeric',
      precision: type.width,
      scale: type.scale,
      isSigned: true,
      isCaseSensitive: false,
    };
  }
  const isJson = type.typeId === DuckDBTypeId.VARCHAR && type.alias === 'JSON';
  const [typeName, precision] = isJson
    ? ['super', 0]
    : (TYPE_NAMES[type.typeId] ?? ['varchar', 65535]);
  return {
    name,
    typeName,
    precision,
    scale: 0,
    isSigned: SIGNED.has(typeName),
    isCaseSensitive: typeName === 'varchar',
  };
}

/** A value as text, as Redshift prints it. */
export function textOf(value: DuckDBValue): string {
  if (value instanceof DuckDBTimestampValue && isFourDigitYear(value.micros)) {
    return timestampText(value.micros);
  }
  if (value instanceof DuckDBDateValue && isFourDigitYear(BigInt(value.days) * DAY_MICROS)) {
    return dateText(value.days);
  }
  if (value instanceof DuckDBTimestampTZValue) return `${timestampText(value.micros)}+00`;
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex');
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return String(value);
}

const DAY_MICROS = 86_400_000_000n;

/** Years 1 to 9999, which a JavaScript date writes with four digits. */
function isFourDigitYear(micros: bigint): boolean {
  return micros >= -62_135_596_800_000_000n && micros < 253_402_300_800_000_000n;
}

type FieldWriter = (json: JsonBytes, value: DuckDBValue) => void;

const writeLong: FieldWriter = (json, value) => {
  json.ascii('{"longValue":');
  json.ascii(String(value));
};
const writeDouble: FieldWriter = (json, value) => {
  json.ascii('{"doubleValue":');
  const text = String(value);
  if (Number.isFinite(value)) json.ascii(text);
  else json.string(text);
};
const writeBoolean: FieldWriter = (json, value) => {
  json.ascii(value === true ? '{"booleanValue":true' : '{"booleanValue":false');
};
const writeText: FieldWriter = (json, value) => {
  json.ascii('{"stringValue":');
  json.string(typeof value === 'string' ? value : textOf(value));
};

/** A value as the JSON of a Data API Field, by type name. Numbers are written digit by digit, so int8 keeps all of them. */
const FIELD_WRITERS: Readonly<Record<string, FieldWriter>> = {
  int2: writeLong,
  int4: writeLong,
  int8: writeLong,
  bool: writeBoolean,
  float4: writeDouble,
  float8: writeDouble,
};

/** Of a row, as the service counts them: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
const MAX_ROW_BYTES = 64 * 1024;
/** Most that a field's JSON has beside its value: `{"stringValue":""},`. */
const FIELD_MARK_BYTES = 20;

/** What a number or a time takes, about. */
const FIXED_BYTES = 8;
/** What a field of a result takes as JSON, about. */
const FIELD_BYTES = 64;
/** Room for the record that makes a page full, and for small results. */
const PAGE_RESERVE_BYTES = 4 * 1024;

/** A finished result: kept as the engine's own chunks, turned into fields page by page. */
export class ResultSet {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  /** Of the values, measured over the first chunk and taken to be the same in the others. */
  readonly sizeBytes: number;
  private readonly chunks: readonly DuckDBDataChunk[];

  constructor(columns: readonly ResultColumn[], chunks: readonly DuckDBDataChunk[]) {
    this.columns = columns;
    this.chunks = chunks;
    this.rowCount = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
    this.sizeBytes = this.measured();
  }

  private measured(): number {
    const first = this.chunks[0];
    if (first === undefined || first.rowCount === 0) return 0;
    let bytes = 0;
    this.columns.forEach(({ typeName }, index) => {
      const vector = first.getColumnVector(index);
      const fixed = typeName === 'varchar' || typeName === 'super' ? undefined : FIXED_BYTES;
      for (let row = 0; row < first.rowCount; row += 1) {
        if (fixed !== undefined) bytes += fixed;
        else {
          const value = vector.getItem(row);
          if (value !== null) bytes += Buffer.byteLength(textOf(value));
        }
      }
    });
    return Math.round((bytes * this.rowCount) / first.rowCount);
  }

  /** The records from a row on, as the members of a JSON array, until a page is full. */
  page(from: number, maxBytes: number): { records: Buffer; next: number | undefined } {
    // A buffer of a whole page for each small result would keep the garbage collector busy.
    const bytes = (this.rowCount - from) * this.columns.length * FIELD_BYTES;
    const json = new JsonBytes(Math.min(bytes, maxBytes) + PAGE_RESERVE_BYTES);
    const writers = this.columns.map((column) => FIELD_WRITERS[column.typeName] ?? writeText);
    const mostRowBytes = MAX_ROW_BYTES + this.columns.length * FIELD_MARK_BYTES;
    let first = 0;
    for (const chunk of this.chunks) {
      const { rowCount } = chunk;
      if (first + rowCount > from) {
        const fields = writers.map((write, index) => ({
          write,
          vector: chunk.getColumnVector(index),
        }));
        for (let row = Math.max(from - first, 0); row < rowCount; row += 1) {
          if (json.length >= maxBytes) return { records: json.bytes(), next: first + row };
          const start = json.length;
          let separator = json.length === 0 ? '[' : ',[';
          for (const { write, vector } of fields) {
            json.ascii(separator);
            separator = '},';
            const value = vector.getItem(row);
            if (value === null) json.ascii('{"isNull":true');
            else write(json, value);
          }
          json.ascii('}]');
          if (json.length - start > mostRowBytes)
            throw new SqlError(
              `a row of a result may have ${MAX_ROW_BYTES} bytes, and row ${first + row + 1} has more`,
              '54000',
            );
        }
      }
      first += rowCount;
    }
    return { records: json.bytes(), next: undefined };
  }

  /** The values from a row on, row by row. */
  *rows(from = 0): IterableIterator<DuckDBValue[]> {
    let first = 0;
    for (const chunk of this.chunks) {
      const { rowCount } = chunk;
      if (first + rowCount > from) {
        const vectors = this.columns.map((_, index) => chunk.getColumnVector(index));
        for (let row = Math.max(from - first, 0); row < rowCount; row += 1) {
          yield vectors.map((vector) => vector.getItem(row));
        }
      }
      first += rowCount;
    }
  }
}
