-- What the views read in place of the batch facts, computed anew from them and from the dimensions. In the order of the sort keys, so that
-- a window reads few blocks.
DELETE FROM batch.measured_case;

INSERT INTO batch.measured_case (
  {{include measured_case_columns}},
  is_sla_pending
)
SELECT
  {{include measured_case_columns}},
  CASE WHEN is_open = 1 AND is_sla_breached = 0 AND sla_due_at IS NOT NULL THEN 1 ELSE 0 END
FROM metrics.batch_case
ORDER BY create_timestamp;

DELETE FROM batch.roll_up;

INSERT INTO batch.roll_up (
  breakdown,
  member_key,
  period_start,
  cases_received,
  cases_open,
  cases_closed,
  received_and_closed,
  priority_cases,
  surveys,
  positive_responses,
  neutral_responses,
  negative_responses,
  promoters,
  detractors,
  nps_answers,
  resolution_seconds,
  sla_met,
  sla_breached,
  p50_resolution_seconds,
  p90_resolution_seconds
)
SELECT
  breakdown,
  member_key,
  period_start,
  cases_received,
  cases_open,
  cases_closed,
  received_and_closed,
  priority_cases,
  surveys,
  positive_responses,
  neutral_responses,
  negative_responses,
  promoters,
  detractors,
  nps_answers,
  resolution_seconds,
  sla_met,
  sla_breached,
  p50_resolution_seconds,
  p90_resolution_seconds
FROM metrics.batch_sum
ORDER BY breakdown, period_start;

-- What the speed layer changes of these, as after each load.
DELETE FROM speed.case_change;

INSERT INTO speed.case_change (
  sign,
  {{include measured_case_columns}}
)
WITH touched AS (
  SELECT case_no FROM speed.fact_case
),
{{include case_changes}};

DELETE FROM speed.survey_change;

INSERT INTO speed.survey_change (
  sign,
  {{include survey_change_columns}}
)
WITH touched AS (
  SELECT survey_id FROM speed.fact_survey
  UNION
  SELECT survey_id FROM batch.fact_survey WHERE case_no IN (SELECT case_no FROM speed.fact_case)
),
{{include survey_changes}};
