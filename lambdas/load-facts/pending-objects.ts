import type { StoredObject } from '../../adapters/object-store.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { archivePrefix, refusedObject, refusedPrefix } from '../../domain/archive-layout.ts';
import { epochDays } from '../../domain/civil-time.ts';
import type { Kind } from '../../domain/facts.ts';
import type { Loader } from './loader.ts';

/** The archive partitions to look into ('origin=stream/arrival_date=…/arrival_hour=…'), or the newest days. */
export type Where = readonly string[] | 'recent';

/** How far back a sweep looks, in days before the newest arrival: a day more than Kinesis can keep records. */
export const sweepDays = 8;

/** `…/arrival_date=YYYY-MM-DD/` */
const dayOf = (folder: string): number => epochDays(folder.slice(-11, -1));

/** The folders of the days that a sweep looks at. */
export const recentPrefixes = async ({ archive }: Pick<Loader, 'archive'>, kind: Kind) => {
  const folders = await Array.fromAsync(archive.folders(archivePrefix(kind, 'stream')));
  const newest = Math.max(...folders.map(dayOf).filter((day) => !Number.isNaN(day)));
  return folders.filter((folder) => dayOf(folder) >= newest - sweepDays);
};

/** Keys of the objects under `prefix` that the ledger has. */
const loadedKeys = async (
  { warehouse }: Pick<Loader, 'warehouse'>,
  kind: Kind,
  prefix: string,
): Promise<Set<string>> => {
  const [sql = ''] = sqlStatements('load/ledger-keys.sql');
  const below = `${prefix.slice(0, -1)}0`; // '0' is the character after '/'.
  const { rows } = await warehouse.result(sql, { kind, first: prefix, below });
  return new Set(rows.map(([key]) => String(key)));
};

/** Keys of the objects that were set aside: COPY can't read them. */
export const refusedKeys = async (
  { staging }: Pick<Loader, 'staging'>,
  kind: Kind,
): Promise<Set<string>> => {
  const marks = await Array.fromAsync(staging.list(refusedPrefix(kind)));
  return new Set(marks.map(({ key }) => refusedObject(kind, key)));
};

/**
 * The archive objects of a kind, of origin=stream, that no load has taken, in key order, without those
 * that COPY can't read.
 */
export const pendingObjects = async (
  stores: Pick<Loader, 'archive' | 'staging' | 'warehouse'>,
  kind: Kind,
  where: Where,
): Promise<StoredObject[]> => {
  const prefixes =
    where === 'recent'
      ? await recentPrefixes(stores, kind)
      : where.map((partition) => `archive/${kind}/${partition}/`);
  const pending: StoredObject[] = [];
  let refused: Set<string> | undefined;
  for (const prefix of prefixes.toSorted()) {
    const objects = await Array.fromAsync(stores.archive.list(prefix));
    if (objects.length === 0) continue;
    refused ??= await refusedKeys(stores, kind);
    const loaded = await loadedKeys(stores, kind, prefix);
    for (const object of objects) {
      if (!loaded.has(object.key) && !refused.has(object.key)) pending.push(object);
    }
  }
  return pending;
};
