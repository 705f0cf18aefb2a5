import { once } from 'node:events';
import { connect } from 'node:net';
import pg from 'pg';
import { PASSWORDS } from './postgres-client.ts';

/** An answer of the server, read as far as the tests look. */
interface Answer {
  type: string;
  /** A row's values in hex, `null` for a null. */
  values?: string[];
  /** A row's first value, a command's tag, the transaction's state. */
  text: string;
  /** Types of parameters. */
  oids?: number[];
  /** Names and types of columns. */
  columns?: [string, number][];
}

/** Messages sent one by one, for what no driver does of its own accord. */
export interface MessageExchange {
  parse(name: string, sql: string): void;
  /** @param format 1 for binary results @default 0 */
  bind(portal: string, statement: string, values: (string | null)[], format?: number): void;
  describeStatement(name: string): void;
  execute(portal: string, most: number): void;
  closePortal(name: string): void;
  sync(): void;
  /** All answers up to the count-th of a type. */
  until(type: string, count?: number): Promise<Answer[]>;
  close(): void;
}

/** Opens a connection that is logged in by the driver, and takes it over. */
export async function openExchange(port: number): Promise<MessageExchange> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const client = new pg.Client({
    user: 'admin',
    password: PASSWORDS.admin,
    database: 'dev',
    stream: () => socket,
  } as pg.ClientConfig);
  // It sees the end of the connection that it no longer drives.
  client.on('error', () => undefined);
  await client.connect();
  socket.removeAllListeners('data');
  let bytes = Buffer.alloc(0);
  const answers: Answer[] = [];
  let wake = (): void => undefined;
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    while (bytes.length >= 5 && bytes.length >= 1 + bytes.readInt32BE(1)) {
      const end = 1 + bytes.readInt32BE(1);
      answers.push(read(String.fromCharCode(bytes[0] ?? 0), bytes.subarray(5, end)));
      bytes = bytes.subarray(end);
    }
    wake();
  });
  const send = (type: string, ...parts: (string | number | Buffer)[]): void => {
    const body = Buffer.concat(
      parts.map((part) =>
        typeof part === 'string'
          ? Buffer.from(`${part}\0`)
          : typeof part === 'number'
            ? int16(part)
            : part,
      ),
    );
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    socket.write(Buffer.concat([head, body]));
  };
  return {
    parse: (name, sql) => send('P', name, sql, 0),
    bind: (portal, statement, values, format = 0) => {
      const encoded = values.map((value) =>
        value === null
          ? int32(-1)
          : Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)]),
      );
      send('B', portal, statement, 0, values.length, ...encoded, 1, format);
    },
    describeStatement: (name) => send('D', Buffer.from('S'), name),
    execute: (portal, most) => send('E', portal, int32(most)),
    closePortal: (name) => send('C', Buffer.from('P'), name),
    sync: () => send('S'),
    until: async (type, count = 1) => {
      const isThere = () => answers.filter((answer) => answer.type === type).length >= count;
      while (!isThere()) await new Promise<void>((resolve) => (wake = resolve));
      return answers.splice(0);
    },
    close: () => socket.destroy(),
  };
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function read(type: string, body: Buffer): Answer {
  if (type === 'D') {
    const length = body.readInt32BE(2);
    const text = body.toString('utf8', 6, 6 + Math.max(length, 0));
    return { type, text, values: readValues(body) };
  }
  if (type === 'C') return { type, text: body.toString('utf8', 0, body.length - 1) };
  if (type === 't') {
    const count = body.readInt16BE(0);
    const oids = Array.from({ length: count }, (_, index) => body.readInt32BE(2 + index * 4));
    return { type, text: '', oids };
  }
  if (type === 'T') return { type, text: '', columns: readColumns(body) };
  return { type, text: type === 'Z' ? body.toString() : '' };
}

function readValues(body: Buffer): string[] {
  const values: string[] = [];
  for (let at = 2; at < body.length; ) {
    const length = body.readInt32BE(at);
    values.push(length < 0 ? 'null' : body.toString('hex', at + 4, at + 4 + length));
    at += 4 + Math.max(length, 0);
  }
  return values;
}

function readColumns(body: Buffer): [string, number][] {
  const columns: [string, number][] = [];
  let at = 2;
  for (let index = 0; index < body.readInt16BE(0); index += 1) {
    const end = body.indexOf(0, at);
    columns.push([body.toString('utf8', at, end), body.readInt32BE(end + 7)]);
    at = end + 19;
  }
  return columns;
}
