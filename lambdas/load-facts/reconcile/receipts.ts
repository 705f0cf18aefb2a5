import { paddedSequence } from '../../../domain/archive-layout.ts';
import { invocationRecordSchema } from '../../../domain/invocation-record.ts';
import { parseMessage, receiptSchema } from '../../../domain/messages.ts';
import type { Row } from '../../../domain/table.ts';
import { onFailurePrefix } from '../../event-source-settings.ts';
import type { Range } from './count-streams.ts';
import type { ListedReceipt } from './list-archive.ts';
import type { Reconciler } from './reconciler.ts';

/** Receipts that are read at the same time. */
const readsAtOnce = 16;

/** The rows of ops.receipt for receipts that are not there yet. */
export const receiptRows = async (
  { archive }: Reconciler,
  receipts: readonly ListedReceipt[],
): Promise<Row[]> => {
  const read = async ({ key }: ListedReceipt): Promise<Row[]> => {
    const body = await archive.get(key);
    // Deleted since it was listed: the next listing shows it.
    if (body === null) return [];
    const receipt = parseMessage(
      receiptSchema,
      new TextDecoder().decode(body),
      `The receipt ${key}`,
    );
    return receipt.archived.map((object) => ({
      receipt_key: key,
      source: receipt.stream,
      shard_id: receipt.shardId,
      first_sequence_number: receipt.firstSequenceNumber,
      last_sequence_number: receipt.lastSequenceNumber,
      kind: object.kind,
      archive_key: object.key,
      row_count: object.rows,
    }));
  };
  const rows: Row[] = [];
  for (let start = 0; start < receipts.length; start += readsAtOnce) {
    rows.push(...(await Promise.all(receipts.slice(start, start + readsAtOnce).map(read))).flat());
  }
  return rows;
};

/** What the stream mappings gave up on, by stream and shard as `<stream>/<shard>`. */
export const givenUpRanges = async ({ archive }: Reconciler): Promise<Map<string, Range[]>> => {
  const ranges = new Map<string, Range[]>();
  for await (const { key } of archive.list(onFailurePrefix)) {
    const body = await archive.get(key);
    if (body === null) continue;
    const text = new TextDecoder().decode(body);
    const { KinesisBatchInfo: batch } = parseMessage(invocationRecordSchema, text, key);
    const stream = batch.streamArn.slice(batch.streamArn.lastIndexOf('/') + 1);
    const shard = `${stream}/${batch.shardId}`;
    const first = paddedSequence(batch.startSequenceNumber);
    const last = paddedSequence(batch.endSequenceNumber);
    ranges.set(shard, [...(ranges.get(shard) ?? []), { first, last }]);
  }
  return ranges;
};
