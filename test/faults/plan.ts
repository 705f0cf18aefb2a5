import type { Random } from '../../simulator/random.ts';
import { badAnswers } from './faults/bad-answers.ts';
import { disturbances } from './faults/disturbances.ts';
import type { Fault } from './faults/fault.ts';
import { killedProcesses } from './faults/killed-processes.ts';

const allFaults: readonly Fault[] = [...killedProcesses, ...badAnswers, ...disturbances];

const shuffled = <T>(items: readonly T[], random: Random): T[] => {
  const rest = [...items];
  return items.map(() => rest.splice(random.integer(0, rest.length - 1), 1)[0] as T);
};

/** So many faults in a random order, in which no kind comes a second time before all have come once. */
export const plannedFaults = (count: number, random: Random): Fault[] => {
  const planned: Fault[] = [];
  while (planned.length < count) planned.push(...shuffled(allFaults, random));
  return planned.slice(0, count);
};
