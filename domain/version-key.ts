import type { Value } from './table.ts';

const separator = 1;
const present = 2;
const escapeMark = 3;
/** What an escaped character is moved by. */
const escaped = 0x30;

/** The code units of the key that is being made; one array for all, as this runs for every event. */
const units: number[] = [];

/** Adds a text; the four lowest characters are moved behind the escape mark, in their own order. */
const addText = (text: string, start: number): number => {
  let end = start;
  units[end++] = present;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 4) {
      units[end++] = escapeMark;
      units[end++] = unit + escaped;
    } else units[end++] = unit;
  }
  return end;
};

/**
 * One text that orders like the tuple of `values` does, nulls lowest, compared as UTF-8 bytes.
 * A null is the empty text; a value begins with U+0002; U+0001 ends each; so a shorter value
 * sorts before a longer one that begins with it, whatever follows.
 * Made of code units at once: put together from thirty texts it would be a tree of them, which lives as long as the batch.
 */
const orderedText = (values: readonly Value[]): string => {
  let end = 0;
  for (const value of values) {
    if (value !== null) end = addText(typeof value === 'string' ? value : String(value), end);
    units[end++] = separator;
  }
  units.length = end;
  return String.fromCharCode.apply(null, units);
};

/** The fields of a case event that its version is made of. Timestamps as 'YYYY-MM-DD HH:MM:SS'. */
export type CaseVersion = {
  readonly create_timestamp: string;
  readonly last_modified_timestamp: string;
  readonly created_employee_key: string | null;
  readonly call_center_id: string | null;
  readonly status: 'Open' | 'Closed';
  readonly category: string | null;
  readonly sub_category: string | null;
  readonly communication_mode: string | null;
  readonly country_cd: string | null;
  readonly product_code: string | null;
};

/** Latest modification first, then Closed over Open, then the other fields in the contract's order. */
export const caseVersionKey = (event: CaseVersion): string =>
  orderedText([
    event.last_modified_timestamp,
    event.status === 'Closed' ? 1 : 0,
    event.create_timestamp,
    event.created_employee_key,
    event.call_center_id,
    event.category,
    event.sub_category,
    event.communication_mode,
    event.country_cd,
    event.product_code,
  ]);

export type SurveyVersion = {
  readonly case_no: string;
  readonly survey_timestamp: string;
  readonly q1: number | null;
  readonly q2: number | null;
  readonly q3: number | null;
  readonly q5: number | null;
  readonly q4: 'Y' | 'N' | null;
};

/** Latest answer first, then the fields in the contract's order, as text. */
export const surveyVersionKey = (event: SurveyVersion): string =>
  orderedText([
    event.survey_timestamp,
    event.case_no,
    event.q1,
    event.q2,
    event.q3,
    event.q5,
    event.q4,
  ]);
