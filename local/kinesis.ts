import { createServer as createHttp1Server, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { createRequire } from 'node:module';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { countByBigInt, type KinesaliteNumbers } from './kinesalite-numbers.ts';
import { listenOnLoopback, loopback } from './loopback.ts';
import type { LocalServer } from './server.ts';

const require = createRequire(import.meta.url);

type Operation = { type: string; value?: { ApproximateArrivalTimestamp?: number } };
type StreamDb = { batch: (operations: Operation[], ...rest: unknown[]) => unknown };
type Store = { getStreamDb: (name: string) => StreamDb };
type KinesaliteOptions = { path?: string; createStreamMs: number; arrivalSeconds?: () => number };

/** kinesalite has no types. */
const kinesalite = require('kinesalite') as (options: KinesaliteOptions) => Server;
const kinesaliteDb = require('kinesalite/db') as KinesaliteNumbers & {
  create: (options: KinesaliteOptions) => Store;
};

countByBigInt(kinesaliteDb);

/*
 * A fixed clock counts for a record's arrival only: kinesalite's own clock must go on, since shard
 * iterators, retention and sequence numbers live by it. So the arrival is set where records are stored.
 */
const createStore = kinesaliteDb.create;
kinesaliteDb.create = (options) => {
  const store = createStore(options);
  const { arrivalSeconds } = options;
  if (!arrivalSeconds) return store;
  const open = store.getStreamDb;
  const clocked = new WeakSet<StreamDb>();
  store.getStreamDb = (name) => {
    const db = open(name);
    if (!clocked.has(db)) {
      clocked.add(db);
      const write = db.batch.bind(db);
      db.batch = (operations, ...rest) => {
        for (const { value } of operations) {
          if (value?.ApproximateArrivalTimestamp !== undefined) {
            value.ApproximateArrivalTimestamp = arrivalSeconds();
          }
        }
        return write(operations, ...rest);
      };
    }
    return db;
  };
  return store;
};

/** What an HTTP/2 connection begins with: https://datatracker.ietf.org/doc/html/rfc9113#section-3.4 */
const http2Preface = Buffer.from('PRI ');

/**
 * Starts kinesalite on loopback, speaking HTTP/2 (what the SDK's Kinesis client speaks) and HTTP/1.1 on one port.
 * @param options.dataDir keeps records over restarts; in memory by default.
 * @param options.port free one by default.
 * @param options.now clock of the records' arrival; the real one by default.
 */
export const startKinesis = async (
  options: { dataDir?: string; port?: number; now?: () => Date } = {},
): Promise<LocalServer> => {
  const { now } = options;
  const service = kinesalite({
    createStreamMs: 0,
    ...(options.dataDir && { path: options.dataDir }),
    ...(now && { arrivalSeconds: () => now().getTime() / 1000 }),
  });

  // kinesalite ends itself when a client breaks off within a request, so it gets whole requests only.
  const whole = (request: IncomingMessage, response: unknown): void => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => undefined);
    request.on('end', () => {
      const { method, url, headers } = request;
      const body = Readable.from(parts.length > 0 ? [Buffer.concat(parts)] : []);
      service.emit('request', Object.assign(body, { method, url, headers }), response);
    });
  };
  const http1 = createHttp1Server(whole);
  // The compatibility objects of node:http2 offer what kinesalite uses of node:http's.
  const http2 = createHttp2Server((request, response) =>
    whole(request as unknown as IncomingMessage, response),
  );
  http2.on('sessionError', () => undefined);

  const sockets = new Set<Socket>();
  const front = createTcpServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    socket.once('data', (start) => {
      socket.pause();
      socket.unshift(start);
      const isHttp2 = start.subarray(0, http2Preface.length).equals(http2Preface);
      (isHttp2 ? http2 : http1).emit('connection', socket);
      if (!isHttp2) socket.resume();
    });
  });
  const port = await listenOnLoopback(front, options.port);
  return {
    url: `http://${loopback}:${port}`,
    port,
    close: async () => {
      const closed = new Promise<void>((resolve) => front.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      // It never listened itself: its own close() ends its database first, then has nothing to close.
      await new Promise<void>((resolve) => service.close(() => resolve()));
    },
  };
};
