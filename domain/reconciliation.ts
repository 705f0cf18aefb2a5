import { bigint, required, type TableContract, timestamp, varchar } from './table.ts';

/*
 * What a reconciliation brings into the warehouse, to be compared there with what the loads counted: the same
 * columns in Parquet and in the tables.
 */

const source = varchar('source', 128, 'Stream', required);
const shard = varchar('shard_id', 1024, 'Shard of the stream', required);

const table = (
  name: string,
  key: readonly string[],
  columns: TableContract['columns'],
  description: string,
): TableContract => ({ schema: 'ops', name, key, columns, description });

/** What receipts say. */
export const receiptTable = table(
  'receipt',
  ['receipt_key', 'archive_key'],
  [
    varchar('receipt_key', 1024, 'Receipt', required),
    source,
    shard,
    varchar('first_sequence_number', 128, 'First record that it covers', required),
    varchar('last_sequence_number', 128, 'Last record that it covers', required),
    varchar('kind', 16, 'cases, surveys or quarantine', required),
    varchar('archive_key', 1024, 'Archive object that it names', required),
    bigint('row_count', 'Rows that the consumer wrote into the object', required),
  ],
  'What receipts say: one row for each receipt and archive object that it names.',
);

/** What lies in the archive bucket. */
export const listedObjectTable = table(
  'listed_object',
  ['object_key'],
  [
    varchar('object_key', 1024, 'Receipt, archive object, or original bytes', required),
    varchar('kind', 16, 'cases, surveys, quarantine, receipt or originals', required),
    source,
    timestamp('modified_at', 'When it was written last, UTC', required),
  ],
  'Receipts, archive objects and original bytes of quarantined records, by the last listing.',
);

/** What a second reader counted in the streams. */
export const streamCountTable = table(
  'stream_count',
  ['source', 'shard_id', 'arrived_hour', 'state'],
  [
    source,
    shard,
    timestamp('arrived_hour', 'Hour of arrival, UTC', required),
    varchar('state', 8, 'final, or open: counted again by the next run', required),
    bigint('record_count', 'Records of the stream', required),
    bigint('covered_count', 'Those within the range of a receipt', required),
    bigint('given_up_count', 'Those that a mapping gave up on and stored whole', required),
    varchar('last_sequence_number', 128, 'Last record counted', required),
  ],
  'Records of the streams, counted by a second reader.',
);
