export {
  type AcceptanceContext,
  type AcceptedRows,
  acceptRecord,
  noRows,
  type SourceRecord,
} from './accept-record.ts';
export { Fault, type ReasonCode, reasons } from './reasons.ts';
export { type ByteFunctions, readRecord } from './record.ts';
export { isTimestamp, toBusinessTime } from './timestamps.ts';
