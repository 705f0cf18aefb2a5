import { createHash } from 'node:crypto';
import { refusedPrefix, sweptKey } from '../../domain/archive-layout.ts';
import type { Kind } from '../../domain/facts.ts';
import { loadKind, roundMs } from './load-kind.ts';
import type { Loader } from './loader.ts';
import { pendingManifests } from './manifest.ts';
import { recentPrefixes } from './pending-objects.ts';

/** A hash of all that could wait: the archive objects that a sweep looks at, and the marks of those set aside. */
const fingerprint = async (kind: Kind, loader: Loader): Promise<string> => {
  const digest = createHash('sha256');
  for (const prefix of await recentPrefixes(loader, kind)) {
    for await (const { key } of loader.archive.list(prefix)) digest.update(`${key}\n`);
  }
  for await (const { key } of loader.staging.list(refusedPrefix(kind))) digest.update(`${key}\n`);
  return digest.digest('hex');
};

const lastFingerprint = async (kind: Kind, { staging }: Loader): Promise<string | null> => {
  const body = await staging.get(sweptKey(kind));
  if (body === null) return null;
  const mark = JSON.parse(new TextDecoder().decode(body)) as { fingerprint?: string };
  return mark.fingerprint ?? null;
};

/**
 * Loads whatever waits of a kind. Where the archive is as it was when everything was loaded, the warehouse is
 * not asked: each question would keep Redshift Serverless awake, and be billed, though nothing happens.
 */
export const sweep = async (kind: Kind, loader: Loader): Promise<void> => {
  // Taken before the load: what comes after it makes another one.
  const before = await fingerprint(kind, loader);
  const isIdle =
    before === (await lastFingerprint(kind, loader)) &&
    (await pendingManifests(kind, loader)).length === 0;
  if (isIdle) return;
  await loadKind(kind, 'recent', loader);
  // Out of time: something may still wait. An object set aside has made another mark: the next sweep takes it in.
  if (loader.remainingMs() <= roundMs) return;
  const mark = JSON.stringify({ version: 1, fingerprint: before });
  await loader.staging.put(sweptKey(kind), mark, 'application/json');
};
