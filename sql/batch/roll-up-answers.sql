-- What the views read in place of the batch surveys' answers; no dimension has a part in it.
DELETE FROM batch.answer_count;

INSERT INTO batch.answer_count (
  day_start,
  question_id,
  score,
  choice,
  answers
)
SELECT
  day_start,
  question_id,
  score,
  choice,
  answers
FROM metrics.batch_answer
ORDER BY day_start;
