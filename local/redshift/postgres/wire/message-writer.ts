const FIRST_BYTES = 16 * 1024;
const LENGTH_BYTES = 4;

/** Builds messages to a client one behind the other in one buffer. */
export class MessageWriter {
  private buffer = Buffer.allocUnsafe(FIRST_BYTES);
  private at = 0;
  private start = 0;

  get bytes(): number {
    return this.at;
  }

  begin(type: string): this {
    this.reserve(1 + LENGTH_BYTES);
    this.buffer[this.at] = type.charCodeAt(0);
    this.start = this.at + 1;
    this.at = this.start + LENGTH_BYTES;
    return this;
  }

  /** Ends a message: its length is known now. */
  end(): void {
    this.buffer.writeInt32BE(this.at - this.start, this.start);
  }

  byte(value: string): this {
    this.reserve(1);
    this.buffer[this.at] = value.charCodeAt(0);
    this.at += 1;
    return this;
  }

  int16(value: number): this {
    this.reserve(2);
    this.at = this.buffer.writeInt16BE(value, this.at);
    return this;
  }

  int32(value: number): this {
    this.reserve(4);
    this.at = this.buffer.writeInt32BE(value, this.at);
    return this;
  }

  /** An object id, which has no sign. */
  oid(value: number): this {
    this.reserve(4);
    this.at = this.buffer.writeUInt32BE(value, this.at);
    return this;
  }

  /** A text and the zero byte that ends it. */
  text(value: string): this {
    // A zero byte inside would end it too early.
    const clean = value.replaceAll('\u0000', '');
    this.reserve(clean.length * 3 + 1);
    this.at += this.buffer.write(clean, this.at);
    this.buffer[this.at] = 0;
    this.at += 1;
    return this;
  }

  bytesOf(value: Uint8Array): this {
    this.reserve(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
    return this;
  }

  /** A value of a row: its length, then its bytes; -1 for a null. */
  value(value: string | Uint8Array | null): this {
    if (value === null) return this.int32(-1);
    if (typeof value !== 'string') return this.int32(value.length).bytesOf(value);
    this.reserve(LENGTH_BYTES + value.length * 3);
    const length = this.buffer.write(value, this.at + LENGTH_BYTES);
    this.buffer.writeInt32BE(length, this.at);
    this.at += LENGTH_BYTES + length;
    return this;
  }

  /** What was built since the last time. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.at);
    this.buffer = Buffer.allocUnsafe(FIRST_BYTES);
    this.at = 0;
    return taken;
  }

  private reserve(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}
