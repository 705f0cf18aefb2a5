import type { StoredObject } from '../../adapters/object-store.ts';
import { batchStart, paddedSequence } from '../../domain/archive-layout.ts';
import type { ShardTip } from './stream-tips.ts';

/**
 * Of the objects that no load has taken, those of batches that begin at or before the tip of their shard: of a stream
 * that goes on there are always newer ones. An object of another name, or of a shard that is gone, is waited for.
 */
export const awaitedObjects = (
  pending: readonly StoredObject[],
  tips: readonly ShardTip[],
): StoredObject[] => {
  const newest = new Map(tips.map((tip) => [`${tip.stream}_${tip.shardId}`, tip.newest]));
  return pending.filter(({ key }) => {
    const { shard, first } = batchStart(key);
    const tip = newest.get(shard);
    return tip === undefined || (tip !== null && first <= paddedSequence(tip));
  });
};
