-- How often each answer was given in the current surveys: what publishing kept of the batch layer and what the speed layer changes.
-- Grain: one row for each civil day, question and answer that occurs.
CREATE VIEW metrics.answer_count AS
WITH surveys AS (
  SELECT * FROM speed.survey_change
),
changed AS (
  {{include answer_counts}}
),
parts AS (
  SELECT b.day_start, b.question_id, b.score, b.choice, b.answers
  FROM batch.answer_count b
  UNION ALL
  SELECT c.day_start, c.question_id, c.score, c.choice, c.answers
  FROM changed c
),
counts AS (
  SELECT
    p.day_start,
    p.question_id,
    p.score,
    p.choice,
    CAST(SUM(p.answers) AS BIGINT) AS answers,
    -- As if each answer were a survey of its own: what class it has is said once.
    CASE WHEN p.question_id = 'Q1' THEN p.score END AS q1,
    CASE WHEN p.question_id = 'Q2' THEN p.score END AS q2,
    CASE WHEN p.question_id = 'Q3' THEN p.score END AS q3,
    p.choice AS q4,
    CASE WHEN p.question_id = 'Q5' THEN p.score END AS q5
  FROM parts p
  GROUP BY 1, 2, 3, 4
  HAVING SUM(p.answers) > 0
),
signs AS (
  SELECT
    s.day_start,
    s.question_id,
    s.score,
    s.choice,
    s.answers,
    {{include answer_signs}}
  FROM counts s
  CROSS JOIN metrics.answer_range r
)
SELECT
  CAST(a.day_start AS DATE) AS day,
  a.question_id,
  a.score,
  a.choice,
  a.answers,
  CASE COALESCE(a.q1_sign, a.q2_sign, a.q3_sign, a.q4_sign, a.q5_sign)
    WHEN 1 THEN 'positive'
    WHEN 0 THEN 'neutral'
    WHEN -1 THEN 'negative'
  END AS response_class
FROM signs a
