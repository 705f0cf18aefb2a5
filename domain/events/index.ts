export {
  type AcceptanceContext,
  type AcceptedRows,
  acceptRecord,
  elementSample,
  noRows,
  type SourceRecord,
} from './accept-record.ts';
export { Fault } from './reasons.ts';
export { type ByteFunctions, type Element, readRecord } from './record.ts';
