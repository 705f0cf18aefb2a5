SELECT
  CASE
    WHEN r.minutes_left < CAST(:first_bound AS DOUBLE PRECISION) THEN 0
    WHEN r.minutes_left < CAST(:second_bound AS DOUBLE PRECISION) THEN 1
    WHEN r.minutes_left < CAST(:third_bound AS DOUBLE PRECISION) THEN 2
    WHEN r.minutes_left < CAST(:fourth_bound AS DOUBLE PRECISION) THEN 3
    ELSE 4
  END AS band,
  COUNT(*) AS cases
