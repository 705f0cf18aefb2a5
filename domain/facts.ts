import {
  bigint,
  type Column,
  integer,
  required,
  smallint,
  type TableContract,
  timestamp,
  varchar,
} from './table.ts';

/** What an archive object holds: accepted case events, accepted survey events, or refused records. */
export const kinds = ['cases', 'surveys', 'quarantine'] as const;
export type Kind = (typeof kinds)[number];
/** The kinds that become facts. */
export type FactKind = Exclude<Kind, 'quarantine'>;

/** A case event's own fields, in the contract's order. */
export const caseFields: readonly Column[] = [
  varchar('case_no', 32, 'Number of the case', required),
  timestamp('create_timestamp', 'When the case was registered, business-local', required),
  timestamp('last_modified_timestamp', 'When this state was reached, business-local', required),
  varchar('created_employee_key', 32, 'Employee who registered it'),
  varchar('call_center_id', 32, 'Call centre that registered it'),
  varchar('status', 8, 'Open or Closed', required),
  varchar('category', 32, 'Key of the category'),
  varchar('sub_category', 32, 'Key of the sub-category'),
  varchar('communication_mode', 32, 'Call, Chat or Email'),
  varchar('country_cd', 16, 'Two-letter country code, upper case'),
  varchar('product_code', 64, 'Key of the product'),
];

/** A survey event's own fields, in the contract's order. */
export const surveyFields: readonly Column[] = [
  varchar('survey_id', 32, 'Number of the survey', required),
  varchar('case_no', 32, 'Case that it asks about', required),
  timestamp('survey_timestamp', 'When it was answered, business-local', required),
  smallint('q1', 'Answer to Q1, 1 to 10; null where unanswered'),
  smallint('q2', 'Answer to Q2, 1 to 10; null where unanswered'),
  smallint('q3', 'Answer to Q3, 1 to 10; null where unanswered'),
  smallint('q5', 'Answer to Q5, 1 to 10; null where unanswered'),
  varchar('q4', 1, 'Answer to Q4, Y or N; null where unanswered'),
];

/**
 * What tells one event from all others: which source it came from and where it stood there.
 * A stream: its name, shard, sequence number, sub-sequence number in a KPL aggregate, element in the record.
 * History: 'history', the file, the line (12 digits), 0, element in the line.
 */
const identity: readonly Column[] = [
  varchar('source', 128, "Stream that it came on, or 'history'", required),
  varchar('shard_id', 1024, 'Shard of the stream, or file of the history', required),
  varchar('sequence_number', 128, 'Sequence number in the shard, or line of the file', required),
  bigint('sub_sequence_number', 'Position in a KPL aggregate; 0 outside of one', required),
  integer('element', 'Position in the record: 0 for its first event', required),
  timestamp('arrived_at', 'When the stream took it, or when history was converted; UTC', required),
];

const archiveKey = varchar('archive_key', 1024, 'Archive object that it stands in', required);

/** Greatest length of a version key: every field at its longest, each byte escaped to two. */
const maxVersionKeyBytes = 1024;

const versionKey = varchar(
  'version_key',
  maxVersionKeyBytes,
  'Orders the versions of one key, compared as bytes: the greatest is current',
  required,
);

const lineage: readonly Column[] = [
  versionKey,
  timestamp('arrived_at', 'When it arrived, UTC', required),
  archiveKey,
];

const table = (
  schema: string,
  name: string,
  key: readonly string[],
  columns: readonly Column[],
  description: string,
): TableContract => ({ schema, name, key, columns, description });

const identityKey = ['source', 'shard_id', 'sequence_number', 'sub_sequence_number', 'element'];

/** The Parquet layout of the archive, by kind; COPY's staging tables have the same columns. */
export const archiveTables: Readonly<Record<Kind, TableContract>> = {
  cases: table(
    'staging',
    'case_event',
    identityKey,
    [...caseFields, ...identity, versionKey, archiveKey],
    'Case events as they are archived.',
  ),
  surveys: table(
    'staging',
    'survey_event',
    identityKey,
    [...surveyFields, ...identity, versionKey, archiveKey],
    'Survey events as they are archived.',
  ),
  quarantine: table(
    'ops',
    'quarantine',
    identityKey,
    [
      ...identity,
      varchar('kind', 16, 'What it looked like: cases, surveys or unknown', required),
      varchar('reason_code', 64, 'Which rule it broke', required),
      varchar('reason', 1024, 'The rule, the value and what to do', required),
      varchar('field', 256, 'Field that broke it; null where the whole record did'),
      varchar(
        'sample',
        16384,
        'First 4,096 bytes, as text (U+FFFD for what is not UTF-8)',
        required,
      ),
      varchar('sha256', 64, 'SHA-256 of the original bytes, hexadecimal', required),
      varchar('raw_key', 1024, 'S3 object that holds the original bytes', required),
      bigint('raw_offset', 'Where in that object they begin', required),
      bigint('raw_bytes', 'How many they are', required),
      archiveKey,
    ],
    'Records that could not be used.',
  ),
};

/** The fact tables: the same columns in the schemas `speed` and `batch`. */
export const factTables: Readonly<Record<FactKind, TableContract>> = {
  cases: table(
    'speed',
    'fact_case',
    ['case_no'],
    [...caseFields, ...lineage],
    'The greatest version of each case that this layer has seen.',
  ),
  surveys: table(
    'speed',
    'fact_survey',
    ['survey_id'],
    [...surveyFields, ...lineage],
    'The greatest version of each survey that this layer has seen.',
  ),
};
