import * as z from 'zod/mini';
import { copyManifest } from '../adapters/copy-manifest.ts';
import type { StoredObject } from '../adapters/object-store.ts';
import { encodeParquet } from '../adapters/parquet.ts';
import { sqlStatements } from '../adapters/sql-file.ts';
import {
  archivePrefix,
  type Origin,
  refusedObject,
  refusedPrefix,
} from '../domain/archive-layout.ts';
import { ConsistencyError } from '../domain/errors.ts';
import { type Kind, kinds } from '../domain/facts.ts';
import { parseMessage } from '../domain/messages.ts';
import { bigint, type Row, required, type TableContract, varchar } from '../domain/table.ts';
import { type BatchContext, type BatchRun, type Counts, runKey } from './context.ts';
import { receiptRows } from './history/receipt-rows.ts';
import { sideBySide } from './side-by-side.ts';

/** The objects that a run covers, for the transaction that publishes it. */
const runObjects: TableContract = {
  schema: 'pg_temp',
  name: 'run_object',
  description: 'Archive objects of one batch run.',
  key: ['archive_key'],
  columns: [
    varchar('archive_key', 1024, 'Archive object', required),
    varchar('kind', 16, 'cases, surveys or quarantine', required),
    bigint('expected_rows', 'Rows by its receipt; null where the load ledger counts them'),
  ],
};

export const runObjectsKey = (run: BatchRun): string => runKey(run, 'facts/objects.parquet');
export const factManifestKey = (run: BatchRun, kind: Kind): string =>
  runKey(run, `facts/${kind}.manifest`);
const foldKey = (run: BatchRun): string => runKey(run, 'facts/fold.json');

/** What a run covers: objects by kind. Its last object, so where it is, the manifests are. */
const foldSchema = z.object({
  full: z.boolean(),
  objects: z.object({ cases: z.number(), surveys: z.number(), quarantine: z.number() }),
});
export type Fold = z.infer<typeof foldSchema>;

/** @throws ConsistencyError where the run has fixed no objects. */
export const readFold = async (context: BatchContext, run: BatchRun): Promise<Fold> => {
  const body = await context.staging.get(foldKey(run));
  if (body !== null) {
    return parseMessage(foldSchema, new TextDecoder().decode(body), foldKey(run));
  }
  throw new ConsistencyError(
    `Run ${run.runId} must fix its archive objects before it publishes them, got none; run the batch again`,
  );
};

const coveredKeys = async ({ warehouse }: BatchContext): Promise<Set<string>> => {
  const keys = new Set<string>();
  for (const statement of sqlStatements('batch/covered-objects.sql')) {
    for (const { archive_key } of await warehouse.query(statement)) keys.add(String(archive_key));
  }
  return keys;
};

/** Stream objects that the speed layer found unreadable and set aside: one of them would fail every COPY. */
const refusedKeys = async ({ staging }: BatchContext, kind: Kind): Promise<Set<string>> => {
  const keys = new Set<string>();
  for await (const { key } of staging.list(refusedPrefix(kind))) keys.add(refusedObject(kind, key));
  return keys;
};

/** Quarantined records of the streams are loaded by the speed layer alone. */
const originsOf = (kind: Kind): readonly Origin[] =>
  kind === 'quarantine' ? ['history'] : ['history', 'stream'];

const archivedObjects = async (context: BatchContext, kind: Kind): Promise<StoredObject[]> => {
  const refused = await refusedKeys(context, kind);
  const objects: StoredObject[] = [];
  for (const origin of originsOf(kind)) {
    for await (const object of context.archive.list(archivePrefix(kind, origin))) {
      if (!refused.has(object.key)) objects.push(object);
    }
  }
  return objects;
};

/** @throws ConsistencyError where the archive lacks what earlier runs covered: a rebuild would lose its events. */
const refuseGone = (kind: Kind, covered: ReadonlySet<string>, objects: readonly StoredObject[]) => {
  const present = new Set(objects.map(({ key }) => key));
  const gone = [...covered].filter(
    (key) => key.startsWith(`archive/${kind}/`) && !present.has(key),
  );
  if (gone.length > 0) {
    throw new ConsistencyError(
      `The archive must have all objects that earlier runs covered, got ${gone.length} less, ${gone[0]} among them; restore them before a full run`,
    );
  }
};

/** Receipts that are fetched at a time. */
const receiptsAtOnce = 32;

/** Rows by receipt; null where there is none. A stream's objects are counted by the ledger, so theirs are not fetched. */
const expectedRows = async (context: BatchContext, kind: Kind, key: string) =>
  key.startsWith(archivePrefix(kind, 'history')) ? receiptRows(context, key) : null;

/**
 * The objects that a run would cover: those that no published run covers, or all with `full`. Quarantine is
 * only ever added to, so a full run takes no more of it.
 * @throws ConsistencyError where covered objects are gone (full)
 */
export const objectsToFold = async (
  context: BatchContext,
): Promise<Record<Kind, readonly StoredObject[]>> => {
  const full = context.options.full ?? false;
  const covered = await coveredKeys(context);
  const ofKind = async (kind: Kind): Promise<StoredObject[]> => {
    const rebuild = full && kind !== 'quarantine';
    const archived = await archivedObjects(context, kind);
    if (rebuild) refuseGone(kind, covered, archived);
    return archived.filter(({ key }) => rebuild || !covered.has(key));
  };
  return {
    cases: await ofKind('cases'),
    surveys: await ofKind('surveys'),
    quarantine: await ofKind('quarantine'),
  };
};

/**
 * Fixes what the run covers, as the archive has it now. What arrives later is for the next run.
 * @throws ConsistencyError where covered objects are gone (full), or a receipt and its object disagree
 */
export const fold = async (context: BatchContext, run: BatchRun): Promise<Counts> => {
  const objects = await objectsToFold(context);
  const rows: Row[] = [];
  for (const kind of kinds) {
    const ofKind = await sideBySide(objects[kind], receiptsAtOnce, async ({ key }) => {
      const expected_rows = await expectedRows(context, kind, key);
      return { archive_key: key, kind, expected_rows };
    });
    rows.push(...ofKind);
    const manifest = copyManifest(context.archive, objects[kind]);
    await context.staging.put(factManifestKey(run, kind), manifest);
    context.report({ step: 'fold', done: rows.length, unit: 'objects' });
  }
  await context.staging.put(runObjectsKey(run), encodeParquet(runObjects, rows));
  const counts = {
    cases: objects.cases.length,
    surveys: objects.surveys.length,
    quarantine: objects.quarantine.length,
  };
  const fixed: Fold = { full: context.options.full ?? false, objects: counts };
  await context.staging.put(foldKey(run), JSON.stringify(fixed));
  return counts;
};
