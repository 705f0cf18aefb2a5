import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Row } from './compare.ts';
import type { surroundings } from './machine.ts';

const folder = new URL('../results/', import.meta.url);

/** One benchmark of a results file. */
export type Result = {
  readonly surroundings: ReturnType<typeof surroundings>;
  readonly isFull: boolean;
  readonly rows: readonly Row[];
};

const read = (path: URL): Record<string, Result> => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Result>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
};

/**
 * Writes a benchmark's figures into bench/results/<run>.json, beside those of the others.
 * @returns the file's path in the project
 */
export const keepResult = (run: string, benchmark: string, result: Result): string => {
  const path = new URL(`${run}.json`, folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${JSON.stringify({ ...read(path), [benchmark]: result }, null, 2)}\n`);
  return `bench/results/${run}.json`;
};
