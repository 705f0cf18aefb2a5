export {
  type AcceptanceContext,
  type AcceptedRows,
  acceptRecord,
  noRows,
  type SourceRecord,
} from './accept-record.ts';
export type { ByteFunctions } from './record.ts';
