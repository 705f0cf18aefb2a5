/** Up to here a loop over the characters is faster than a call into the runtime. */
const SHORT_CHARACTERS = 64;
/** A character of a JSON string has up to six bytes: \u001f. */
const MOST_BYTES_A_CHARACTER = 6;

/** JSON text as it grows, written as bytes at once: strings in between would be copied three times over. */
export class JsonBytes {
  private buffer: Buffer;
  private end = 0;

  /** @param capacity bytes to begin with; more are taken where they are needed */
  constructor(capacity: number) {
    this.buffer = Buffer.allocUnsafe(capacity);
  }

  get length(): number {
    return this.end;
  }

  /** What was written. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.end);
  }

  /** Text of ASCII characters, as it is. */
  ascii(text: string): void {
    this.ensure(text.length);
    if (text.length > SHORT_CHARACTERS) {
      this.end += this.buffer.write(text, this.end, 'latin1');
      return;
    }
    const { buffer } = this;
    let { end } = this;
    for (let i = 0; i < text.length; i += 1) {
      buffer[end] = text.charCodeAt(i);
      end += 1;
    }
    this.end = end;
  }

  /** Any text as a JSON string. */
  string(text: string): void {
    this.ensure(text.length * MOST_BYTES_A_CHARACTER + 2);
    if (text.length > SHORT_CHARACTERS || !this.plain(text)) {
      this.end += this.buffer.write(JSON.stringify(text), this.end);
    }
  }

  /** A short text without a character that JSON escapes or UTF-8 spreads over bytes; false where it has one. */
  private plain(text: string): boolean {
    const { buffer } = this;
    let { end } = this;
    buffer[end] = 0x22;
    end += 1;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false;
      buffer[end] = code;
      end += 1;
    }
    buffer[end] = 0x22;
    this.end = end + 1;
    return true;
  }

  private ensure(bytes: number): void {
    if (this.end + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.end + bytes));
    this.buffer.copy(larger, 0, 0, this.end);
    this.buffer = larger;
  }
}
