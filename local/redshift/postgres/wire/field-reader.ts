/** Reads the fields of a message's body in order. */
export class FieldReader {
  private readonly body: Buffer;
  private at = 0;

  constructor(body: Buffer) {
    this.body = body;
  }

  get isDone(): boolean {
    return this.at >= this.body.length;
  }

  byte(): string {
    this.at += 1;
    return String.fromCharCode(this.body[this.at - 1] ?? 0);
  }

  int16(): number {
    this.at += 2;
    return this.body.readInt16BE(this.at - 2);
  }

  int32(): number {
    this.at += 4;
    return this.body.readInt32BE(this.at - 4);
  }

  /** A text that a zero byte ends. */
  text(): string {
    const end = this.body.indexOf(0, this.at);
    if (end < 0) throw new RangeError('a text without its end');
    const text = this.body.toString('utf8', this.at, end);
    this.at = end + 1;
    return text;
  }

  /** Bytes behind their length; null for the length -1. */
  value(): Buffer | null {
    const length = this.int32();
    if (length < 0) return null;
    this.at += length;
    return this.body.subarray(this.at - length, this.at);
  }

  rest(): Buffer {
    const rest = this.body.subarray(this.at);
    this.at = this.body.length;
    return rest;
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.int16() }, read);
  }
}
