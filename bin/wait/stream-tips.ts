import type { ResultRow, Warehouse } from '../../adapters/redshift-data.ts';
import type { ShardReader } from '../../adapters/shard-reader.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { batchStart } from '../../domain/archive-layout.ts';

/** How far a shard is loaded. */
export type Position = {
  /** The newest record in a loaded object. */
  readonly loaded: string;
  /**
   * The first record, padded, of the oldest batch that the newest loaded objects came from. The receipt that covers a newer record
   * may begin before `loaded`: the objects of a batch, one for each kind, are loaded one after the other, and a batch that was
   * broken off is read again with other bounds.
   */
  readonly receiptsFrom: string;
};

/** A shard, how far it is loaded, and its newest record. Null: nothing loaded, no record. */
export type ShardTip = {
  readonly stream: string;
  readonly shardId: string;
  readonly position: Position | null;
  readonly newest: string | null;
};

const positionOf = (objects: readonly ResultRow[]): Position => {
  const least = (texts: readonly string[]) => texts.toSorted()[0] ?? '';
  const greatest = objects.map((row) => String(row['last_sequence_number'])).toSorted();
  return {
    loaded: (greatest.at(-1) ?? '').replace(/^0+/, ''),
    receiptsFrom: least(objects.map((row) => batchStart(String(row['archive_key'])).first)),
  };
};

/** By `stream/shard`. @param rows the newest loaded objects, as loaded-positions.sql gives them */
export const positionsOf = (rows: readonly ResultRow[]): Map<string, Position> =>
  new Map(
    Map.groupBy(rows, (row) => `${row['source']}/${row['shard_id']}`)
      .entries()
      .map(([shard, objects]) => [shard, positionOf(objects)]),
  );

/** The newest record of each shard, found by reading on from what is loaded. */
export const findTips = async (
  streams: readonly string[],
  reader: ShardReader,
  warehouse: Warehouse,
): Promise<ShardTip[]> => {
  const sql = sqlStatements('commands/loaded-positions.sql').join('');
  const positions = positionsOf(await warehouse.query(sql));
  const tips: ShardTip[] = [];
  for (const stream of streams) {
    for (const shardId of await reader.shardIds(stream)) {
      const position = positions.get(`${stream}/${shardId}`) ?? null;
      const loaded = position?.loaded ?? null;
      let newest = loaded;
      for await (const records of reader.pages(stream, shardId, loaded)) {
        newest = records.at(-1)?.SequenceNumber ?? newest;
      }
      tips.push({ stream, shardId, position, newest });
    }
  }
  return tips;
};
