import type { ListedObject } from '../../../adapters/object-store.ts';
import { archivePrefix } from '../../../domain/archive-layout.ts';
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

export type ListedArchiveObject = ListedObject & { readonly source: string; readonly kind: Kind };

/** `…/<stream>_<shard>_<first>-<last>.parquet`; a stream's name may hold an underscore, the rest can't. */
const sourceOf = (key: string): string =>
  key.slice(key.lastIndexOf('/') + 1).replace(/_[^_]*_[^_]*$/, '');

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

/** The archive's folders of the last days, by kind, and the first of these days; null: the archive is empty. */
export const recentDays = async (
  reconciler: Reconciler,
): Promise<{ folders: { kind: Kind; folder: string }[]; since: string | null }> => {
  const folders: { kind: Kind; folder: string }[] = [];
  let since: string | null = null;
  for (const kind of kinds) {
    for (const folder of await recentPrefixes(reconciler, kind)) {
      folders.push({ kind, folder });
      const day = folder.slice(`${archivePrefix(kind, 'stream')}arrival_date=`.length, -1);
      if (since === null || day < since) since = day;
    }
  }
  return { folders, since };
};

/** The archive objects of the streams, of the last days. */
export const listArchive = async (reconciler: Reconciler): Promise<ListedArchiveObject[]> => {
  const objects: ListedArchiveObject[] = [];
  for (const { kind, folder } of (await recentDays(reconciler)).folders) {
    for await (const object of reconciler.archive.list(folder)) {
      objects.push({ ...object, kind, source: sourceOf(object.key) });
    }
  }
  return objects;
};
