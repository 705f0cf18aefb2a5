-- The facts, as domain/facts.ts has them: the same columns in the speed layer and in the batch layer.
-- Surveys are spread by case, since they are joined to their cases.

CREATE TABLE speed.fact_case (
  case_no VARCHAR(32) NOT NULL,
  create_timestamp TIMESTAMP NOT NULL,
  last_modified_timestamp TIMESTAMP NOT NULL,
  created_employee_key VARCHAR(32),
  call_center_id VARCHAR(32),
  status VARCHAR(8) NOT NULL,
  category VARCHAR(32),
  sub_category VARCHAR(32),
  communication_mode VARCHAR(32),
  country_cd VARCHAR(16),
  product_code VARCHAR(64),
  version_key VARCHAR(1024) NOT NULL,
  arrived_at TIMESTAMP NOT NULL,
  archive_key VARCHAR(1024) NOT NULL
)
DISTSTYLE KEY DISTKEY (case_no) SORTKEY (create_timestamp);

CREATE TABLE speed.fact_survey (
  survey_id VARCHAR(32) NOT NULL,
  case_no VARCHAR(32) NOT NULL,
  survey_timestamp TIMESTAMP NOT NULL,
  q1 SMALLINT,
  q2 SMALLINT,
  q3 SMALLINT,
  q5 SMALLINT,
  q4 VARCHAR(1),
  version_key VARCHAR(1024) NOT NULL,
  arrived_at TIMESTAMP NOT NULL,
  archive_key VARCHAR(1024) NOT NULL
)
DISTSTYLE KEY DISTKEY (case_no) SORTKEY (survey_timestamp);

CREATE TABLE batch.fact_case (
  case_no VARCHAR(32) NOT NULL,
  create_timestamp TIMESTAMP NOT NULL,
  last_modified_timestamp TIMESTAMP NOT NULL,
  created_employee_key VARCHAR(32),
  call_center_id VARCHAR(32),
  status VARCHAR(8) NOT NULL,
  category VARCHAR(32),
  sub_category VARCHAR(32),
  communication_mode VARCHAR(32),
  country_cd VARCHAR(16),
  product_code VARCHAR(64),
  version_key VARCHAR(1024) NOT NULL,
  arrived_at TIMESTAMP NOT NULL,
  archive_key VARCHAR(1024) NOT NULL
)
DISTSTYLE KEY DISTKEY (case_no) SORTKEY (create_timestamp);

CREATE TABLE batch.fact_survey (
  survey_id VARCHAR(32) NOT NULL,
  case_no VARCHAR(32) NOT NULL,
  survey_timestamp TIMESTAMP NOT NULL,
  q1 SMALLINT,
  q2 SMALLINT,
  q3 SMALLINT,
  q5 SMALLINT,
  q4 VARCHAR(1),
  version_key VARCHAR(1024) NOT NULL,
  arrived_at TIMESTAMP NOT NULL,
  archive_key VARCHAR(1024) NOT NULL
)
DISTSTYLE KEY DISTKEY (case_no) SORTKEY (survey_timestamp);

-- The archive's layout: loads copy into temporary tables made LIKE these, which stay empty.

CREATE TABLE staging.case_event (
  case_no VARCHAR(32) NOT NULL,
  create_timestamp TIMESTAMP NOT NULL,
  last_modified_timestamp TIMESTAMP NOT NULL,
  created_employee_key VARCHAR(32),
  call_center_id VARCHAR(32),
  status VARCHAR(8) NOT NULL,
  category VARCHAR(32),
  sub_category VARCHAR(32),
  communication_mode VARCHAR(32),
  country_cd VARCHAR(16),
  product_code VARCHAR(64),
  source VARCHAR(128) NOT NULL,
  shard_id VARCHAR(1024) NOT NULL,
  sequence_number VARCHAR(128) NOT NULL,
  sub_sequence_number BIGINT NOT NULL,
  element INTEGER NOT NULL,
  arrived_at TIMESTAMP NOT NULL,
  version_key VARCHAR(1024) NOT NULL,
  archive_key VARCHAR(1024) NOT NULL
)
DISTSTYLE EVEN;

CREATE TABLE staging.survey_event (
  survey_id VARCHAR(32) NOT NULL,
  case_no VARCHAR(32) NOT NULL,
  survey_timestamp TIMESTAMP NOT NULL,
  q1 SMALLINT,
  q2 SMALLINT,
  q3 SMALLINT,
  q5 SMALLINT,
  q4 VARCHAR(1),
  source VARCHAR(128) NOT NULL,
  shard_id VARCHAR(1024) NOT NULL,
  sequence_number VARCHAR(128) NOT NULL,
  sub_sequence_number BIGINT NOT NULL,
  element INTEGER NOT NULL,
  arrived_at TIMESTAMP NOT NULL,
  version_key VARCHAR(1024) NOT NULL,
  archive_key VARCHAR(1024) NOT NULL
)
DISTSTYLE EVEN;
