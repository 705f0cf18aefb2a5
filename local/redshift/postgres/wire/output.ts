import { once } from 'node:events';
import type { Socket } from 'node:net';
import { redshiftError } from '../../engine/database-errors.ts';
import { MessageWriter } from './message-writer.ts';

/** Beyond this what was built goes out, and the client's reading sets the pace. */
const FLUSH_BYTES = 64 * 1024;

export type Severity = 'ERROR' | 'FATAL' | 'WARNING' | 'INFO';

interface Report {
  message: string;
  detail?: string | undefined;
  hint?: string | undefined;
  position?: number | undefined;
}

/**
 * The messages to one client, named as in the protocol's documentation:
 * https://www.postgresql.org/docs/15/protocol-message-formats.html
 */
export class Output {
  readonly writer = new MessageWriter();
  private readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  /** A message that is its type alone. */
  empty(type: string): void {
    this.writer.begin(type).end();
  }

  readyForQuery(status: 'I' | 'T' | 'E'): void {
    this.writer.begin('Z').byte(status).end();
  }

  commandComplete(tag: string): void {
    this.writer.begin('C').text(tag).end();
  }

  parameterStatus(name: string, value: string): void {
    this.writer.begin('S').text(name).text(value).end();
  }

  /**
   * ErrorResponse; the session goes on after an ERROR and ends after a FATAL.
   * @param position of the mistake in the client's text, in characters from 1 on
   */
  error(error: unknown, severity: Severity = 'ERROR', position?: number): void {
    const { message, sqlState } = redshiftError(error);
    const [, first = message, detail, hint] =
      /^(?:ERROR: *)?([\s\S]*?)(?:\n\s*Detail:\s*([\s\S]*?))?(?:\n\s*Hint:\s*([\s\S]*))?$/.exec(
        message,
      ) ?? [];
    this.report('E', severity, sqlState, { message: first, detail, hint, position });
  }

  /** NoticeResponse. */
  notice(severity: Severity, sqlState: string, message: string): void {
    this.report('N', severity, sqlState, { message });
  }

  private report(type: 'E' | 'N', severity: Severity, sqlState: string, report: Report): void {
    const { writer } = this;
    const { message, detail, hint, position } = report;
    writer.begin(type);
    writer.byte('S').text(severity).byte('V').text(severity);
    writer.byte('C').text(sqlState).byte('M').text(message);
    if (detail !== undefined) writer.byte('D').text(detail);
    if (hint !== undefined) writer.byte('H').text(hint);
    if (position !== undefined) writer.byte('P').text(String(position));
    writer.byte('\u0000').end();
  }

  get isFull(): boolean {
    return this.writer.bytes >= FLUSH_BYTES;
  }

  /** Sends what was built; resolves when the client has taken enough of it to go on. */
  async flush(): Promise<void> {
    if (this.writer.bytes === 0) return;
    const bytes = this.writer.take();
    if (this.socket.destroyed || this.socket.write(bytes)) return;
    const waiting = new AbortController();
    try {
      await Promise.race([
        once(this.socket, 'drain', { signal: waiting.signal }),
        once(this.socket, 'close', { signal: waiting.signal }),
      ]);
    } finally {
      waiting.abort();
    }
  }
}
