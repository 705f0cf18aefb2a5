-- The batch layer's rows of the cases and surveys that the speed layer touches, found anew: both sides have changed.
DELETE FROM speed.batch_survey;

INSERT INTO speed.batch_survey (
  survey_id,
  case_no,
  survey_timestamp,
  q1,
  q2,
  q3,
  q5,
  q4,
  version_key
)
SELECT
  b.survey_id,
  b.case_no,
  b.survey_timestamp,
  b.q1,
  b.q2,
  b.q3,
  b.q5,
  b.q4,
  b.version_key
FROM batch.fact_survey AS b
WHERE b.survey_id IN (SELECT survey_id FROM speed.fact_survey)
  OR b.case_no IN (SELECT case_no FROM speed.fact_case);

DELETE FROM speed.batch_case;

INSERT INTO speed.batch_case (
  case_no,
  create_timestamp,
  last_modified_timestamp,
  created_employee_key,
  call_center_id,
  status,
  category,
  sub_category,
  communication_mode,
  country_cd,
  product_code,
  version_key
)
SELECT
  b.case_no,
  b.create_timestamp,
  b.last_modified_timestamp,
  b.created_employee_key,
  b.call_center_id,
  b.status,
  b.category,
  b.sub_category,
  b.communication_mode,
  b.country_cd,
  b.product_code,
  b.version_key
FROM batch.fact_case AS b
WHERE b.case_no IN (
  SELECT case_no FROM speed.fact_case
  UNION
  SELECT case_no FROM speed.fact_survey
  UNION
  SELECT case_no FROM speed.batch_survey
);
