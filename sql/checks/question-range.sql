-- The ranges of a scale question are low-high, one number, or NA. Answers that only such an unreadable range would hold
-- are unclassified.
-- Severity: warn
-- Next: correct the range in futurecart_survey_question_details in MySQL, then run casepulse batch --only dimensions
WITH texts AS (
  SELECT d.question_id, 'negative' AS response_class, REPLACE(d.negative_response_range, ' ', '') AS range_text
  FROM dim.survey_question d
  WHERE NVL(d.response_type, '') <> 'Options'
  UNION ALL
  SELECT d.question_id, 'neutral', REPLACE(d.neutral_response_range, ' ', '')
  FROM dim.survey_question d
  WHERE NVL(d.response_type, '') <> 'Options'
  UNION ALL
  SELECT d.question_id, 'positive', REPLACE(d.positive_response_range, ' ', '')
  FROM dim.survey_question d
  WHERE NVL(d.response_type, '') <> 'Options'
),
readable AS (
  SELECT
    t.question_id,
    t.response_class,
    t.range_text,
    NULLIF(REGEXP_SUBSTR(t.range_text, '^[0-9]{1,4}(-[0-9]{1,4})?$'), '') AS bounds
  FROM texts t
  WHERE t.range_text IS NOT NULL AND UPPER(t.range_text) <> 'NA'
)
SELECT
  'question ' || NVL(r.question_id, 'without a key') AS subject,
  r.response_class || ' range ' || r.range_text AS finding
FROM readable r
WHERE r.bounds IS NULL
  OR CAST(NULLIF(SPLIT_PART(r.bounds, '-', 1), '') AS INTEGER) > CAST(NULLIF(SPLIT_PART(r.bounds, '-', 2), '') AS INTEGER)
