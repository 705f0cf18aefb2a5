import { DuckDBInstance } from '@duckdb/node-api';
import type { Warehouse } from '../../../adapters/redshift-data.ts';
import { type Kind, kinds } from '../../../domain/facts.ts';
import { identityOf } from './stored-records.ts';

/** Identities of the records in loaded archive objects, by kind, read from the files themselves. */
export const loadedIdentities = async (
  warehouse: Warehouse,
  fileOf: (key: string) => string,
): Promise<Record<Kind, Set<string>>> => {
  const ledger = await warehouse.query('SELECT kind, archive_key FROM ops.load_ledger');
  const database = await DuckDBInstance.create();
  const connection = await database.connect();
  const identities = { cases: new Set(), surveys: new Set(), quarantine: new Set() } as Record<
    Kind,
    Set<string>
  >;
  for (const kind of kinds) {
    const files = ledger
      .filter((row) => row['kind'] === kind)
      .map((row) => `'${fileOf(String(row['archive_key'])).replaceAll("'", "''")}'`);
    if (files.length === 0) continue;
    const rows = await connection.runAndReadAll(
      `SELECT DISTINCT source, shard_id, sequence_number
       FROM read_parquet([${files.join(', ')}], hive_partitioning = false)`,
    );
    for (const row of rows.getRows()) identities[kind].add(identityOf(row[0], row[1], row[2]));
  }
  connection.closeSync();
  database.closeSync();
  return identities;
};

/** Identities of quarantined records that analysts can see. */
export const visibleQuarantine = async (warehouse: Warehouse): Promise<Set<string>> => {
  const rows = await warehouse.query(
    'SELECT DISTINCT source, shard_id, sequence_number FROM ops.quarantine',
  );
  return new Set(
    rows.map((row) => identityOf(row['source'], row['shard_id'], row['sequence_number'])),
  );
};
