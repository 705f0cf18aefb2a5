import { surveyFields } from '../facts.ts';
import { type SurveyVersion, surveyVersionKey } from '../version-key.ts';
import type { Slots } from './event-fields.ts';
import {
  columnAndSlot,
  faultOfFuture,
  optionalScore,
  optionalYesNo,
  requiredText,
  requiredTimestamp,
} from './field-values.ts';
import { Fault } from './reasons.ts';
import type { RowPlace } from './row-place.ts';

/** A survey event that can be used: its fields as the archive has them. */
type SurveyEvent = SurveyVersion & {
  readonly survey_id: string;
  readonly version_key: string;
};

const field = <T>(name: string, reader: (column: (typeof surveyFields)[number]) => T) => {
  const { column, slot } = columnAndSlot(surveyFields, name);
  return { slot, read: reader(column) };
};

const surveyId = field('survey_id', requiredText);
const caseNo = field('case_no', requiredText);
const answered = field('survey_timestamp', requiredTimestamp);
const answer1 = field('q1', optionalScore);
const answer2 = field('q2', optionalScore);
const answer3 = field('q3', optionalScore);
const answer5 = field('q5', optionalScore);
const answer4 = field('q4', optionalYesNo);

/** A row of the archive; `place`: where the event came from. */
type SurveyRow = SurveyEvent & RowPlace;

/** The survey event in `slots` as a row, or its first fault. `latest`: the latest timestamp that its arrival allows. */
export const readSurvey = (slots: Slots, latest: string, place: RowPlace): SurveyRow | Fault => {
  const survey_id = surveyId.read(slots[surveyId.slot]);
  if (survey_id instanceof Fault) return survey_id;
  const case_no = caseNo.read(slots[caseNo.slot]);
  if (case_no instanceof Fault) return case_no;
  const survey_timestamp = answered.read(slots[answered.slot]);
  if (survey_timestamp instanceof Fault) return survey_timestamp;
  const q1 = answer1.read(slots[answer1.slot]);
  if (q1 instanceof Fault) return q1;
  const q2 = answer2.read(slots[answer2.slot]);
  if (q2 instanceof Fault) return q2;
  const q3 = answer3.read(slots[answer3.slot]);
  if (q3 instanceof Fault) return q3;
  const q5 = answer5.read(slots[answer5.slot]);
  if (q5 instanceof Fault) return q5;
  const q4 = answer4.read(slots[answer4.slot]);
  if (q4 instanceof Fault) return q4;
  const late = faultOfFuture('survey_timestamp', survey_timestamp, latest);
  if (late !== null) return late;

  const row = {
    survey_id,
    case_no,
    survey_timestamp,
    q1,
    q2,
    q3,
    q5,
    q4,
    source: place.source,
    shard_id: place.shard_id,
    sequence_number: place.sequence_number,
    sub_sequence_number: place.sub_sequence_number,
    element: place.element,
    arrived_at: place.arrived_at,
    version_key: '',
    archive_key: place.archive_key,
  };
  row.version_key = surveyVersionKey(row);
  return row;
};
