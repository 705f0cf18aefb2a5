-- The batch layer's surveys and what the speed layer changes among them: sums times their sign are sums over the current surveys.
-- Grain: one row for each survey of the batch layer, and those of speed.survey_change.
CREATE VIEW metrics.survey_row AS
SELECT
  1 AS sign,
  b.survey_timestamp,
  b.positive_responses,
  b.neutral_responses,
  b.negative_responses,
  b.is_promoter,
  b.is_detractor,
  b.is_nps_answer
FROM metrics.batch_survey b
UNION ALL
SELECT
  s.sign,
  s.survey_timestamp,
  s.positive_responses,
  s.neutral_responses,
  s.negative_responses,
  s.is_promoter,
  s.is_detractor,
  s.is_nps_answer
FROM speed.survey_change s
