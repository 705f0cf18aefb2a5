import type { StoredObject } from '../../adapters/object-store.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { archivePrefix } from '../../domain/archive-layout.ts';
import { archiveTables, factTables, type Kind, kinds } from '../../domain/facts.ts';
import type { Report } from '../../domain/progress.ts';
import { commitLoad, loadStatements } from './commit-load.ts';
import { upTo } from './load-kind.ts';
import type { Loader } from './loader.ts';
import { type Manifest, saveManifest } from './manifest.ts';
import { refusedKeys } from './pending-objects.ts';

/** Arrival hours in UTC, 'YYYY-MM-DD HH': the first, and the last. */
export type ReplayRange = { readonly fromHour: string; readonly toHour: string };

const targetOf = (kind: Kind): string => {
  const { schema, name } = kind === 'quarantine' ? archiveTables[kind] : factTables[kind];
  return `${schema}.${name}`;
};

/** A load's statements; between its COPY and its MERGE what it loads anew is forgotten. */
const replayStatements = (manifest: Manifest, loader: Loader): string[] => {
  const load = loadStatements(manifest, loader);
  const afterCopy = load.findIndex((sql) => /^\s*COPY\b/.test(sql)) + 1;
  const { kind } = manifest;
  const forget = sqlStatements('load/forget.sql', { kind, target: targetOf(kind) });
  return [...load.slice(0, afterCopy), ...forget, ...load.slice(afterCopy)];
};

/** The name of a folder `…/arrival_date=YYYY-MM-DD/` or `…/arrival_hour=HH/`, without its key. */
const partitionValue = (folder: string): string => folder.slice(folder.lastIndexOf('=') + 1, -1);

const objectsIn = async (
  loader: Loader,
  kind: Kind,
  { fromHour, toHour }: ReplayRange,
): Promise<StoredObject[]> => {
  const { archive } = loader;
  const refused = await refusedKeys(loader, kind);
  const objects: StoredObject[] = [];
  for await (const day of archive.folders(archivePrefix(kind, 'stream'))) {
    const date = partitionValue(day);
    if (date < fromHour.slice(0, 10) || date > toHour.slice(0, 10)) continue;
    for await (const folder of archive.folders(day)) {
      const hour = `${date} ${partitionValue(folder)}`;
      if (hour < fromHour || hour > toHour) continue;
      for await (const object of archive.list(folder)) {
        if (!refused.has(object.key)) objects.push(object);
      }
    }
  }
  return objects;
};

/**
 * Rebuilds what the speed layer has of the archive objects of a range of arrival hours, load by load, each
 * in one transaction under the writer lock: a query sees the facts before or after, never without. Doing it
 * again changes nothing. Objects that a batch run covers are left to the batch layer.
 * @returns objects read, by kind
 * @throws StatementFailed where COPY can't read an object: that load changed nothing
 */
export const replay = async (
  range: ReplayRange,
  loader: Loader,
  report: Report,
): Promise<Record<Kind, number>> => {
  const counts = { cases: 0, surveys: 0, quarantine: 0 };
  for (const kind of kinds) {
    const objects = await objectsIn(loader, kind, range);
    for (let done = 0; done < objects.length; ) {
      const chunk = upTo(loader.maxBytes, objects.slice(done));
      const manifest = await saveManifest(kind, chunk, loader);
      const failure = await commitLoad(manifest, loader, replayStatements(manifest, loader));
      if (failure !== null) throw failure;
      done += chunk.length;
      counts[kind] = done;
      report({ step: `replay ${kind}`, done, total: objects.length, unit: 'objects' });
    }
  }
  return counts;
};
