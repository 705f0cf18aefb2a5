import type { Value } from './table.ts';

const separator = '\u0001';
const present = '\u0002';
const escapeMark = '\u0003';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are the subject
const everyLow = /[\u0000-\u0003]/g;

const hasLow = (text: string): boolean => {
  // Values are short: a call of the engine's for each would take longer than this loop.
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 4) return true;
  return false;
};

/** Moves the four lowest characters behind the escape mark, in their own order. */
const escapeLow = (text: string): string =>
  // Nearly no text has one, and looking is cheaper than replacing: this runs for every event.
  hasLow(text)
    ? text.replace(
        everyLow,
        (found) => escapeMark + String.fromCharCode(found.charCodeAt(0) + 0x30),
      )
    : text;

/**
 * One text that orders like the tuple of `values` does, nulls lowest, compared as UTF-8 bytes.
 * A null is the empty text; a value begins with U+0002; U+0001 ends each; so a shorter value
 * sorts before a longer one that begins with it, whatever follows.
 */
const orderedText = (values: readonly Value[]): string => {
  let text = '';
  for (const value of values) {
    if (typeof value === 'string') text += present + escapeLow(value);
    else if (value !== null) text += present + value;
    text += separator;
  }
  return text;
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
