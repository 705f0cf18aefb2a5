import getPort from 'get-port';
import type { DataFolder } from '../data-folder.ts';
import { loopback, portInUse } from '../loopback.ts';
import { type ServerName, servers } from './environment.ts';

/**
 * A port for each server: from `first` on, or the last run's where they are free, or any free ones.
 * @throws ConfigurationError where one of those from `first` on is in use.
 */
export const choosePorts = async (
  folder: DataFolder,
  first: number | null,
): Promise<Record<ServerName, number>> => {
  const last = folder.ports();
  const chosen: Partial<Record<ServerName, number>> = {};
  for (const [i, name] of servers.entries()) {
    const wished = first === null ? last[name] : first + i;
    const port = await getPort({
      host: loopback,
      exclude: Object.values(chosen),
      ...(wished !== undefined && { port: wished }),
    });
    if (first !== null && port !== first + i) throw portInUse(first + i);
    chosen[name] = port;
  }
  const ports = chosen as Record<ServerName, number>;
  folder.writePorts(ports);
  return ports;
};
