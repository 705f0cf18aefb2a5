-- What each possible answer of a survey question counts as.
-- Grain: one row for each question of the dimension and each score from 1 to 10, or Y and N for an Options question;
-- of contradicting rows of a question the first in the order of their texts counts.
-- Negative, then neutral, then positive: the first range that holds the score wins; null where none does.
-- A range is 'low-high' or one number; a text that is neither ('NA', 'abc') holds nothing, nor does '8-3'. Nothing here can raise.
CREATE VIEW metrics.answer_class AS
WITH questions AS (
  SELECT
    q.question_id,
    q.question_desc,
    q.response_type,
    NULLIF(REGEXP_SUBSTR(REPLACE(q.negative_response_range, ' ', ''), '^[0-9]{1,4}(-[0-9]{1,4})?$'), '') AS negative_range,
    NULLIF(REGEXP_SUBSTR(REPLACE(q.neutral_response_range, ' ', ''), '^[0-9]{1,4}(-[0-9]{1,4})?$'), '') AS neutral_range,
    NULLIF(REGEXP_SUBSTR(REPLACE(q.positive_response_range, ' ', ''), '^[0-9]{1,4}(-[0-9]{1,4})?$'), '') AS positive_range
  FROM dim.survey_question q
  WHERE q.question_id IS NOT NULL
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY q.question_id
    ORDER BY
      q.question_desc, q.response_type, q.negative_response_range, q.neutral_response_range, q.positive_response_range
  ) = 1
),
bounds AS (
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
  FROM questions q
),
classes AS (
  SELECT
    b.question_id,
    b.question_desc,
    n.n AS score,
    CAST(NULL AS VARCHAR(1)) AS choice,
    CASE
      WHEN n.n BETWEEN b.negative_low AND b.negative_high THEN 'negative'
      WHEN n.n BETWEEN b.neutral_low AND b.neutral_high THEN 'neutral'
      WHEN n.n BETWEEN b.positive_low AND b.positive_high THEN 'positive'
    END AS response_class
  FROM bounds b
  CROSS JOIN metrics.number n
  WHERE NVL(b.response_type, '') <> 'Options' AND n.n BETWEEN 1 AND 10
  UNION ALL
  SELECT
    b.question_id,
    b.question_desc,
    CAST(NULL AS INTEGER) AS score,
    CASE WHEN n.n = 0 THEN 'N' ELSE 'Y' END AS choice,
    CASE WHEN n.n = 0 THEN 'negative' ELSE 'positive' END AS response_class
  FROM bounds b
  CROSS JOIN metrics.number n
  WHERE b.response_type = 'Options' AND n.n BETWEEN 0 AND 1
)
SELECT
  c.question_id,
  c.question_desc,
  c.score,
  c.choice,
  c.response_class,
  CASE WHEN c.response_class = 'positive' THEN 1 ELSE 0 END AS is_positive,
  CASE WHEN c.response_class = 'neutral' THEN 1 ELSE 0 END AS is_neutral,
  CASE WHEN c.response_class = 'negative' THEN 1 ELSE 0 END AS is_negative
FROM classes c
