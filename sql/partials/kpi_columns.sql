-- Cases registered in the window whose priority level is Highest or High
NVL(k.priority_cases, 0) AS priority_cases,
-- Surveys answered in the window
NVL(k.surveys, 0) AS surveys,
-- Answers of those surveys in their question's positive range, or Y
NVL(k.positive_responses, 0) AS positive_responses,
-- Answers of those surveys in their question's neutral range
NVL(k.neutral_responses, 0) AS neutral_responses,
-- Answers of those surveys in their question's negative range, or N
NVL(k.negative_responses, 0) AS negative_responses,
-- Customer satisfaction: positive answers of all classed ones, in percent; null where there are none
k.positive_responses * CAST(100 AS DOUBLE PRECISION)
  / NULLIF(k.positive_responses + k.neutral_responses + k.negative_responses, 0) AS csat_pct,
-- Net promoter score: percent of Q5 answers that are 9 or 10 less percent that are 1 to 6; null where there are none
(k.promoters - k.detractors) * CAST(100 AS DOUBLE PRECISION) / NULLIF(k.nps_answers, 0) AS nps,
-- Mean minutes from registration to closing of the cases closed in the window; null where there are none
CAST(k.resolution_seconds AS DOUBLE PRECISION) / NULLIF(k.cases_closed, 0) / 60 AS avg_resolution_minutes,
-- Median minutes from registration to closing of the cases closed in the window; null where there are none
k.p50_resolution_seconds / 60 AS p50_resolution_minutes,
-- 90th percentile (continuous) of the minutes from registration to closing of the cases closed in the window; null where there are none
k.p90_resolution_seconds / 60 AS p90_resolution_minutes,
-- Of the cases registered in the window that have an SLA, the ones closed within it
NVL(k.sla_met, 0) AS sla_met,
-- Of the cases registered in the window that have an SLA, the ones closed after it, or still Open when it is past
NVL(k.sla_breached, 0) AS sla_breached
