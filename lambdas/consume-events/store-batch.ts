import { byteFunctions } from '../../adapters/byte-functions.ts';
import type { ObjectStore } from '../../adapters/object-store.ts';
import { encodeParquet } from '../../adapters/parquet.ts';
import {
  archiveKey,
  batchName,
  partition,
  rawKey,
  receiptKey,
} from '../../domain/archive-layout.ts';
import { TransientError } from '../../domain/errors.ts';
import {
  type AcceptanceContext,
  type AcceptedRows,
  acceptRecord,
  noRows,
  type SourceRecord,
} from '../../domain/events/index.ts';
import { archiveTables, kinds } from '../../domain/facts.ts';
import type { Receipt, WakeUp } from '../../domain/messages.ts';
import type { ShardBatch } from './shard-batch.ts';

/** How a batch is read. */
export type BatchLimits = {
  /** IANA name of the zone that event timestamps are in. */
  readonly businessTimezone: string;
  /**
   * Rows after which a batch takes no more records. A batch that holds more (a few gzipped records can)
   * is stored up to there, and the rest is left for the next invocation.
   */
  readonly maxRows: number;
  /** The same for bytes of text, gunzipped: a megabyte of gzip can be a thousand to read. */
  readonly maxTextBytes: number;
};

/** What became of a batch. */
export type StoredBatch = {
  readonly receipt: Receipt;
  readonly wakeUps: readonly WakeUp[];
  /** Quarantined elements by reason code. */
  readonly refusals: Readonly<Record<string, number>>;
  /** First record that was left for the next invocation; null where all are stored. */
  readonly leftFrom: string | null;
};

type Accepted = { readonly rows: AcceptedRows; readonly context: AcceptanceContext };

const rowCount = (rows: AcceptedRows): number =>
  rows.cases.length + rows.surveys.length + rows.quarantine.length;

/** The rows of the first records, until a limit is reached; at least one record is taken. */
const accept = (
  { stream, shardId }: ShardBatch,
  records: readonly SourceRecord[],
  { businessTimezone, maxRows, maxTextBytes }: BatchLimits,
): Accepted & { readonly taken: number } => {
  const first = records[0]?.sequenceNumber ?? '';
  const last = records.at(-1)?.sequenceNumber ?? '';
  const arrivedAt = records[0]?.arrivedAt ?? '';
  const name = batchName(stream, shardId, first, last);
  const context: AcceptanceContext = {
    ...byteFunctions,
    businessTimezone,
    archiveKeys: {
      cases: archiveKey('cases', 'stream', arrivedAt, name),
      surveys: archiveKey('surveys', 'stream', arrivedAt, name),
      quarantine: archiveKey('quarantine', 'stream', arrivedAt, name),
    },
    rawKey: rawKey('stream', arrivedAt, name),
  };
  const rows = noRows();
  let taken = 0;
  for (const record of records) {
    if (rowCount(rows) >= maxRows || rows.textBytes >= maxTextBytes) break;
    acceptRecord(record, context, rows);
    taken++;
  }
  return { rows, context, taken };
};

/** @throws TransientError where storage does not take it, whatever the reason. */
const put = async (
  archive: ObjectStore,
  ...object: Parameters<ObjectStore['put']>
): Promise<void> => {
  try {
    await archive.put(...object);
  } catch (cause) {
    throw new TransientError(
      `The archive must take ${object[0]}, and did not: ${cause}; the records come again`,
      { cause },
    );
  }
};

/**
 * Archives one shard's batch: the original bytes of what is quarantined, then one Parquet object for
 * each kind that has rows, then the receipt. Keys and bytes depend on the records alone, so doing it
 * again writes the same again.
 * @throws TransientError where storage fails: nothing has a receipt, and all records are to come again
 */
export const storeBatch = async (
  batch: ShardBatch,
  archive: ObjectStore,
  limits: BatchLimits,
): Promise<StoredBatch> => {
  let records = batch.records;
  let accepted = accept(batch, records, limits);
  if (accepted.taken < records.length) {
    // The name of an object tells its range, so a shorter batch is another object.
    records = records.slice(0, accepted.taken);
    accepted = accept(batch, records, limits);
  }
  const { rows, context } = accepted;
  const filled = kinds.filter((kind) => rows[kind].length > 0);

  if (rows.raw.length > 0) await put(archive, context.rawKey, Buffer.concat(rows.raw));
  await Promise.all(
    filled.map((kind) =>
      put(archive, context.archiveKeys[kind], encodeParquet(archiveTables[kind], rows[kind])),
    ),
  );
  const { stream, shardId } = batch;
  const firstSequenceNumber = records[0]?.sequenceNumber ?? '';
  const lastSequenceNumber = records.at(-1)?.sequenceNumber ?? '';
  const receipt: Receipt = {
    version: 1,
    stream,
    shardId,
    firstSequenceNumber,
    lastSequenceNumber,
    records: records.length,
    events: rowCount(rows),
    archived: filled.map((kind) => ({
      kind,
      key: context.archiveKeys[kind],
      rows: rows[kind].length,
    })),
  };
  await put(
    archive,
    receiptKey(stream, shardId, firstSequenceNumber, lastSequenceNumber),
    JSON.stringify(receipt),
    'application/json',
  );
  const where = partition('stream', records[0]?.arrivedAt ?? '');
  const refusals: Record<string, number> = {};
  for (const row of rows.quarantine) {
    const code = String(row['reason_code']);
    refusals[code] = (refusals[code] ?? 0) + 1;
  }
  return {
    receipt,
    wakeUps: filled.map((kind) => ({ version: 1, kind, partition: where })),
    refusals,
    leftFrom: batch.records[records.length]?.sequenceNumber ?? null,
  };
};
