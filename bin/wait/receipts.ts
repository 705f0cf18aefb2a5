import type { ObjectStore } from '../../adapters/object-store.ts';
import { paddedSequence, receiptPrefix } from '../../domain/archive-layout.ts';
import type { ShardTip } from './stream-tips.ts';

/** Last sequence number of a receipt, padded, from its key `<prefix><first>-<last>.json`. */
const lastOf = (key: string): string => key.slice(key.lastIndexOf('-') + 1, -'.json'.length);

/**
 * Whether the consumer has written a receipt for the shard's newest record.
 * @param isThorough looks through all receipts of the shard, and not only those of batches that began where the newest loaded
 * ones did or later: a batch that was read again, with other bounds, may have begun before them
 */
export const isConsumed = async (
  tip: ShardTip,
  archive: ObjectStore,
  isThorough = false,
): Promise<boolean> => {
  if (tip.newest === null || tip.newest === tip.position?.loaded) return true;
  const newest = paddedSequence(tip.newest);
  const prefix = receiptPrefix(tip.stream, tip.shardId);
  const startAfter =
    tip.position === null || isThorough ? undefined : prefix + tip.position.receiptsFrom;
  for await (const { key } of archive.list(prefix, startAfter)) {
    if (lastOf(key) >= newest) return true;
  }
  return false;
};
