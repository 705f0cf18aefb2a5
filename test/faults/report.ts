import Table from 'cli-table3';
import type { Reckoning } from './check/differences.ts';

export type Report = Reckoning & {
  readonly seed: number;
  /** Faults of each kind that struck. */
  readonly faults: ReadonlyMap<string, number>;
  /** Other things worth knowing: how the disk was filled, how often a person had to help. */
  readonly notes: readonly string[];
};

/** Of each difference. */
const shownCharacters = 1_000;

const table = (head: readonly [string, string], rows: Iterable<readonly [string, number]>) => {
  const lines = new Table({
    head: [...head],
    colAligns: ['left', 'right'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const row of rows) lines.push([...row]);
  return lines.toString();
};

/** The report as text: faults by kind, counts, differences, and the seed to repeat it with. */
export const reportText = ({ seed, faults, counts, differences, notes }: Report): string => {
  const total = [...faults.values()].reduce((sum, count) => sum + count, 0);
  return [
    table(['fault', 'times'], [...faults, ['all', total]]),
    table(['counted', 'number'], [...Object.entries(counts), ['differences', differences.length]]),
    ...notes,
    ...differences.map((difference) => difference.slice(0, shownCharacters)),
    `seed ${seed}; to repeat its faults: FAULT_SEED=${seed} FAULTS=${total} FAULT_EVENTS=${counts['events sent']} npm test -- test/faults`,
  ].join('\n');
};
