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

/**
 * So many faults in a random order, in which no kind comes a second time before all have come once.
 * @param kind part of the names of those to choose from.
 */
export const plannedFaults = (count: number, random: Random, kind: string): Fault[] => {
  const faults = allFaults.filter((fault) => fault.kind.includes(kind));
  if (faults.length === 0)
    throw new RangeError(`FAULT_KIND must be part of a fault's name, got ${kind}`);
  const planned: Fault[] = [];
  while (planned.length < count) planned.push(...shuffled(faults, random));
  return planned.slice(0, count);
};
