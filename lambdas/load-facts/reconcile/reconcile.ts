import { randomUUID } from 'node:crypto';
import { encodeParquet } from '../../../adapters/parquet.ts';
import type { ResultRow } from '../../../adapters/redshift-data.ts';
import { sqlStatements } from '../../../adapters/sql-file.ts';
import { receiptPrefix, sweptKey } from '../../../domain/archive-layout.ts';
import { kinds } from '../../../domain/facts.ts';
import {
  listedObjectTable,
  receiptTable,
  streamCountTable,
} from '../../../domain/reconciliation.ts';
import type { Row, TableContract } from '../../../domain/table.ts';
import { sweepDays } from '../pending-objects.ts';
import { countShard } from './count-streams.ts';
import { firstRecentDay, type ListedReceipt, listArchive, listReceipts } from './list-archive.ts';
import { givenUpRanges, receiptRows } from './receipts.ts';
import type { Reconciler } from './reconciler.ts';

/** What arrived or was written less than this ago may still be on its way. */
const toleranceMs = 15 * 60 * 1000;
const dayMs = 24 * 3_600_000;

/** A time as the warehouse's text, UTC. */
const timeText = (time: Date): string => time.toISOString().slice(0, 19).replace('T', ' ');

const query = async (
  { warehouse }: Reconciler,
  file: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<ResultRow[]> => {
  const [sql = ''] = sqlStatements(`reconcile/${file}.sql`);
  return warehouse.query(sql, parameters);
};

const countStreams = async (
  reconciler: Reconciler,
  receipts: readonly ListedReceipt[],
  dueBefore: Date,
): Promise<Row[]> => {
  const givenUp = await givenUpRanges(reconciler);
  const countedUntil = new Map(
    (await query(reconciler, 'counted-until')).map((row) => [
      `${row['source']}/${row['shard_id']}`,
      String(row['last_sequence_number']),
    ]),
  );
  const covered = Map.groupBy(receipts, ({ source, shardId }) => `${source}/${shardId}`);
  const rows: Row[] = [];
  for (const source of reconciler.streams) {
    for (const shardId of await reconciler.reader.shardIds(source)) {
      const shard = `${source}/${shardId}`;
      const state = {
        source,
        shardId,
        countedUntil: countedUntil.get(shard) ?? null,
        covered: covered.get(shard) ?? [],
        givenUp: givenUp.get(shard) ?? [],
      };
      rows.push(...(await countShard(reconciler, state, dueBefore)));
    }
  }
  return rows;
};

/** The newest receipt of each shard that lies before the listed days, by the shard's folder. */
const olderReceipts = async (reconciler: Reconciler, since: string): Promise<Map<string, string>> =>
  new Map(
    (await query(reconciler, 'older-receipts', { since })).map((row) => [
      receiptPrefix(String(row['source']), String(row['shard_id'])),
      String(row['receipt_key']),
    ]),
  );

/**
 * Brings into the warehouse what was counted apart from the loads: receipts, the listing of the archive, and
 * a second reader's count of the streams. care.pipeline_reconciliation compares it with the ledger.
 * It covers the days that a sweep looks at, of a history alone as many days. Doing it again changes nothing but the times.
 * @returns the total row of that view
 */
export const reconcile = async (reconciler: Reconciler): Promise<ResultRow> => {
  const { warehouse, staging, copyRoleArn, now } = reconciler;
  const dueBefore = new Date(now().getTime() - toleranceMs);
  const [start] = await query(reconciler, 'start');
  const recently = new Date(now().getTime() - sweepDays * dayMs);
  const since = (await firstRecentDay(reconciler)) ?? timeText(recently).slice(0, 10);
  // The order matters: a receipt comes after its objects, so every object of a listed receipt is listed.
  const receipts = await listReceipts(reconciler, await olderReceipts(reconciler, since));
  const objects = await listArchive(reconciler, since);
  const known = new Set(
    (await query(reconciler, 'known-receipts', { since })).map((row) => row['receipt_key']),
  );
  const listed: Row[] = [
    ...receipts.map((receipt) => ({ ...receipt, kind: 'receipt' })),
    ...objects,
  ].map(({ key, kind, source, modifiedAt }) => ({
    object_key: key,
    kind,
    source,
    modified_at: timeText(modifiedAt),
  }));
  const fresh = receipts.filter(({ key }) => !known.has(key));
  const run = `reconciliation/${randomUUID()}`;
  const store = async (table: TableContract, rows: readonly Row[]): Promise<string> => {
    const key = `${run}/${table.name}.parquet`;
    await staging.put(key, encodeParquet(table, rows));
    return staging.url(key);
  };
  const places = {
    receipts: await store(receiptTable, await receiptRows(reconciler, fresh)),
    listing: await store(listedObjectTable, listed),
    counts: await store(streamCountTable, await countStreams(reconciler, receipts, dueBefore)),
    copy_role: copyRoleArn,
    since: `${since} 00:00:00`,
    listed_at: String(start?.['listed_at']),
    due_before: timeText(dueBefore),
  };
  await warehouse.transaction(sqlStatements('reconcile/apply.sql', places));
  const [total = {}] = await query(reconciler, 'total');
  // Sweeps believe their marks no longer, and ask the ledger: a ledger that lost rows gets them again.
  const differences = Number(total['differences']);
  if (differences > 0) {
    for (const kind of kinds) await staging.delete(sweptKey(kind));
  }
  reconciler.count('Differences', differences);
  reconciler.log({ ...total, level: differences > 0 ? 'ERROR' : 'INFO', message: 'reconciled' });
  return total;
};
