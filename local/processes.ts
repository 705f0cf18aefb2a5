import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process with this id runs (a zombie does not). */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    // Field 3, after the command in brackets: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true; // no /proc here
  }
};

/** The command line of a running process, its words joined by spaces, or null where it does not run. */
export const processCommand = (pid: number): string | null => {
  if (!isRunning(pid)) return null;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    } catch {
      return null;
    }
  }
};

/** Asks a process to end (SIGTERM), waits, and kills it where it does not within `patienceMs`. */
export const endProcess = async (pid: number, patienceMs: number): Promise<void> => {
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name);
    } catch {
      // it ended by itself
    }
  };
  signal('SIGTERM');
  const deadline = Date.now() + patienceMs;
  while (isRunning(pid) && Date.now() < deadline) await sleep(20);
  if (isRunning(pid)) signal('SIGKILL');
  while (isRunning(pid)) await sleep(20);
};
