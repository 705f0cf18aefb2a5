import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { ConfigurationError } from '../domain/errors.ts';

/** All local servers listen here and nowhere else. */
export const loopback = '127.0.0.1';

const portInUse = (port: number): ConfigurationError =>
  new ConfigurationError(
    `Port ${port} on ${loopback} must be free, but something listens there; choose another with --port, or leave the option away for a free one`,
  );

/**
 * Lets `server` listen on `port`, or on a free one, and gives the port.
 * @throws ConfigurationError where the port is in use.
 */
export const listenOnLoopback = (server: Server, port = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(port) : error),
    );
    server.listen(port, loopback, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/**
 * Ports below those that systems give to outgoing connections and to servers that name none (from 32768 on Linux, 49152
 * elsewhere): one that is free now is still free seconds later, when its server has started.
 */
const ownPorts = { first: 20_000, end: 32_768 } as const;
/** So many in a row that are taken are no chance. */
const mostTries = 50;

/** @throws ConfigurationError where something listens on `port`. */
const tryPort = async (port: number): Promise<number> => {
  const probe = createServer();
  const free = await listenOnLoopback(probe, port);
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return free;
};

/**
 * `port` where nothing listens there, or one of our choice for 0, for a server that is yet to start.
 * @throws ConfigurationError where it is in use.
 */
export const freePort = async (port = 0): Promise<number> => {
  if (port !== 0) return tryPort(port);
  for (let tries = 1; ; tries++) {
    try {
      return await tryPort(randomInt(ownPorts.first, ownPorts.end));
    } catch (error) {
      if (!(error instanceof ConfigurationError) || tries === mostTries) throw error;
    }
  }
};
