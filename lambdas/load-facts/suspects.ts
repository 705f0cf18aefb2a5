import { copyManifest } from '../../adapters/copy-manifest.ts';
import type { StoredObject } from '../../adapters/object-store.ts';
import { type StatementFailed as Failure, StatementFailed } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { refusedKey } from '../../domain/archive-layout.ts';
import { archiveTables, type Kind } from '../../domain/facts.ts';
import type { Loader } from './loader.ts';

/** An object with which COPY failed though it was alone. */
export type Suspect = { readonly object: StoredObject; readonly failure: Failure };

/**
 * Whether S3 did not give the object, which says nothing of what is in it: an outage passes.
 * https://docs.aws.amazon.com/redshift/latest/dg/s3serviceexception-error.html
 */
const isUnread = ({ failure }: Suspect): boolean => /S3ServiceException/.test(failure.sqlMessage);

/** Whether COPY reads the object that was loaded last. False where nothing was ever loaded. */
const copyWorks = async (kind: Kind, loader: Loader): Promise<boolean> => {
  const { archive, staging, warehouse, copyRoleArn } = loader;
  const [newestLoaded = ''] = sqlStatements('load/newest-loaded.sql');
  const [[key] = []] = (await warehouse.result(newestLoaded, { kind })).rows;
  if (typeof key !== 'string') return false;
  for await (const object of archive.list(key)) {
    const manifestKey = `loads/${kind}/tried.manifest`;
    await staging.put(manifestKey, copyManifest(archive, [object]), 'application/json');
    const { schema, name } = archiveTables[kind];
    const sqls = sqlStatements('load/try-copy.sql', {
      staging_table: `${schema}.${name}`,
      manifest_url: staging.url(manifestKey),
      copy_role: copyRoleArn,
    });
    try {
      await warehouse.transaction(sqls);
      return true;
    } catch (error) {
      if (error instanceof StatementFailed) return false;
      throw error;
    }
  }
  return false;
};

/**
 * Sets objects aside that COPY can't read, so that they don't block what comes after them. Only where
 * COPY reads another object of the kind: a wrong role or an unreachable bucket is no object's fault.
 * @param hasLoaded whether this run has loaded anything of the kind.
 * What S3 did not give, and what was written again since the manifest was made, waits for the next run.
 * @throws StatementFailed, a suspect's, where it is not the objects' fault.
 */
export const setAside = async (
  kind: Kind,
  suspects: readonly Suspect[],
  hasLoaded: boolean,
  loader: Loader,
): Promise<void> => {
  const [first] = suspects;
  if (first === undefined) return;
  if (!hasLoaded && !(await copyWorks(kind, loader))) throw first.failure;
  let unread: Failure | null = null;
  for (const suspect of suspects) {
    const { object, failure } = suspect;
    const { key } = object;
    const bytes = await loader.archive.size(key);
    // A deleted object is no bad one: reconciliation shows it as missing.
    if (bytes === null) continue;
    // Nor is one of another size than the manifest's: a batch that came again after a deploy can be written otherwise.
    if (isUnread(suspect) || bytes !== object.bytes) {
      unread = failure;
      continue;
    }
    const mark = { version: 1, kind, key, error: failure.sqlMessage };
    await loader.staging.put(refusedKey(kind, key), JSON.stringify(mark), 'application/json');
    loader.count('ObjectsSetAside', 1);
    loader.log({ level: 'ERROR', message: 'object set aside: COPY can not read it', ...mark });
  }
  if (unread !== null) throw unread;
};
