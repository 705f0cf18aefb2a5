arrivals AS (
  SELECT
    SUM(CASE WHEN l.last_arrived_at >= w.period_start THEN l.row_count ELSE 0 END) AS sent,
    SUM(CASE WHEN l.last_arrived_at >= w.period_start AND l.kind = 'quarantine' THEN l.row_count ELSE 0 END) AS refused,
    MAX(CASE WHEN l.last_arrived_at >= w.period_start THEN DATEDIFF(second, l.first_arrived_at, l.last_arrived_at) END) AS collecting_seconds,
    MAX(l.last_arrived_at) AS last_sent_at,
    MAX(CASE WHEN l.kind = 'quarantine' THEN l.last_arrived_at END) AS last_refused_at
  FROM ops.load_ledger l
  CROSS JOIN w
  WHERE l.last_arrived_at < w.period_end
),
commits AS (
  SELECT
    SUM(CASE WHEN l.kind = 'cases' AND l.loaded_at >= w.period_start THEN l.row_count ELSE 0 END) AS case_events,
    SUM(CASE WHEN l.kind = 'surveys' AND l.loaded_at >= w.period_start THEN l.row_count ELSE 0 END) AS survey_events,
    SUM(CASE WHEN l.kind = 'quarantine' AND l.loaded_at >= w.period_start THEN l.row_count ELSE 0 END) AS quarantined,
    COUNT(DISTINCT CASE WHEN l.loaded_at >= w.period_start THEN l.kind || ' ' || l.manifest_id END) AS loads,
    MAX(CASE WHEN l.loaded_at >= w.period_start THEN DATEDIFF(second, l.first_arrived_at, l.loaded_at) END) AS slowest_seconds,
    MAX(CASE WHEN l.kind <> 'quarantine' THEN l.loaded_at END) AS last_loaded_at
  FROM ops.load_ledger l
  CROSS JOIN w
  WHERE l.loaded_at < w.period_end
),
-- A batch run takes rows over from the speed layer; a case that both have counts once.
changed_facts AS (
  SELECT 'case' AS kind, c.case_no AS fact_key
  FROM speed.fact_case c
  CROSS JOIN w
  WHERE c.arrived_at >= w.period_start AND c.arrived_at < w.period_end
  UNION
  SELECT 'case', c.case_no
  FROM batch.fact_case c
  CROSS JOIN w
  WHERE c.arrived_at >= w.period_start AND c.arrived_at < w.period_end AND c.archive_key LIKE '%/origin=stream/%'
  UNION
  SELECT 'survey', s.survey_id
  FROM speed.fact_survey s
  CROSS JOIN w
  WHERE s.arrived_at >= w.period_start AND s.arrived_at < w.period_end
  UNION
  SELECT 'survey', s.survey_id
  FROM batch.fact_survey s
  CROSS JOIN w
  WHERE s.arrived_at >= w.period_start AND s.arrived_at < w.period_end AND s.archive_key LIKE '%/origin=stream/%'
),
changes AS (
  SELECT COUNT(*) AS facts
  FROM changed_facts f
),
k AS (
  SELECT
    w.period_start,
    w.period_end,
    DATEDIFF(second, w.period_start, w.period_end) / CAST(60 AS DOUBLE PRECISION) AS window_minutes,
    a.sent,
    a.refused,
    a.collecting_seconds,
    a.last_sent_at,
    a.last_refused_at,
    l.case_events,
    l.survey_events,
    l.quarantined,
    l.loads,
    l.slowest_seconds,
    l.last_loaded_at,
    c.facts
  FROM w
  CROSS JOIN arrivals a
  CROSS JOIN commits l
  CROSS JOIN changes c
)
