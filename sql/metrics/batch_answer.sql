-- How often each answer was given in the batch layer's surveys: what publishing keeps in batch.answer_count.
-- Grain: one row for each civil day, question and answer that occurs.
CREATE VIEW metrics.batch_answer AS
WITH surveys AS (
  SELECT 1 AS sign, s.survey_timestamp, s.q1, s.q2, s.q3, s.q4, s.q5
  FROM batch.fact_survey s
)
{{include answer_counts}}
