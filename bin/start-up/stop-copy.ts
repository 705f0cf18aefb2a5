import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '../../domain/errors.ts';
import { DataFolder } from '../../local/data-folder.ts';
import { endLeftoverMariaDb } from '../../local/mariadb.ts';
import { dataFolder } from '../environment.ts';

/** Longest wait for the batches and loads that are under way, milliseconds. */
const patienceMs = 180_000;

/**
 * Stops the copy that runs in the data folder, and waits until it has; ends what a killed one left behind.
 * @returns whether there was one.
 */
export const stopCopy = async (): Promise<boolean> => {
  const folder = new DataFolder(dataFolder());
  if (!folder.isOurs()) return false;
  const supervisor = folder.supervisor();
  if (supervisor === null) {
    await endLeftoverMariaDb(folder.at('mariadb'));
    folder.clearRun();
    folder.unlock();
    return false;
  }
  process.kill(supervisor, 'SIGTERM');
  const deadline = Date.now() + patienceMs;
  while (folder.supervisor() === supervisor) {
    if (Date.now() > deadline) {
      throw new TransientError(
        `CasePulse (process ${supervisor}) must stop within ${patienceMs / 1000} s, and has not; see ${folder.at('logs')}`,
      );
    }
    await sleep(50);
  }
  return true;
};
