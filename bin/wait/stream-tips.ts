import type { Warehouse } from '../../adapters/redshift-data.ts';
import type { ShardReader } from '../../adapters/shard-reader.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';

/** A shard, how far it is loaded, and its newest record. Null: nothing loaded, no record. */
export type ShardTip = {
  readonly stream: string;
  readonly shardId: string;
  readonly loaded: string | null;
  readonly newest: string | null;
};

const loadedPositions = async (warehouse: Warehouse): Promise<Map<string, string>> => {
  const rows = await warehouse.query(sqlStatements('commands/loaded-positions.sql').join(''));
  return new Map(
    rows.map((row) => [
      `${row['source']}/${row['shard_id']}`,
      String(row['last_sequence_number']).replace(/^0+/, ''),
    ]),
  );
};

/** The newest record of each shard, found by reading on from what is loaded. */
export const findTips = async (
  streams: readonly string[],
  reader: ShardReader,
  warehouse: Warehouse,
): Promise<ShardTip[]> => {
  const positions = await loadedPositions(warehouse);
  const tips: ShardTip[] = [];
  for (const stream of streams) {
    for (const shardId of await reader.shardIds(stream)) {
      const loaded = positions.get(`${stream}/${shardId}`) ?? null;
      let newest = loaded;
      for await (const records of reader.pages(stream, shardId, loaded)) {
        newest = records.at(-1)?.SequenceNumber ?? newest;
      }
      tips.push({ stream, shardId, loaded, newest });
    }
  }
  return tips;
};
