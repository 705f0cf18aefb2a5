import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/**
 * A data folder of its own with a warehouse that is migrated for the business zone UTC. Migrating it again
 * changes nothing, or for another zone makes its views anew.
 */
export const migratedFolder = async (prefix: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await cp(inject('migratedWarehouse'), folder, { recursive: true });
  return folder;
};
