import { hash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { byteFunctions } from '../../adapters/byte-functions.ts';
import { EventStream, maxRecordBytes, type StreamRecord } from '../../adapters/event-stream.ts';
import type { ObjectStore } from '../../adapters/object-store.ts';
import type { Warehouse } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { acceptRecord } from '../../domain/events/index.ts';
import type { FactKind } from '../../domain/facts.ts';
import { redrivePartitionKey } from '../../domain/redrive.ts';
import { type Fix, fixedBytes } from './fix.ts';
import {
  filterParameters,
  type QuarantinedRecord,
  quarantinedRecord,
  type RecordFilter,
} from './records.ts';

export type Redrive = RecordFilter & {
  readonly id?: string;
  /** Records that were sent again before, too. */
  readonly again: boolean;
  readonly fix: Fix;
  readonly streams: Readonly<Record<FactKind, string>>;
  /** IANA name of the zone that event timestamps are in. */
  readonly businessTimezone: string;
};

/** One record of a redrive. */
export type RedrivenRecord = {
  readonly id: string;
  readonly reasonCode: string;
  /** Stream that it goes to; null where it stays in quarantine. */
  readonly stream: string | null;
  /** 'cases', 'surveys', or the reason code for which the consumer would refuse it now. */
  readonly verdict: string;
};

type Prepared = { readonly report: RedrivenRecord; readonly record: StreamRecord | null };

/** Records that are marked and sent together: marked first, so a killed run leaves at most these unsent. */
const chunkRecords = 100;

/** Room for the partition key within a record's limit. */
const maxDataBytes = maxRecordBytes - 256;

const nowText = (): string => `${new Date().toISOString().slice(0, 23).replace('T', ' ')}000`;

/** What the consumer would make of the bytes now. */
const verdictOf = (data: Uint8Array, businessTimezone: string): string => {
  const rows = acceptRecord(
    { data, source: 'redrive', shardId: '', sequenceNumber: '0', arrivedAt: nowText() },
    {
      ...byteFunctions,
      businessTimezone,
      archiveKeys: { cases: '', surveys: '', quarantine: '' },
      rawKey: '',
    },
  );
  const [refused] = rows.quarantine;
  if (refused !== undefined) return String(refused['reason_code']);
  return rows.surveys.length > 0 ? 'surveys' : 'cases';
};

/** The stream of what it is; for what nobody knows, the one that it came on. */
const streamFor = (verdict: string, { row }: QuarantinedRecord, { streams }: Redrive): string => {
  const kind = verdict === 'cases' || verdict === 'surveys' ? verdict : row['kind'];
  if (kind === 'cases' || kind === 'surveys') return streams[kind];
  return row['source'] === streams.surveys ? streams.surveys : streams.cases;
};

const prepare = async (found: QuarantinedRecord, redrive: Redrive): Promise<Prepared> => {
  const { id, row } = found;
  const reasonCode = String(row['reason_code']);
  const stays = (verdict: string): Prepared => ({
    report: { id, reasonCode, stream: null, verdict },
    record: null,
  });
  const fixed = await fixedBytes(found, redrive.fix);
  if (fixed === null) return stays('left by the fix');
  const data = fixed.length > maxDataBytes ? gzipSync(fixed) : fixed;
  if (data.length > maxDataBytes) return stays('too long for a record');
  const verdict = verdictOf(data, redrive.businessTimezone);
  const partitionKey = redrivePartitionKey(reasonCode, hash('sha256', id).slice(0, 24));
  return {
    report: { id, reasonCode, stream: streamFor(verdict, found, redrive), verdict },
    record: { data, partitionKey },
  };
};

const claim = async (
  ids: readonly string[],
  runId: string,
  again: boolean,
  warehouse: Warehouse,
): Promise<void> => {
  const parameters = Object.fromEntries(ids.map((id, index) => [`id${index}`, id]));
  const places = { ids: ids.map((_, index) => `:id${index}`).join(', ') };
  await warehouse.transaction(sqlStatements('commands/redrive-claim.sql', places), undefined, {
    ...parameters,
    run_id: runId,
    again: again ? 'yes' : 'no',
  });
};

/** The quarantined records that the redrive is about and that were not sent again yet, fixed. */
export const prepareRedrive = async (
  redrive: Redrive,
  warehouse: Warehouse,
  archive: ObjectStore,
  limit: number,
): Promise<Prepared[]> => {
  const [sql = ''] = sqlStatements('commands/redrive-candidates.sql', { limit });
  const rows = await warehouse.query(sql, {
    ...filterParameters(redrive),
    id: redrive.id ?? '*',
    again: redrive.again ? 'yes' : 'no',
  });
  const prepared: Prepared[] = [];
  for (const row of rows) {
    prepared.push(await prepare(await quarantinedRecord(row, archive), redrive));
  }
  return prepared;
};

/**
 * Marks the prepared records as redriven and sends them. What another redrive has marked meanwhile is left out.
 * A run that is killed between the two leaves records marked and not sent: `again` sends them.
 * @returns how many records were sent.
 */
export const sendPrepared = async (
  prepared: readonly Prepared[],
  { again }: Redrive,
  warehouse: Warehouse,
): Promise<number> => {
  const waiting = prepared.filter(({ record }) => record !== null);
  const [claimedSql = ''] = sqlStatements('commands/redrive-claimed.sql');
  let sent = 0;
  for (let start = 0; start < waiting.length; start += chunkRecords) {
    const chunk = waiting.slice(start, start + chunkRecords);
    const runId = randomUUID();
    await claim(
      chunk.map(({ report }) => report.id),
      runId,
      again,
      warehouse,
    );
    const claimed = await warehouse.query(claimedSql, { run_id: runId });
    const ids = new Set(claimed.map((row) => row['id']));
    const ours = chunk.filter(({ report }) => ids.has(report.id));
    for (const [stream, group] of Map.groupBy(ours, ({ report }) => report.stream ?? '')) {
      const records = group.map(({ record }) => record).filter((record) => record !== null);
      sent += (await new EventStream(stream).put(records)).records;
    }
  }
  return sent;
};
