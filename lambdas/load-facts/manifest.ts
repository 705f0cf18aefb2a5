import { hash } from 'node:crypto';
import * as z from 'zod/mini';
import { copyManifest } from '../../adapters/copy-manifest.ts';
import type { ObjectStore, StoredObject } from '../../adapters/object-store.ts';
import { manifestKey, manifestPrefix } from '../../domain/archive-layout.ts';
import type { Kind } from '../../domain/facts.ts';
import { parseMessage } from '../../domain/messages.ts';

/** What copyManifest writes. */
const manifestSchema = z.object({
  entries: z.array(
    z.object({
      url: z.string(),
      mandatory: z.literal(true),
      meta: z.object({ content_length: z.int() }),
    }),
  ),
});

/** The archive objects of one load. It is saved before it is submitted, and stays pending while its outcome is unknown. */
export type Manifest = {
  readonly id: string;
  readonly kind: Kind;
  readonly objects: readonly StoredObject[];
};

/** Saves a new manifest as pending. Its id begins with the time, so that manifests lie in order. */
export const saveManifest = async (
  kind: Kind,
  objects: readonly StoredObject[],
  { archive, staging, now }: { archive: ObjectStore; staging: ObjectStore; now: () => Date },
): Promise<Manifest> => {
  const text = copyManifest(archive, objects);
  const time = now().toISOString().replaceAll(/[-:.]/g, '');
  const id = `${time}-${hash('sha256', text).slice(0, 32)}`;
  await staging.put(manifestKey(kind, 'pending', id), text, 'application/json');
  return { id, kind, objects };
};

/** The manifests whose outcome nobody knows, oldest first. */
export const pendingManifests = async (
  kind: Kind,
  { archive, staging }: { archive: ObjectStore; staging: ObjectStore },
): Promise<Manifest[]> => {
  const manifests: Manifest[] = [];
  for await (const { key } of staging.list(manifestPrefix(kind, 'pending'))) {
    const body = await staging.get(key);
    // Another invocation has just ended it.
    if (body === null) continue;
    const text = new TextDecoder().decode(body);
    const { entries } = parseMessage(manifestSchema, text, `The manifest ${key}`);
    manifests.push({
      id: key.slice(manifestPrefix(kind, 'pending').length, -'.manifest'.length),
      kind,
      objects: entries.map(({ url, meta }) => ({
        key: url.slice(archive.url('').length),
        bytes: meta.content_length,
      })),
    });
  }
  return manifests;
};

/** The load is committed: keeps the manifest as done. */
export const finishManifest = async (
  manifest: Manifest,
  { archive, staging }: { archive: ObjectStore; staging: ObjectStore },
): Promise<void> => {
  const text = copyManifest(archive, manifest.objects);
  await staging.put(manifestKey(manifest.kind, 'done', manifest.id), text, 'application/json');
  await discardManifest(manifest, staging);
};

/** The load has ended without effect: its objects wait again. */
export const discardManifest = (manifest: Manifest, staging: ObjectStore): Promise<void> =>
  staging.delete(manifestKey(manifest.kind, 'pending', manifest.id));
