import type { DuckDBValue } from '@duckdb/node-api';
import type { ResultColumn } from '../../engine/results/values.ts';
import { type Encoder, encoderOf } from '../values/encode.ts';
import { typeModifier, wireType } from '../values/types.ts';
import type { Output } from '../wire/output.ts';

const BINARY_FORMAT = 1;

/** What a statement returns: a result of the engine's, or a part of one. */
export interface Rows {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  rows(): Iterator<DuckDBValue[]>;
}

/** The format codes of a Bind: none for all text, one for all, else one for each. */
export function formatOf(formats: readonly number[], index: number): number {
  return (formats.length === 1 ? formats[0] : formats[index]) ?? 0;
}

/** RowDescription. */
export function describeRow(
  { writer }: Output,
  columns: readonly ResultColumn[],
  formats: readonly number[],
): void {
  writer.begin('T').int16(columns.length);
  for (const [index, column] of columns.entries()) {
    const { oid, size } = wireType(column);
    writer.text(column.name).oid(0).int16(0).oid(oid).int16(size);
    writer.int32(typeModifier(column)).int16(formatOf(formats, index));
  }
  writer.end();
}

/** Sends a result's rows at the pace at which the client reads, as many at a time as it asks for. */
export class RowSender {
  private readonly rows: Iterator<DuckDBValue[]>;
  private readonly encoders: readonly Encoder[];
  private readonly total: number;
  private sent = 0;

  constructor(result: Rows, formats: readonly number[]) {
    this.rows = result.rows();
    this.total = result.rowCount;
    this.encoders = result.columns.map((column, index) =>
      encoderOf(column, formatOf(formats, index) === BINARY_FORMAT),
    );
  }

  get isDone(): boolean {
    return this.sent >= this.total;
  }

  /** @param most 0 for all that are left @returns how many went out */
  async send(output: Output, most: number): Promise<number> {
    const { writer } = output;
    const end = most > 0 ? Math.min(this.sent + most, this.total) : this.total;
    const first = this.sent;
    while (this.sent < end) {
      const { value: row = [] } = this.rows.next() as { value?: unknown[] };
      // A value that can't be encoded must not leave half a message behind.
      const values = this.encoders.map((encode, index) => {
        const value = row[index] as Parameters<Encoder>[0];
        return value === null ? null : encode(value);
      });
      writer.begin('D').int16(values.length);
      for (const value of values) writer.value(value);
      writer.end();
      this.sent += 1;
      if (output.isFull) await output.flush();
    }
    return this.sent - first;
  }
}
