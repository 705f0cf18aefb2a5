import type { ListedObject } from '../../../adapters/object-store.ts';
import {
  archivePrefix,
  historySource,
  origins,
  rawPrefix,
} from '../../../domain/archive-layout.ts';
import { type Kind, kinds } from '../../../domain/facts.ts';
import { recentPrefixes } from '../pending-objects.ts';
import type { Reconciler } from './reconciler.ts';

/** One receipt of the listing: its key tells what it covers. */
export type ListedReceipt = ListedObject & {
  readonly source: string;
  readonly shardId: string;
  /** Padded sequence numbers, of the first and the last record. */
  readonly first: string;
  readonly last: string;
};

/** One object of the archive; `originals`: the original bytes that a quarantine object leads to. */
export type ListedArchiveObject = ListedObject & {
  readonly source: string;
  readonly kind: Kind | 'originals';
};

/** `…/<stream>_<shard>_<first>-<last>.parquet`; a stream's name may hold an underscore, the rest can't. */
const sourceOf = (key: string): string =>
  key.slice(key.lastIndexOf('/') + 1).replace(/_[^_]*_[^_]*$/, '');

/** Where the archive has its objects: in the folder of an hour. */
const inLayout = /\/arrival_date=\d{4}-\d{2}-\d{2}\/arrival_hour=\d{2}\/[^/]+$/;

/** Day of the folder `…/arrival_date=YYYY-MM-DD/`. */
const dayOf = (folder: string): string => folder.slice(-'YYYY-MM-DD/'.length, -1);

/** Name of the last folder of `a/b/`. */
const folderName = (folder: string): string => folder.split('/').at(-2) ?? '';

/**
 * The receipts of the last days: those after the newest receipt that is older.
 * @param olderThan by shard folder `receipts/<stream>/<shard>/`: the key after which to list
 */
export const listReceipts = async (
  { archive }: Reconciler,
  olderThan: ReadonlyMap<string, string>,
): Promise<ListedReceipt[]> => {
  const receipts: ListedReceipt[] = [];
  for await (const stream of archive.folders('receipts/')) {
    for await (const shard of archive.folders(stream)) {
      for await (const object of archive.list(shard, olderThan.get(shard))) {
        const [first = '', last = ''] = object.key.slice(shard.length, -'.json'.length).split('-');
        receipts.push({
          ...object,
          source: folderName(stream),
          shardId: folderName(shard),
          first,
          last,
        });
      }
    }
  }
  return receipts;
};

/** The first of the days that a sweep looks at; null: no stream has sent anything. */
export const firstRecentDay = async (reconciler: Reconciler): Promise<string | null> => {
  let first: string | null = null;
  for (const kind of kinds) {
    for (const folder of await recentPrefixes(reconciler, kind)) {
      const day = dayOf(folder);
      if (first === null || day < first) first = day;
    }
  }
  return first;
};

/**
 * The archive objects that arrived on the day `since` or later, those of the streams and those of the history; last the
 * original bytes, which are written before the quarantine objects that lead to them.
 */
export const listArchive = async (
  { archive }: Reconciler,
  since: string,
): Promise<ListedArchiveObject[]> => {
  const objects: ListedArchiveObject[] = [];
  for (const kind of [...kinds, 'originals'] as const) {
    for (const origin of origins) {
      const prefix = kind === 'originals' ? rawPrefix(origin) : archivePrefix(kind, origin);
      for await (const folder of archive.folders(prefix)) {
        if (dayOf(folder) < since) continue;
        for await (const object of archive.list(folder)) {
          // What somebody put beside the layout is no object of ours.
          if (!inLayout.test(object.key)) continue;
          const source = origin === 'history' ? historySource : sourceOf(object.key);
          objects.push({ ...object, kind, source });
        }
      }
    }
  }
  return objects;
};
