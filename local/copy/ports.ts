import type { DataFolder } from '../data-folder.ts';
import { freePort } from '../loopback.ts';
import { type ServerName, servers } from './environment.ts';

/** The last run's port where nothing listens there by now, or another one. */
const again = (last: number | undefined): Promise<number> => freePort(last).catch(() => freePort());

/**
 * A port for each server: from `first` on, or the last run's where they are free, or any free ones.
 * @throws ConfigurationError where one of those from `first` on is in use.
 */
export const choosePorts = async (
  folder: DataFolder,
  first: number | null,
): Promise<Record<ServerName, number>> => {
  const last = folder.ports();
  const ports = { mariadb: 0, kinesis: 0, objects: 0, warehouse: 0, postgres: 0, dashboard: 0 };
  for (const [i, name] of servers.entries()) {
    ports[name] = first === null ? await again(last[name]) : await freePort(first + i);
  }
  folder.writePorts(ports);
  return ports;
};
