/**
 * Every reason for which a record can't be used, and what to do about it. A closed list: analysts
 * group by the codes, so one is never renamed and never used for a second rule.
 */
const reasons = {
  empty_record: 'the producer sent nothing: mend it; there is nothing to redrive',
  not_utf8: 'the producer must send UTF-8 text, gzipped or not',
  not_gzip: 'the record begins as gzip does but is cut off or damaged: let it be sent again',
  kpl_checksum: 'the aggregate is cut off or damaged: let it be sent again',
  not_kpl: 'the aggregate is not what the KPL writes: mend the producer',
  too_large: 'split the record in the producer',
  too_many_events: 'split the record in the producer',
  not_json: 'the producer must send a JSON object, an array of objects or JSON Lines',
  not_an_object: 'each event must be a JSON object',
  unknown_shape: 'the record has no field of a case or of a survey: mend the producer',
  ambiguous_kind: 'send the case and the survey as two events',
  conflicting_keys: 'two keys of the record mean the same field: send one of them',
  missing_value: 'redrive it with the value added',
  wrong_type: 'values are text or numbers',
  unlisted_status: 'redrive it with status Open or Closed',
  impossible_answer: 'redrive it with a possible answer, or without that answer',
  too_long: 'shorten the value, or widen the column in a migration and in domain/facts.ts',
  unstorable_text: 'the warehouse stores neither U+0000 nor half a surrogate pair: redrive without',
  not_a_timestamp: "timestamps are 'YYYY-MM-DD HH:MM:SS' and real dates",
  before_2000: "check the producer's clock",
  after_arrival: "check the producer's clock and BUSINESS_TIMEZONE",
  modified_before_created: 'check which of the two timestamps is wrong',
} as const;

export type ReasonCode = keyof typeof reasons;

/** Every code, for those who choose one. */
export const reasonCodes: readonly string[] = Object.keys(reasons);

/** Why one event, or one whole record, can't be used. */
export class Fault {
  readonly code: ReasonCode;
  /** The field in question, by its name in the contract; null where it is the whole record. */
  readonly field: string | null;
  /** The rule and the value, without the next step. */
  readonly detail: string;

  constructor(code: ReasonCode, field: string | null, detail: string) {
    this.code = code;
    this.field = field;
    this.detail = detail;
  }

  /** One sentence: subject, rule, value and next step. */
  get message(): string {
    return `${this.detail}; ${reasons[this.code]}`;
  }
}

/** Longest part of a value that a reason repeats, in UTF-16 units. */
const quotedUnits = 60;

/** A value as a reason shows it: JSON escapes what can't be stored, and long ones are cut. */
export const quoted = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? 'an array' : 'an object';
  }
  if (typeof value !== 'string') return String(value);
  return value.length <= quotedUnits
    ? JSON.stringify(value)
    : `${JSON.stringify(value.slice(0, quotedUnits))}… (${value.length} characters)`;
};
