import { setTimeout as sleep } from 'node:timers/promises';
import { ObjectStore } from '../../adapters/object-store.ts';
import type { Warehouse } from '../../adapters/redshift-data.ts';
import { ShardReader } from '../../adapters/shard-reader.ts';
import { TransientError } from '../../domain/errors.ts';
import { kinds } from '../../domain/facts.ts';
import type { Report } from '../../domain/progress.ts';
import { pendingObjects } from '../../lambdas/load-facts/pending-objects.ts';
import { awaitedObjects } from './awaited-objects.ts';
import { isConsumed } from './receipts.ts';
import { findTips, type ShardTip } from './stream-tips.ts';

export type WaitOptions = {
  readonly streams: readonly string[];
  readonly archiveBucket: string;
  readonly stagingBucket: string;
  readonly warehouse: Warehouse;
  readonly timeoutSeconds: number;
};

/** Between two looks, milliseconds: a look costs a few listings and one statement for each kind. */
const lookAgainMs = 250;

/** Each so many-th look goes through all receipts, which are many after some days. */
const thoroughLooks = 20;

const toLoad = (objects: number): string => {
  if (objects === 0) return 'all is loaded or quarantined';
  return `${objects} archived object${objects === 1 ? '' : 's'} to load`;
};

/**
 * Returns when everything that was in the streams at the call is loaded or quarantined: each shard's
 * newest record has a receipt, and every archived object with records up to it is in the ledger.
 * @throws TransientError when the time is over, saying what is still on its way.
 */
export const waitForLoaded = async (options: WaitOptions, report: Report): Promise<void> => {
  const { streams, warehouse, timeoutSeconds } = options;
  const deadlineMs = performance.now() + timeoutSeconds * 1000;
  const archive = new ObjectStore(options.archiveBucket);
  const staging = new ObjectStore(options.stagingBucket);
  const tips = await findTips(streams, new ShardReader(), warehouse);

  let waiting: ShardTip[] = tips;
  for (let look = 1; ; look++) {
    const isThorough = look % thoroughLooks === 0;
    const consumed = await Promise.all(waiting.map((tip) => isConsumed(tip, archive, isThorough)));
    waiting = waiting.filter((_, i) => !consumed[i]);
    let unloaded = 0;
    if (waiting.length === 0) {
      for (const kind of kinds) {
        const pending = await pendingObjects({ archive, staging, warehouse }, kind, 'recent');
        unloaded += awaitedObjects(pending, tips).length;
      }
    }
    report({
      step: 'waiting for the loads',
      done: tips.length - waiting.length,
      total: tips.length,
      unit: waiting.length > 0 ? 'shards read' : `shards read; ${toLoad(unloaded)}`,
    });
    if (waiting.length === 0 && unloaded === 0) return;
    if (performance.now() > deadlineMs) {
      const what =
        waiting.length > 0
          ? `not consumed yet: ${waiting.map(({ stream, shardId }) => `${stream}/${shardId}`).join(', ')}`
          : `archived objects not loaded yet: ${unloaded}`;
      throw new TransientError(
        `Everything sent must be loaded or quarantined within ${timeoutSeconds} s, ${what}; see \`status\`, or wait longer with --timeout`,
      );
    }
    await sleep(lookAgainMs);
  }
};
