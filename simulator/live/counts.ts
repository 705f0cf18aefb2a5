import type { FactKind } from '../../domain/facts.ts';
import type { LiveEvent } from './events.ts';

/** What a run has sent. sent = registered + closed + surveyed + broken = cases + surveys. */
export type LiveCounts = {
  sent: number;
  registered: number;
  closed: number;
  surveyed: number;
  /** Can't be used. */
  broken: number;
  /** Of all: came a second time, came hours late, were overtaken by others. */
  duplicates: number;
  late: number;
  outOfOrder: number;
  /** From the run's first moment until Kinesis had the last record. */
  seconds: number;
  /** Of all: records put into each stream. */
  readonly streams: Record<FactKind, number>;
};

export const noCounts = (): LiveCounts => ({
  sent: 0,
  registered: 0,
  closed: 0,
  surveyed: 0,
  broken: 0,
  duplicates: 0,
  late: 0,
  outOfOrder: 0,
  seconds: 0,
  streams: { cases: 0, surveys: 0 },
});

export const count = (counts: LiveCounts, event: LiveEvent): void => {
  counts.sent += 1;
  counts[event.what] += 1;
  counts.streams[event.kind] += 1;
  if (event.isDuplicate) counts.duplicates += 1;
  if (event.isLate) counts.late += 1;
  if (event.isOvertaken) counts.outOfOrder += 1;
};
