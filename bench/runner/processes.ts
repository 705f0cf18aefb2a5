import { readFileSync } from 'node:fs';
import type { PartName } from '../../local/parts/part.ts';
import { type PartHandle, startPartProcess } from '../../local/parts/part-process.ts';
import { ownCpuMs } from './compare.ts';

/** Clock ticks a second that Linux counts CPU time in (USER_HZ, proc_pid_stat(5)). */
const ticksPerSecond = 100;

/** CPU time of a process and of all its threads; undefined where the system does not tell (no Linux). */
const cpuMsOf = (pid: number): number | undefined => {
  try {
    // The name, in brackets, may hold blanks; utime and stime are the 14th and 15th field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
  } catch {
    return undefined;
  }
};

/** CPU time of this process and of others together. */
export const cpuMsWith =
  (...pids: readonly number[]) =>
  (): number | undefined => {
    let sum = ownCpuMs();
    for (const pid of pids) {
      const cpuMs = cpuMsOf(pid);
      if (cpuMs === undefined) return undefined;
      sum += cpuMs;
    }
    return sum;
  };

/** What makes a Node process write its CPU profile when it ends, where one is taken. */
const profileEnvironment = (label: string): Record<string, string> => {
  const folder = process.env['BENCH_PROFILE'];
  return folder === undefined
    ? {}
    : {
        NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder} --cpu-prof-name=${label}.cpuprofile`,
      };
};

/** Starts a part as a local copy does, in a process of its own. */
export const startPart = (name: PartName, options: object, log: string): Promise<PartHandle> =>
  startPartProcess(name, options, profileEnvironment(name), log);
