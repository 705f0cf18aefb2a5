/** One message of a client. The first of a connection has no type. */
export interface ClientMessage {
  type: string;
  body: Buffer;
}

/** Redshift takes statements up to 16 MB: https://docs.aws.amazon.com/redshift/latest/dg/c_redshift-sql.html */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024 + 64 * 1024;
const LENGTH_BYTES = 4;

/** Cuts a client's byte stream into messages: a type, a length that counts itself, a body. */
export class MessageReader {
  private chunks: Buffer[] = [];
  private bytes = 0;

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
  }

  /**
   * The next whole message, or undefined where more bytes must come first.
   * @param hasType false for the first messages of a connection
   * @throws RangeError for a length that no message may have
   */
  next(hasType: boolean): ClientMessage | undefined {
    const headerBytes = (hasType ? 1 : 0) + LENGTH_BYTES;
    if (this.bytes < headerBytes) return undefined;
    const length = this.joined(headerBytes).readInt32BE(headerBytes - LENGTH_BYTES);
    if (length < LENGTH_BYTES || length > MAX_MESSAGE_BYTES)
      throw new RangeError(`invalid message length: ${length}`);
    const total = headerBytes - LENGTH_BYTES + length;
    if (this.bytes < total) return undefined;
    const message = this.joined(total);
    const type = hasType ? String.fromCharCode(message[0] ?? 0) : '';
    const body = message.subarray(headerBytes, total);
    this.chunks = message.length > total ? [message.subarray(total)] : [];
    this.bytes -= total;
    return { type, body };
  }

  /** The first chunk, made long enough; a large message is put together once, when all of it is there. */
  private joined(bytes: number): Buffer {
    const first = this.chunks[0];
    if (first !== undefined && first.length >= bytes) return first;
    const whole = Buffer.concat(this.chunks);
    this.chunks = [whole];
    return whole;
  }
}
