-- What publishing keeps of the batch layer so that no query has to compute it (docs/adr/0019): each case with what it counts for
-- and the members of the breakdowns that it belongs to (metrics.batch_case);
CREATE TABLE batch.measured_case (
  case_no VARCHAR(32) NOT NULL,
  create_timestamp TIMESTAMP NOT NULL,
  created_employee_key VARCHAR(32),
  call_center_id VARCHAR(32),
  category VARCHAR(32),
  sub_category VARCHAR(32),
  communication_mode VARCHAR(32),
  country_cd VARCHAR(16),
  product_code VARCHAR(64),
  closed_at TIMESTAMP,
  closed_day TIMESTAMP,
  resolution_seconds BIGINT,
  priority_key VARCHAR(20),
  sla_due_at TIMESTAMP,
  is_priority SMALLINT NOT NULL,
  is_open SMALLINT NOT NULL,
  is_sla_met SMALLINT NOT NULL,
  -- As of publishing; views count what has passed its SLA since.
  is_sla_breached SMALLINT NOT NULL,
  call_center_key VARCHAR(40) NOT NULL,
  agent_key VARCHAR(32) NOT NULL,
  channel_key VARCHAR(32) NOT NULL,
  category_key VARCHAR(96) NOT NULL,
  product_department VARCHAR(400) NOT NULL,
  country_key VARCHAR(8) NOT NULL
)
DISTSTYLE KEY DISTKEY (case_no) SORTKEY (create_timestamp);

-- their sums by hour, by priority, and by member and day, and the percentiles of these and of days, weeks and months (metrics.batch_sum);
CREATE TABLE batch.roll_up (
  -- hour, day, week, month, priority, or the breakdown: call_center, agent, channel, category, product_department, country
  breakdown VARCHAR(32) NOT NULL,
  -- Null for hours, days, weeks and months.
  member_key VARCHAR(400),
  -- Null for priorities.
  period_start TIMESTAMP,
  cases_received BIGINT,
  cases_open BIGINT,
  cases_closed BIGINT,
  received_and_closed BIGINT,
  priority_cases BIGINT,
  surveys BIGINT,
  positive_responses BIGINT,
  neutral_responses BIGINT,
  negative_responses BIGINT,
  promoters BIGINT,
  detractors BIGINT,
  nps_answers BIGINT,
  resolution_seconds BIGINT,
  sla_met BIGINT,
  sla_breached BIGINT,
  p50_resolution_seconds DOUBLE PRECISION,
  p90_resolution_seconds DOUBLE PRECISION
)
DISTSTYLE EVEN SORTKEY (breakdown, period_start);

-- and the answers to the survey questions by day (metrics.batch_answer).
CREATE TABLE batch.answer_count (
  day_start TIMESTAMP NOT NULL,
  question_id VARCHAR(40) NOT NULL,
  score SMALLINT,
  choice VARCHAR(1),
  answers BIGINT NOT NULL
)
DISTSTYLE ALL SORTKEY (day_start);

-- What the speed layer changes: each case that it has a newer version of, as it is now (sign 1), and as the batch layer
-- has it (sign -1); its surveys, and those of these cases, likewise, with the members that they belong to by their case of
-- the same sign. Loads compute the rows of the keys that they bring, publishing computes all anew.
CREATE TABLE speed.case_change (
  sign SMALLINT NOT NULL,
  case_no VARCHAR(32) NOT NULL,
  create_timestamp TIMESTAMP NOT NULL,
  created_employee_key VARCHAR(32),
  call_center_id VARCHAR(32),
  category VARCHAR(32),
  sub_category VARCHAR(32),
  communication_mode VARCHAR(32),
  country_cd VARCHAR(16),
  product_code VARCHAR(64),
  closed_at TIMESTAMP,
  closed_day TIMESTAMP,
  resolution_seconds BIGINT,
  priority_key VARCHAR(20),
  sla_due_at TIMESTAMP,
  is_priority SMALLINT NOT NULL,
  is_open SMALLINT NOT NULL,
  is_sla_met SMALLINT NOT NULL,
  -- As of publishing; views count what has passed its SLA since.
  is_sla_breached SMALLINT NOT NULL,
  call_center_key VARCHAR(40) NOT NULL,
  agent_key VARCHAR(32) NOT NULL,
  channel_key VARCHAR(32) NOT NULL,
  category_key VARCHAR(96) NOT NULL,
  product_department VARCHAR(400) NOT NULL,
  country_key VARCHAR(8) NOT NULL
)
DISTSTYLE KEY DISTKEY (case_no) SORTKEY (create_timestamp);

CREATE TABLE speed.survey_change (
  sign SMALLINT NOT NULL,
  survey_id VARCHAR(32) NOT NULL,
  case_no VARCHAR(32) NOT NULL,
  survey_timestamp TIMESTAMP NOT NULL,
  q1 SMALLINT,
  q2 SMALLINT,
  q3 SMALLINT,
  q4 VARCHAR(1),
  q5 SMALLINT,
  positive_responses SMALLINT NOT NULL,
  neutral_responses SMALLINT NOT NULL,
  negative_responses SMALLINT NOT NULL,
  is_promoter SMALLINT NOT NULL,
  is_detractor SMALLINT NOT NULL,
  is_nps_answer SMALLINT NOT NULL,
  call_center_key VARCHAR(40) NOT NULL,
  agent_key VARCHAR(32) NOT NULL,
  channel_key VARCHAR(32) NOT NULL,
  category_key VARCHAR(96) NOT NULL,
  product_department VARCHAR(400) NOT NULL,
  country_key VARCHAR(8) NOT NULL
)
DISTSTYLE KEY DISTKEY (case_no) SORTKEY (survey_timestamp);

GRANT SELECT, INSERT, UPDATE, DELETE ON batch.measured_case, batch.roll_up, batch.answer_count TO ROLE batch;

GRANT SELECT, INSERT, DELETE ON speed.case_change, speed.survey_change TO ROLE batch;

GRANT SELECT, INSERT, DELETE ON speed.case_change, speed.survey_change TO ROLE loader;

-- What a load compares with: the batch layer's rows, and what a case counts for.
GRANT USAGE ON SCHEMA batch, metrics TO ROLE loader;

GRANT SELECT ON batch.fact_case, batch.fact_survey, batch.measured_case TO ROLE loader;

ALTER DEFAULT PRIVILEGES IN SCHEMA metrics GRANT SELECT ON TABLES TO ROLE loader;
