import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from './benchmark.ts';
import { compare, type Row } from './compare.ts';

type Options = { readonly isFull: boolean; readonly isProfile: boolean };

/** Runs one benchmark and cleans up after it. @returns its figures */
export const runBenchmark = async (benchmark: Benchmark, options: Options): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'casepulse-bench-'));
  const closing: (() => unknown)[] = [];
  const rows: Row[] = [];
  try {
    await benchmark.run({
      ...options,
      folder,
      compare: async (comparison) => {
        const [ours] = comparison.subjects;
        const { baseline: _, ...alone } = comparison;
        const results = await compare(
          options.isProfile ? { ...alone, subjects: [ours] } : comparison,
        );
        rows.push(...results);
        return results;
      },
      record: (...figures) => {
        rows.push(...figures);
      },
      onEnd: (close) => {
        closing.push(close);
      },
    });
  } finally {
    for (const close of closing.reverse()) await close();
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
};
