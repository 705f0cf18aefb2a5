import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, processCommand } from '../../../local/processes.ts';

/** Processes that this one has started and that run. */
const childrenOf = (pid: number): number[] => {
  try {
    const list = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
    return list.trim().split(/\s+/).map(Number).filter(isRunning);
  } catch {
    return []; // it has none, or is gone
  }
};

/** The process of one function under the event sources' process, where it runs. */
export const functionProcess = (eventSources: number, name: string): number | undefined =>
  childrenOf(eventSources).find((pid) =>
    processCommand(pid)?.includes(`/${name}/handler.ts casepulse-${name} `),
  );

export const kill = (pid: number | null | undefined): void => {
  if (!pid) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself
  }
};

/** Waits until these have ended; kills what has not within `patienceMs`. */
export const untilEnded = async (pids: readonly number[], patienceMs: number): Promise<void> => {
  const deadlineMs = performance.now() + patienceMs;
  while (pids.some(isRunning)) {
    if (performance.now() > deadlineMs) for (const pid of pids) kill(pid);
    await sleep(20);
  }
};
