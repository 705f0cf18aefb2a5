import type { FactKind, Kind } from '../facts.ts';
import type { Row } from '../table.ts';
import { readCase } from './case-event.ts';
import { classify, readSlots } from './event-fields.ts';
import { type OriginalBytes, quarantineRow, sampleOf } from './quarantine-row.ts';
import { Fault } from './reasons.ts';
import { type ByteFunctions, type Element, readRecord } from './record.ts';
import { readSurvey } from './survey-event.ts';
import { latestTimestamp } from './timestamps.ts';

/** One record as a stream or the history gave it, with its identity. */
export type SourceRecord = {
  readonly data: Uint8Array;
  /** Name of the stream, or 'history'. */
  readonly source: string;
  /** Shard, or file of the history. */
  readonly shardId: string;
  /** Sequence number, or the line in 12 digits. */
  readonly sequenceNumber: string;
  /** 'YYYY-MM-DD HH:MM:SS.ffffff', UTC. */
  readonly arrivedAt: string;
  /** Reason code for which it was refused before it was sent again. @default it was not */
  readonly refusedBefore?: string | null;
};

/** What is the same for all records of a batch. */
export type AcceptanceContext = ByteFunctions & {
  /** IANA name of the zone that event timestamps are in. */
  readonly businessTimezone: string;
  /** Archive object of each kind that the rows will stand in. */
  readonly archiveKeys: Readonly<Record<Kind, string>>;
  /** Object that `raw` of the accepted rows will be stored as. */
  readonly rawKey: string;
};

/** What a batch of records came to. */
export type AcceptedRows = Record<Kind, Row[]> & {
  /** Original bytes of the records that have a quarantined element, in order: the raw object. */
  readonly raw: Uint8Array[];
  /** Bytes in `raw`. */
  rawBytes: number;
  /** Bytes that the records were as text, gunzipped: what they cost to read. */
  textBytes: number;
};

export const noRows = (): AcceptedRows => ({
  cases: [],
  surveys: [],
  quarantine: [],
  raw: [],
  rawBytes: 0,
  textBytes: 0,
});

type Refused = { readonly kind: FactKind | 'unknown'; readonly fault: Fault };

/** Puts a usable event into `into`; gives back what is wrong with any other. */
const acceptElement = (
  { event, subSequenceNumber, element }: Element,
  record: SourceRecord,
  context: AcceptanceContext,
  into: AcceptedRows,
): Refused | null => {
  if (event instanceof Fault) return { kind: 'unknown', fault: event };
  const slots = readSlots(event);
  if (slots instanceof Fault) return { kind: 'unknown', fault: slots };
  const kind = classify(slots);
  if (kind instanceof Fault) return { kind: 'unknown', fault: kind };
  const latest = latestTimestamp(record.arrivedAt, context.businessTimezone);
  const place = {
    source: record.source,
    shard_id: record.shardId,
    sequence_number: record.sequenceNumber,
    sub_sequence_number: subSequenceNumber,
    element,
    arrived_at: record.arrivedAt,
    archive_key: context.archiveKeys[kind],
  };
  const row = kind === 'cases' ? readCase(slots, latest, place) : readSurvey(slots, latest, place);
  if (row instanceof Fault) return { kind, fault: row };
  into[kind].push(row);
  return null;
};

/** What analysts see of a refused element: its text, or that of the record it stands in where it has none. */
export const elementSample = ({ event, text, userRecord }: Element): string => {
  if (text !== null) return sampleOf(text);
  if (event instanceof Fault) return sampleOf(userRecord);
  try {
    return sampleOf(JSON.stringify(event));
  } catch {
    // Nested beyond the stack.
    return sampleOf(userRecord);
  }
};

/**
 * Adds to `into` what one record holds: a row for each element, in the kind that the element itself
 * says, or in quarantine with its first fault. A record without any event gives one quarantine row.
 * Never throws for what is in `data`. Used for streams and for history alike: one code path.
 */
export const acceptRecord = (
  record: SourceRecord,
  context: AcceptanceContext,
  into: AcceptedRows = noRows(),
): AcceptedRows => {
  const { elements, textBytes } = readRecord(record.data, context);
  into.textBytes += textBytes;
  let original: OriginalBytes | null = null;
  for (const element of elements) {
    const refused = acceptElement(element, record, context, into);
    if (refused === null) continue;
    original ??= {
      sha256: context.sha256(record.data),
      rawKey: context.rawKey,
      rawOffset: into.rawBytes,
      rawBytes: record.data.length,
    };
    into.quarantine.push(
      quarantineRow(
        {
          source: record.source,
          shard_id: record.shardId,
          sequence_number: record.sequenceNumber,
          sub_sequence_number: element.subSequenceNumber,
          element: element.element,
          arrived_at: record.arrivedAt,
        },
        refused.kind,
        refused.fault,
        elementSample(element),
        original,
        context.archiveKeys.quarantine,
        record.refusedBefore ?? null,
      ),
    );
  }
  if (original !== null) {
    into.raw.push(record.data);
    into.rawBytes += record.data.length;
  }
  return into;
};
