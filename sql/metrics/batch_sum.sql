-- The sums of the batch layer's cases and surveys, and the percentiles, which do not add up: what publishing keeps in batch.roll_up. A survey belongs to the members of its
-- case in the batch layer; Unknown where the case is not there.
-- Grain: one row for each civil hour, for each member and civil day, and for each priority (without a period) that has anything;
-- and one for each civil day, week and month that has a closing, with percentiles alone.
CREATE VIEW metrics.batch_sum AS
WITH registrations AS (
  SELECT
    1 AS sign,
    DATE_TRUNC('hour', c.create_timestamp) AS hour_start,
    DATE_TRUNC('day', c.create_timestamp) AS day_start,
    NVL(c.priority_key, 'Unknown') AS member_priority,
    c.call_center_key,
    c.agent_key,
    c.channel_key,
    c.category_key,
    c.product_department,
    c.country_key,
    c.is_open,
    c.is_priority,
    c.is_sla_met,
    c.is_sla_breached
  FROM batch.measured_case c
),
closings AS (
  SELECT
    1 AS sign,
    c.closed_at,
    DATE_TRUNC('hour', c.closed_at) AS hour_start,
    DATE_TRUNC('day', c.closed_at) AS day_start,
    NVL(c.priority_key, 'Unknown') AS member_priority,
    c.call_center_key,
    c.agent_key,
    c.channel_key,
    c.category_key,
    c.product_department,
    c.country_key,
    c.resolution_seconds
  FROM batch.measured_case c
  WHERE c.closed_at IS NOT NULL
),
surveys AS (
  SELECT
    1 AS sign,
    DATE_TRUNC('hour', s.survey_timestamp) AS hour_start,
    DATE_TRUNC('day', s.survey_timestamp) AS day_start,
    NVL(c.call_center_key, 'Unknown') AS call_center_key,
    NVL(c.agent_key, 'Unknown') AS agent_key,
    NVL(c.channel_key, 'Unknown') AS channel_key,
    NVL(c.category_key, 'Unknown') AS category_key,
    NVL(c.product_department, 'Unknown') AS product_department,
    NVL(c.country_key, 'Unknown') AS country_key,
    s.positive_responses,
    s.neutral_responses,
    s.negative_responses,
    s.is_promoter,
    s.is_detractor,
    s.is_nps_answer
  FROM metrics.batch_survey s
  LEFT JOIN batch.measured_case c ON c.case_no = s.case_no
),
received AS (
  SELECT
    CASE
      WHEN c.call_center_key IS NOT NULL THEN 'call_center'
      WHEN c.agent_key IS NOT NULL THEN 'agent'
      WHEN c.channel_key IS NOT NULL THEN 'channel'
      WHEN c.category_key IS NOT NULL THEN 'category'
      WHEN c.product_department IS NOT NULL THEN 'product_department'
      WHEN c.country_key IS NOT NULL THEN 'country'
      WHEN c.member_priority IS NOT NULL THEN 'priority'
      ELSE 'hour'
    END AS breakdown,
    COALESCE(c.call_center_key, c.agent_key, c.channel_key, c.category_key, c.product_department, c.country_key, c.member_priority) AS member_key,
    NVL(c.hour_start, c.day_start) AS period_start,
    {{include received_sums}}
  FROM registrations c
  GROUP BY GROUPING SETS (
    (c.hour_start),
    (c.day_start, c.call_center_key),
    (c.day_start, c.agent_key),
    (c.day_start, c.channel_key),
    (c.day_start, c.category_key),
    (c.day_start, c.product_department),
    (c.day_start, c.country_key),
    (c.member_priority)
  )
),
closed AS (
  SELECT
    CASE
      WHEN c.call_center_key IS NOT NULL THEN 'call_center'
      WHEN c.agent_key IS NOT NULL THEN 'agent'
      WHEN c.channel_key IS NOT NULL THEN 'channel'
      WHEN c.category_key IS NOT NULL THEN 'category'
      WHEN c.product_department IS NOT NULL THEN 'product_department'
      WHEN c.country_key IS NOT NULL THEN 'country'
      WHEN c.member_priority IS NOT NULL THEN 'priority'
      ELSE 'hour'
    END AS breakdown,
    COALESCE(c.call_center_key, c.agent_key, c.channel_key, c.category_key, c.product_department, c.country_key, c.member_priority) AS member_key,
    NVL(c.hour_start, c.day_start) AS period_start,
    {{include closed_sums}}
  FROM closings c
  GROUP BY GROUPING SETS (
    (c.hour_start),
    (c.day_start, c.call_center_key),
    (c.day_start, c.agent_key),
    (c.day_start, c.channel_key),
    (c.day_start, c.category_key),
    (c.day_start, c.product_department),
    (c.day_start, c.country_key),
    (c.member_priority)
  )
),
surveyed AS (
  SELECT
    CASE
      WHEN s.call_center_key IS NOT NULL THEN 'call_center'
      WHEN s.agent_key IS NOT NULL THEN 'agent'
      WHEN s.channel_key IS NOT NULL THEN 'channel'
      WHEN s.category_key IS NOT NULL THEN 'category'
      WHEN s.product_department IS NOT NULL THEN 'product_department'
      WHEN s.country_key IS NOT NULL THEN 'country'
      ELSE 'hour'
    END AS breakdown,
    COALESCE(s.call_center_key, s.agent_key, s.channel_key, s.category_key, s.product_department, s.country_key) AS member_key,
    NVL(s.hour_start, s.day_start) AS period_start,
    {{include surveyed_sums}}
  FROM surveys s
  GROUP BY GROUPING SETS (
    (s.hour_start),
    (s.day_start, s.call_center_key),
    (s.day_start, s.agent_key),
    (s.day_start, s.channel_key),
    (s.day_start, s.category_key),
    (s.day_start, s.product_department),
    (s.day_start, s.country_key)
  )
),
percentiles AS (
  SELECT
    'hour' AS breakdown,
    CAST(NULL AS VARCHAR(400)) AS member_key,
    DATE_TRUNC('hour', c.closed_at) AS period_start,
    {{include percentiles}}
  FROM closings c
  GROUP BY 3
  UNION ALL
  SELECT
    'day',
    CAST(NULL AS VARCHAR(400)),
    DATE_TRUNC('day', c.closed_at),
    {{include percentiles}}
  FROM closings c
  GROUP BY 3
  UNION ALL
  SELECT
    'week',
    CAST(NULL AS VARCHAR(400)),
    DATE_TRUNC('week', c.closed_at),
    {{include percentiles}}
  FROM closings c
  GROUP BY 3
  UNION ALL
  SELECT
    'month',
    CAST(NULL AS VARCHAR(400)),
    DATE_TRUNC('month', c.closed_at),
    {{include percentiles}}
  FROM closings c
  GROUP BY 3
  UNION ALL
  SELECT
    'call_center',
    c.call_center_key,
    c.day_start,
    {{include percentiles}}
  FROM closings c
  GROUP BY 2, 3
  UNION ALL
  SELECT
    'agent',
    c.agent_key,
    c.day_start,
    {{include percentiles}}
  FROM closings c
  GROUP BY 2, 3
  UNION ALL
  SELECT
    'channel',
    c.channel_key,
    c.day_start,
    {{include percentiles}}
  FROM closings c
  GROUP BY 2, 3
  UNION ALL
  SELECT
    'category',
    c.category_key,
    c.day_start,
    {{include percentiles}}
  FROM closings c
  GROUP BY 2, 3
  UNION ALL
  SELECT
    'product_department',
    c.product_department,
    c.day_start,
    {{include percentiles}}
  FROM closings c
  GROUP BY 2, 3
  UNION ALL
  SELECT
    'country',
    c.country_key,
    c.day_start,
    {{include percentiles}}
  FROM closings c
  GROUP BY 2, 3
),
parts AS (
  SELECT * FROM received
  UNION ALL
  SELECT * FROM closed
  UNION ALL
  SELECT * FROM surveyed
  UNION ALL
  SELECT
    p.breakdown,
    p.member_key,
    p.period_start,
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT),
    p.p50_resolution_seconds,
    p.p90_resolution_seconds
  FROM percentiles p
)
SELECT
  m.breakdown,
  m.member_key,
  m.period_start,
  {{include measure_sums}}
FROM parts m
GROUP BY 1, 2, 3
