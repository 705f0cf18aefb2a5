import type { Warehouse } from '../../adapters/redshift-data.ts';
import { ShardReader } from '../../adapters/shard-reader.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import type { LiveCounts } from '../../simulator/live/counts.ts';

/** One count taken twice, by parts that know nothing of each other. */
export type Comparison = {
  readonly what: string;
  readonly expected: number;
  readonly found: number;
};

const recordsIn = async (stream: string): Promise<number> => {
  const reader = new ShardReader();
  let records = 0;
  for (const shardId of await reader.shardIds(stream)) {
    for await (const page of reader.pages(stream, shardId, null)) records += page.length;
  }
  return records;
};

/**
 * Compares what the simulator sent, what the streams hold by a second reader, and what the loads
 * counted. The simulator sends one event a record.
 */
export const compareCounts = async (
  sent: LiveCounts,
  streams: Readonly<Record<'cases' | 'surveys', string>>,
  warehouse: Warehouse,
): Promise<Comparison[]> => {
  const ledger = await warehouse.query(sqlStatements('commands/loaded-counts.sql').join(''));
  const loaded = (kinds: readonly string[]) =>
    ledger
      .filter((row) => kinds.includes(String(row['kind'])))
      .reduce((sum, row) => sum + Number(row['row_count']), 0);
  return [
    {
      what: 'records in the case stream',
      expected: sent.streams.cases,
      found: await recordsIn(streams.cases),
    },
    {
      what: 'records in the survey stream',
      expected: sent.streams.surveys,
      found: await recordsIn(streams.surveys),
    },
    {
      what: 'usable events loaded',
      expected: sent.sent - sent.broken,
      found: loaded(['cases', 'surveys']),
    },
    { what: 'broken records quarantined', expected: sent.broken, found: loaded(['quarantine']) },
    {
      what: 'sent = loaded + quarantined',
      expected: sent.sent,
      found: loaded(['cases', 'surveys', 'quarantine']),
    },
  ];
};
