/** What tests and benchmarks use of parquetjs-lite, which brings no types. */
declare module 'parquetjs-lite' {
  type RowGroup = { num_rows: unknown };
  type ColumnChunk = { pageHeaders: { type: number }[] };
  export class ParquetReader {
    static openBuffer(buffer: Buffer): Promise<ParquetReader>;
    readonly metadata: { row_groups: RowGroup[] };
    readonly schema: object;
    readonly envelopeReader: {
      readRowGroup(
        schema: object,
        group: RowGroup,
        columns: string[],
      ): Promise<{ columnData: Record<string, ColumnChunk> }>;
    };
    getCursor(): { next(): Promise<Record<string, unknown> | null> };
    close(): Promise<void>;
  }
  class ParquetSchema {
    constructor(fields: Readonly<Record<string, { type: string; compression: string }>>);
  }
  class ParquetWriter {
    static openFile(schema: ParquetSchema, path: string): Promise<ParquetWriter>;
    appendRow(row: object): Promise<void>;
    close(): Promise<void>;
  }
  // Node sees these in the whole module only.
  const whole: { ParquetSchema: typeof ParquetSchema; ParquetWriter: typeof ParquetWriter };
  export default whole;
}

declare module 'parquetjs-lite/lib/codec/index.js' {
  const codecs: Record<string, unknown>;
  export default codecs;
}
