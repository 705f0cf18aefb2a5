import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Warehouse } from '../statements/warehouse.ts';
import { type PostgresUser, PostgresUsers } from './authentication/users.ts';
import { Connection } from './connection.ts';
import { RunningSessions } from './running-sessions.ts';

export interface PostgresOptions {
  /** @default 5439, Redshift's own, or a free one where that is taken */
  port?: number;
  /** Logins by name. */
  users: Readonly<Record<string, PostgresUser>>;
}

export interface RunningPostgres {
  port: number;
  close(): Promise<void>;
}

const REDSHIFT_PORT = 5439;

/** Serves a warehouse on the PostgreSQL protocol, version 3: a connection is a session. */
export async function startPostgres(
  warehouse: Warehouse,
  host: string,
  options: PostgresOptions,
): Promise<RunningPostgres> {
  const users = new PostgresUsers(options.users);
  const running = new RunningSessions();
  const connections = new Map<Socket, Promise<void>>();
  const server = createServer({ noDelay: true }, (socket) => {
    // What goes wrong with a socket shows where it is read.
    socket.on('error', () => undefined);
    const served = new Connection(socket, warehouse, users, running).serve();
    connections.set(socket, served);
    void served.finally(() => connections.delete(socket));
  });
  return {
    port: await listen(server, host, options.port),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const served = [...connections.values()];
      for (const socket of connections.keys()) socket.destroy();
      await Promise.all([...served, closed]);
    },
  };
}

async function listen(server: Server, host: string, port: number | undefined): Promise<number> {
  server.listen(port ?? REDSHIFT_PORT, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (port !== undefined || !isTaken) throw error;
    server.listen(0, host);
    await once(server, 'listening');
  }
  return (server.address() as AddressInfo).port;
}
