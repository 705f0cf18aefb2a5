import type { ShardRecord } from '../../../adapters/shard-reader.ts';
import { paddedSequence } from '../../../domain/archive-layout.ts';
import type { Row } from '../../../domain/table.ts';
import type { Reconciler } from './reconciler.ts';

/** Records from `first` to `last`, padded sequence numbers, both included. */
export type Range = { readonly first: string; readonly last: string };

/** What is known of a shard before it is counted. */
export type ShardState = {
  readonly source: string;
  readonly shardId: string;
  /** The last record of those that are counted for good; null: none is. */
  readonly countedUntil: string | null;
  readonly covered: readonly Range[];
  readonly givenUp: readonly Range[];
};

type Count = { records: number; covered: number; givenUp: number; last: string };

/** Whether a range holds the records that it is asked for, one after the other, in order. */
const holder = (ranges: readonly Range[]): ((sequence: string) => boolean) => {
  const sorted = ranges.toSorted((a, b) => (a.first < b.first ? -1 : 1));
  let next = 0;
  let until = '';
  return (sequence) => {
    for (let range = sorted[next]; range && range.first <= sequence; range = sorted[++next]) {
      if (range.last > until) until = range.last;
    }
    return sequence <= until;
  };
};

const hourOf = (record: ShardRecord): string =>
  `${(record.ApproximateArrivalTimestamp ?? new Date(0)).toISOString().slice(0, 13).replace('T', ' ')}:00:00`;

/**
 * Counts a shard's records from the first that is not counted for good to the last that is due: that
 * arrived before `dueBefore`. Up to the first record that nothing accounts for the count is final; from there
 * on it is open, and made again the next time.
 * @returns rows of ops.stream_count
 */
export const countShard = async (
  { reader }: Pick<Reconciler, 'reader'>,
  { source, shardId, countedUntil, covered, givenUp }: ShardState,
  dueBefore: Date,
): Promise<Row[]> => {
  const isCovered = holder(covered);
  const isGivenUp = holder(givenUp);
  const counts = { final: new Map<string, Count>(), open: new Map<string, Count>() };
  let state: 'final' | 'open' = 'final';
  reading: for await (const records of reader.pages(source, shardId, countedUntil)) {
    for (const record of records) {
      if ((record.ApproximateArrivalTimestamp ?? dueBefore) >= dueBefore) break reading;
      const last = record.SequenceNumber ?? '';
      const sequence = paddedSequence(last);
      const covers = isCovered(sequence);
      const gaveUp = isGivenUp(sequence) && !covers;
      // What was given up may still be redriven: it stays open.
      if (!covers) state = 'open';
      const hour = hourOf(record);
      const count = counts[state].get(hour) ?? { records: 0, covered: 0, givenUp: 0, last };
      count.records += 1;
      if (covers) count.covered += 1;
      if (gaveUp) count.givenUp += 1;
      count.last = last;
      counts[state].set(hour, count);
    }
  }
  return (['final', 'open'] as const).flatMap((kind) =>
    [...counts[kind]].map(([arrived_hour, { records, covered: inRange, givenUp: up, last }]) => ({
      source,
      shard_id: shardId,
      arrived_hour,
      state: kind,
      record_count: records,
      covered_count: inRange,
      given_up_count: up,
      last_sequence_number: last,
    })),
  );
};
