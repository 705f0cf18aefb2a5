import { byteFunctions } from '../../../adapters/byte-functions.ts';
import {
  type AcceptanceContext,
  type AcceptedRows,
  acceptRecord,
} from '../../../domain/events/index.ts';

export const context: AcceptanceContext = {
  ...byteFunctions,
  businessTimezone: 'UTC',
  archiveKeys: { cases: 'archive/c', surveys: 'archive/s', quarantine: 'archive/q' },
  rawKey: 'quarantine-raw/r',
};

/** A case event with every field. */
export const caseEvent = {
  case_no: '600001',
  create_timestamp: '2026-03-10 11:10:00',
  last_modified_timestamp: '2026-03-10 11:50:00',
  created_employee_key: '277',
  call_center_id: 'C-101',
  status: 'Open',
  category: 'CAT1',
  sub_category: 'SCAT1',
  communication_mode: 'Call',
  country_cd: 'IN',
  product_code: '4711',
};

/** A survey event with every field. */
export const surveyEvent = {
  survey_id: 'S-500014',
  case_no: '600001',
  survey_timestamp: '2026-03-10 11:55:00',
  Q1: 9,
  Q2: 5,
  Q3: 6,
  Q4: 'Y',
  Q5: 8,
};

const encoder = new TextEncoder();

/** What becomes of one record: bytes, text as it is, or values as JSON. It arrives at noon of 2026-03-10, UTC. */
export const accept = (
  data: Uint8Array | string | object | null,
  overrides: Partial<AcceptanceContext> & { readonly arrivedAt?: string } = {},
): AcceptedRows => {
  const { arrivedAt = '2026-03-10 12:00:00.000000', ...rest } = overrides;
  const bytes =
    data instanceof Uint8Array
      ? data
      : encoder.encode(typeof data === 'string' ? data : JSON.stringify(data));
  return acceptRecord(
    { data: bytes, source: 'cases-stream', shardId: 'shardId-0', sequenceNumber: '77', arrivedAt },
    { ...context, ...rest },
  );
};

/** Code and field of each quarantined element, and what it looked like. */
export const refusals = (rows: AcceptedRows): string[] =>
  rows.quarantine.map((row) => `${row['kind']} ${row['reason_code']} ${row['field']}`);
