import { byteFunctions } from '../../../adapters/byte-functions.ts';
import { type AcceptedRows, acceptRecord, noRows } from '../../../domain/events/index.ts';

/** What the consumer would make of records that arrive at `arrivedAt` ('YYYY-MM-DD HH:MM:SS', UTC). */
export const acceptAll = (
  texts: Iterable<string>,
  arrivedAt: string,
  businessTimezone = 'UTC',
): AcceptedRows => {
  const rows = noRows();
  let position = 0;
  for (const text of texts) {
    acceptRecord(
      {
        data: Buffer.from(text),
        source: 'stream',
        shardId: 'shard',
        sequenceNumber: String(position),
        arrivedAt: `${arrivedAt}.000000`,
      },
      {
        ...byteFunctions,
        businessTimezone,
        archiveKeys: { cases: 'c', surveys: 's', quarantine: 'q' },
        rawKey: 'r',
      },
      rows,
    );
    position += 1;
  }
  return rows;
};
