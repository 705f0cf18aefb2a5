import type { Row } from '../table.ts';
import { isStorable } from './field-values.ts';
import type { Fault } from './reasons.ts';

/** Bytes of an element that analysts see; the rest is in the raw object. */
const sampleBytes = 4096;
/** Longest reason, in UTF-16 units: 3 bytes each at most, of the column's 1,024. */
const reasonUnits = 340;

const encoder = new TextEncoder();
const lenient = new TextDecoder('utf-8');

/** Where the original bytes of a record lie, and what they are. */
export type OriginalBytes = {
  readonly sha256: string;
  readonly rawKey: string;
  readonly rawOffset: number;
  readonly rawBytes: number;
};

/** The first bytes as text that the warehouse can store. */
export const sampleOf = (original: string | Uint8Array): string => {
  // A UTF-16 unit takes 3 bytes at most: a short text is its own sample.
  if (typeof original === 'string' && original.length * 3 <= sampleBytes && isStorable(original)) {
    return original;
  }
  // A unit is a byte at least, so no more of them can be needed.
  const bytes =
    typeof original === 'string' ? encoder.encode(original.slice(0, sampleBytes)) : original;
  return lenient.decode(bytes.subarray(0, sampleBytes)).replaceAll('\u0000', '\ufffd');
};

const reasonText = ({ message }: Fault, refusedBefore: string | null): string => {
  const again = refusedBefore === null ? '' : `Redriven after ${refusedBefore}: `;
  return (again + message).slice(0, reasonUnits).toWellFormed();
};

/**
 * The quarantine row of one element that can't be used. `kind`: what it looked like. `refusedBefore`: the
 * reason code before it was sent again, so that the row tells both.
 */
export const quarantineRow = (
  identity: Row,
  kind: 'cases' | 'surveys' | 'unknown',
  fault: Fault,
  sample: string,
  original: OriginalBytes,
  archiveKey: string,
  refusedBefore: string | null,
): Row => ({
  ...identity,
  kind,
  reason_code: fault.code,
  reason: reasonText(fault, refusedBefore),
  field: fault.field,
  sample,
  sha256: original.sha256,
  raw_key: original.rawKey,
  raw_offset: original.rawOffset,
  raw_bytes: original.rawBytes,
  archive_key: archiveKey,
});
