-- How often each answer to a survey question was given.
-- Grain: one row for each question, answer and civil day that occurs.
-- Unit: answers.
-- Time: business-local, by survey_timestamp.
CREATE VIEW care.survey_score_distribution AS
WITH k AS (
  SELECT a.day, a.question_id, a.score, a.choice, a.answers, a.response_class
  FROM metrics.answer_count a
)
SELECT
  -- Civil day, business-local
  k.day,
  -- Key of the question, such as Q1
  k.question_id,
  -- The answer, 1 to 10; null for a question that is answered with Y or N
  k.score,
  -- The answer, Y or N; null for a question that is answered with a score
  k.choice,
  -- Class of the answer: positive, neutral or negative; null where no range of the question holds it
  k.response_class,
  -- How often it was given that day
  k.answers
FROM k
