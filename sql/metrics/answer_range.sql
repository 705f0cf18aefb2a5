-- The ranges of all questions side by side, so that each survey meets them in one step.
-- Grain: one row, whatever the dimension holds.
CREATE VIEW metrics.answer_range AS
SELECT
  MAX(CASE WHEN q.question_id = 'Q1' THEN q.negative_low END) AS q1_negative_low,
  MAX(CASE WHEN q.question_id = 'Q1' THEN q.negative_high END) AS q1_negative_high,
  MAX(CASE WHEN q.question_id = 'Q1' THEN q.neutral_low END) AS q1_neutral_low,
  MAX(CASE WHEN q.question_id = 'Q1' THEN q.neutral_high END) AS q1_neutral_high,
  MAX(CASE WHEN q.question_id = 'Q1' THEN q.positive_low END) AS q1_positive_low,
  MAX(CASE WHEN q.question_id = 'Q1' THEN q.positive_high END) AS q1_positive_high,
  MAX(CASE WHEN q.question_id = 'Q2' THEN q.negative_low END) AS q2_negative_low,
  MAX(CASE WHEN q.question_id = 'Q2' THEN q.negative_high END) AS q2_negative_high,
  MAX(CASE WHEN q.question_id = 'Q2' THEN q.neutral_low END) AS q2_neutral_low,
  MAX(CASE WHEN q.question_id = 'Q2' THEN q.neutral_high END) AS q2_neutral_high,
  MAX(CASE WHEN q.question_id = 'Q2' THEN q.positive_low END) AS q2_positive_low,
  MAX(CASE WHEN q.question_id = 'Q2' THEN q.positive_high END) AS q2_positive_high,
  MAX(CASE WHEN q.question_id = 'Q3' THEN q.negative_low END) AS q3_negative_low,
  MAX(CASE WHEN q.question_id = 'Q3' THEN q.negative_high END) AS q3_negative_high,
  MAX(CASE WHEN q.question_id = 'Q3' THEN q.neutral_low END) AS q3_neutral_low,
  MAX(CASE WHEN q.question_id = 'Q3' THEN q.neutral_high END) AS q3_neutral_high,
  MAX(CASE WHEN q.question_id = 'Q3' THEN q.positive_low END) AS q3_positive_low,
  MAX(CASE WHEN q.question_id = 'Q3' THEN q.positive_high END) AS q3_positive_high,
  MAX(CASE WHEN q.question_id = 'Q5' THEN q.negative_low END) AS q5_negative_low,
  MAX(CASE WHEN q.question_id = 'Q5' THEN q.negative_high END) AS q5_negative_high,
  MAX(CASE WHEN q.question_id = 'Q5' THEN q.neutral_low END) AS q5_neutral_low,
  MAX(CASE WHEN q.question_id = 'Q5' THEN q.neutral_high END) AS q5_neutral_high,
  MAX(CASE WHEN q.question_id = 'Q5' THEN q.positive_low END) AS q5_positive_low,
  MAX(CASE WHEN q.question_id = 'Q5' THEN q.positive_high END) AS q5_positive_high,
  MAX(CASE WHEN q.question_id = 'Q4' AND q.response_type = 'Options' THEN 1 ELSE 0 END) AS is_q4_options
FROM metrics.question q
