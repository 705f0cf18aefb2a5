import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StatementFailed } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { manifestKey } from '../../domain/archive-layout.ts';
import { TransientError } from '../../domain/errors.ts';
import type { Loader } from './loader.ts';
import { discardManifest, finishManifest, type Manifest } from './manifest.ts';

/** Tries of one load while concurrent transactions are in its way. */
const maxAttempts = 5;
const firstBackOffMs = 250;

/** Waits twice as long each time, and never the same: two loads in each other's way must part. */
const backOff = (attempt: number): Promise<void> =>
  sleep(firstBackOffMs * 2 ** (attempt - 1) * (0.5 + Math.random()));

/** A hash of all that is submitted: the same again, under the same token, runs once. */
const clientToken = (id: string, attempt: number, sqls: readonly string[]): string =>
  hash('sha256', JSON.stringify([id, attempt, sqls]));

/** The statements that load a manifest, in one transaction. */
export const loadStatements = (
  { kind, id }: Manifest,
  { staging, copyRoleArn }: Pick<Loader, 'staging' | 'copyRoleArn'>,
): string[] =>
  sqlStatements(`load/${kind}.sql`, {
    manifest_url: staging.url(manifestKey(kind, 'pending', id)),
    manifest_id: id,
    copy_role: copyRoleArn,
  });

const submit = async (manifest: Manifest, sqls: readonly string[], { warehouse }: Loader) => {
  for (let attempt = 1; ; attempt++) {
    try {
      await warehouse.transaction(sqls, clientToken(manifest.id, attempt, sqls));
      return;
    } catch (error) {
      // An attempt that ended in a conflict would be found ended again: the next one has its own token.
      if (!(error instanceof TransientError) || attempt === maxAttempts) throw error;
      await backOff(attempt);
    }
  }
};

/**
 * Applies a manifest in one transaction. Where the warehouse says how it ended, the manifest is closed;
 * where nobody knows (a time-out, an unreachable endpoint), it stays pending and is submitted again,
 * by the next run.
 * @param statements @default a load's
 * @returns what COPY said where a file is at fault; null when all is committed.
 * @throws StatementFailed for any other refusal, TransientError for lasting conflicts.
 */
export const commitLoad = async (
  manifest: Manifest,
  loader: Loader,
  statements = loadStatements(manifest, loader),
): Promise<StatementFailed | null> => {
  const startedMs = performance.now();
  try {
    await submit(manifest, statements, loader);
  } catch (error) {
    const hasEnded = error instanceof StatementFailed || error instanceof TransientError;
    if (hasEnded) await discardManifest(manifest, loader.staging);
    if (error instanceof StatementFailed && error.isCopy) return error;
    throw error;
  }
  await finishManifest(manifest, loader);
  loader.count('LoadedObjects', manifest.objects.length);
  loader.log({
    level: 'INFO',
    message: 'load committed',
    kind: manifest.kind,
    manifestId: manifest.id,
    objects: manifest.objects.length,
    bytes: manifest.objects.reduce((sum, { bytes }) => sum + bytes, 0),
    durationMs: Math.round(performance.now() - startedMs),
  });
  return null;
};
