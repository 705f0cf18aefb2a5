import { byteFunctions } from '../../adapters/byte-functions.ts';
import type { ObjectStore } from '../../adapters/object-store.ts';
import type { ResultRow, Warehouse } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { ConsistencyError, ContractError } from '../../domain/errors.ts';
import { type Element, elementSample, Fault, readRecord } from '../../domain/events/index.ts';

/** Which quarantined records a command is about. */
export type RecordFilter = {
  /** Reason code. @default any */
  readonly reason?: string;
  /** Arrived at or after, 'YYYY-MM-DD HH:MM:SS', UTC. @default any time */
  readonly since?: string;
};

/** The filter as parameters of the SQL in sql/commands: the Data API binds no empty text and no null. */
export const filterParameters = ({ reason, since }: RecordFilter) => ({
  reason: reason ?? '%',
  since: since ?? '2000-01-01 00:00:00',
});

/** One quarantined record: its row, and what it is made of. */
export type QuarantinedRecord = {
  readonly id: string;
  readonly row: ResultRow;
  /** An object as the parser reads it, or the text or the bytes that it could not read. */
  readonly content: object | string | Uint8Array;
};

const contentOf = ({ event, text, userRecord }: Element): QuarantinedRecord['content'] =>
  event instanceof Fault ? (text ?? userRecord) : event;

/** The original bytes of the Kinesis record, or of the line of history. @throws ConsistencyError where they are gone */
export const originalBytes = async (row: ResultRow, archive: ObjectStore): Promise<Uint8Array> => {
  const key = String(row['raw_key']);
  const bytes = Number(row['raw_bytes']);
  const range = { offset: Number(row['raw_offset']), bytes };
  // No range of S3's is empty.
  const found = bytes === 0 ? new Uint8Array() : await archive.get(key, range);
  if (found === null || found.length !== bytes) {
    throw new ConsistencyError(
      `The archive must hold the original bytes of each quarantined record, and lacks ${key}; restore it from its previous version`,
    );
  }
  return found;
};

/**
 * The quarantined part of a record: one line, one element of an array, one user record of an aggregate.
 * Where a later version of the parser divides the record otherwise, all of it.
 */
export const quarantinedRecord = async (
  row: ResultRow,
  archive: ObjectStore,
): Promise<QuarantinedRecord> => {
  const data = await originalBytes(row, archive);
  const element = readRecord(data, byteFunctions).elements.find(
    (candidate) =>
      candidate.subSequenceNumber === Number(row['sub_sequence_number']) &&
      candidate.element === Number(row['element']),
  );
  const isSame = element !== undefined && elementSample(element) === row['sample'];
  return {
    id: String(row['id'] ?? row['record_id']),
    row,
    content: isSame ? contentOf(element) : data,
  };
};

/** One record by its id. @throws ContractError where there is none */
export const findRecord = async (
  id: string,
  warehouse: Warehouse,
  archive: ObjectStore,
): Promise<QuarantinedRecord> => {
  const [sql = ''] = sqlStatements('commands/quarantine-show.sql');
  const [row] = await warehouse.query(sql, { id });
  if (row === undefined) {
    throw new ContractError(
      `A quarantined record must have the id ${id}, and none has; \`quarantine list\` shows ids`,
    );
  }
  return quarantinedRecord(row, archive);
};
