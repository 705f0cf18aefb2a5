-- What the views read in place of the batch facts, computed anew from them and from the dimensions. In the order of the sort keys, so that
-- a window reads few blocks.
DELETE FROM batch.measured_case;

INSERT INTO batch.measured_case (
  case_no,
  create_timestamp,
  created_employee_key,
  call_center_id,
  category,
  sub_category,
  communication_mode,
  country_cd,
  product_code,
  closed_at,
  closed_day,
  resolution_seconds,
  priority_key,
  sla_due_at,
  is_priority,
  is_open,
  is_sla_met,
  is_sla_breached,
  call_center_key,
  agent_key,
  channel_key,
  category_key,
  product_department,
  country_key
)
SELECT
  case_no,
  create_timestamp,
  created_employee_key,
  call_center_id,
  category,
  sub_category,
  communication_mode,
  country_cd,
  product_code,
  closed_at,
  closed_day,
  resolution_seconds,
  priority_key,
  sla_due_at,
  is_priority,
  is_open,
  is_sla_met,
  is_sla_breached,
  call_center_key,
  agent_key,
  channel_key,
  category_key,
  product_department,
  country_key
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
