import type { StoredObject } from '../../adapters/object-store.ts';
import type { Kind } from '../../domain/facts.ts';
import { commitLoad } from './commit-load.ts';
import type { Loader } from './loader.ts';
import { type Manifest, pendingManifests, saveManifest } from './manifest.ts';
import { pendingObjects, type Where } from './pending-objects.ts';
import { type Suspect, setAside } from './suspects.ts';

/** No new load begins with less time left: what is submitted by then is found by the next run. */
export const roundMs = 30_000;

/** What one run has come to. */
type Run = { readonly loaded: Set<string>; readonly suspects: Suspect[] };

/** Loads the manifest's objects; where COPY fails, each half for itself, until the bad objects stand alone. */
const loadManifest = async (manifest: Manifest, run: Run, loader: Loader): Promise<void> => {
  const { kind, objects } = manifest;
  const failure = await commitLoad(manifest, loader);
  if (failure === null) {
    for (const { key } of objects) run.loaded.add(key);
    return;
  }
  const [first] = objects;
  if (first !== undefined && objects.length === 1) {
    run.suspects.push({ object: first, failure });
    return;
  }
  const middle = Math.ceil(objects.length / 2);
  for (const half of [objects.slice(0, middle), objects.slice(middle)]) {
    await loadManifest(await saveManifest(kind, half, loader), run, loader);
  }
};

/** The first objects that together have `maxBytes` at most, and the first in any case. */
export const upTo = (maxBytes: number, objects: readonly StoredObject[]): StoredObject[] => {
  let bytes = 0;
  return objects.filter((object, index) => {
    bytes += object.bytes;
    return index === 0 || bytes <= maxBytes;
  });
};

/**
 * Loads everything of a kind that waits: first the manifests whose outcome is unknown, then all archived
 * objects that the ledger lacks, in one load or, beyond the byte limit, load after load until the time is over.
 * What arrives meanwhile has a wake-up of its own: going on for it would keep the other kinds waiting where
 * one function loads them all.
 * Doing it again, or twice at once, changes nothing more.
 * @returns how many objects it loaded.
 */
export const loadKind = async (kind: Kind, where: Where, loader: Loader): Promise<number> => {
  const run: Run = { loaded: new Set(), suspects: [] };
  for (const manifest of await pendingManifests(kind, loader)) {
    await loadManifest(manifest, run, loader);
  }
  while (loader.remainingMs() > roundMs) {
    const tried = new Set([...run.loaded, ...run.suspects.map(({ object }) => object.key)]);
    const waiting = (await pendingObjects(loader, kind, where)).filter(
      ({ key }) => !tried.has(key),
    );
    if (waiting.length === 0) break;
    const taken = upTo(loader.maxBytes, waiting);
    await loadManifest(await saveManifest(kind, taken, loader), run, loader);
    if (taken.length === waiting.length) break;
  }
  await setAside(kind, run.suspects, run.loaded.size > 0, loader);
  return run.loaded.size;
};
