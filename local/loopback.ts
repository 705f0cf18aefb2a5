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
 * `port` where nothing listens there, or a port of the system's choice for 0.
 * @throws ConfigurationError where it is in use.
 */
export const freePort = async (port = 0): Promise<number> => {
  const probe = createServer();
  const free = await listenOnLoopback(probe, port);
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return free;
};
