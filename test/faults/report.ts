import Table from 'cli-table3';
import type { Reckoning } from './check/differences.ts';

/** How often a kind of fault struck, and how long that and the recovery took in all. */
export type Struck = { readonly times: number; readonly seconds: number };

export type Report = Reckoning & {
  readonly seed: number;
  /** Faults of each kind that struck. */
  readonly faults: ReadonlyMap<string, Struck>;
  /** Seconds that the parts of the run took, by what they are. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Other things worth knowing: how the disk was filled, how often a person had to help. */
  readonly notes: readonly string[];
};

/** Of each difference. */
const shownCharacters = 1_000;

const table = (head: readonly string[], rows: Iterable<readonly (string | number)[]>) => {
  const lines = new Table({
    head: [...head],
    colAligns: ['left', 'right', 'right'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const row of rows) lines.push([...row]);
  return lines.toString();
};

/** Faults that struck, of all kinds. */
export const faultCount = ({ faults }: Report): number =>
  [...faults.values()].reduce((sum, { times }) => sum + times, 0);

const rounded = (seconds: number): number => Math.round(seconds * 10) / 10;

/** The report as text: faults by kind, counts, differences, and the seed to repeat it with. */
export const reportText = (report: Report): string => {
  const { seed, faults, seconds, counts, differences, notes } = report;
  const total = faultCount(report);
  const struck = [...faults].map(([kind, { times, seconds: took }]) => [
    kind,
    times,
    rounded(took),
  ]);
  return [
    table(['fault', 'times', 'seconds'], [...struck, ['all', total]]),
    table(
      ['part of the run', 'seconds'],
      Object.entries(seconds).map(([part, took]) => [part, rounded(took)]),
    ),
    table(['counted', 'number'], [...Object.entries(counts), ['differences', differences.length]]),
    ...notes,
    ...differences.map((difference) => difference.slice(0, shownCharacters)),
    `seed ${seed}; to repeat its faults: FAULT_SEED=${seed} FAULTS=${total} FAULT_EVENTS=${counts['events sent']} npm test -- test/faults`,
  ].join('\n');
};
