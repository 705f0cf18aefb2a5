-- The survey questions, with their ranges as numbers.
-- Grain: one row for each question of the dimension; of contradicting rows the first in the order of their texts.
-- A range is 'low-high' or one number; a text that is neither ('NA', 'abc') gives nulls, which hold no score, and '8-3' holds
-- none either. An Options question has no ranges. Nothing here can raise.
CREATE VIEW metrics.question AS
WITH questions AS (
  SELECT
    q.question_id,
    q.question_desc,
    q.response_type,
    CASE WHEN q.response_type = 'Options' THEN NULL ELSE REPLACE(q.negative_response_range, ' ', '') END AS negative_text,
    CASE WHEN q.response_type = 'Options' THEN NULL ELSE REPLACE(q.neutral_response_range, ' ', '') END AS neutral_text,
    CASE WHEN q.response_type = 'Options' THEN NULL ELSE REPLACE(q.positive_response_range, ' ', '') END AS positive_text
  FROM dim.survey_question q
  WHERE q.question_id IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY q.question_id
    ORDER BY
      q.question_desc, q.response_type, q.negative_response_range, q.neutral_response_range, q.positive_response_range
  ) = 1
),
ranges AS (
  SELECT
    q.question_id,
    q.question_desc,
    q.response_type,
    NULLIF(REGEXP_SUBSTR(q.negative_text, '^[0-9]{1,4}(-[0-9]{1,4})?$'), '') AS negative_range,
    NULLIF(REGEXP_SUBSTR(q.neutral_text, '^[0-9]{1,4}(-[0-9]{1,4})?$'), '') AS neutral_range,
    NULLIF(REGEXP_SUBSTR(q.positive_text, '^[0-9]{1,4}(-[0-9]{1,4})?$'), '') AS positive_range
  FROM questions q
)
SELECT
  q.question_id,
  q.question_desc,
  q.response_type,
  CAST(NULLIF(SPLIT_PART(q.negative_range, '-', 1), '') AS INTEGER) AS negative_low,
  CAST(COALESCE(NULLIF(SPLIT_PART(q.negative_range, '-', 2), ''), q.negative_range) AS INTEGER) AS negative_high,
  CAST(NULLIF(SPLIT_PART(q.neutral_range, '-', 1), '') AS INTEGER) AS neutral_low,
  CAST(COALESCE(NULLIF(SPLIT_PART(q.neutral_range, '-', 2), ''), q.neutral_range) AS INTEGER) AS neutral_high,
  CAST(NULLIF(SPLIT_PART(q.positive_range, '-', 1), '') AS INTEGER) AS positive_low,
  CAST(COALESCE(NULLIF(SPLIT_PART(q.positive_range, '-', 2), ''), q.positive_range) AS INTEGER) AS positive_high
FROM ranges q
