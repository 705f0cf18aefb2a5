/** A bug as one replacement in one file of the project. */
export type PlantedBug = {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
};

/** Bugs that the property test must catch, one by one. Each `from` stands in its file. */
export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'a tie of two versions goes to Open',
    file: 'domain/version-key.ts',
    from: "event.status === 'Closed' ? 1 : 0",
    to: "event.status === 'Closed' ? 0 : 1",
  },
  {
    name: 'a tie of two surveys does not look at Q5',
    file: 'domain/version-key.ts',
    from: '    event.q5,\n',
    to: '',
  },
  {
    name: 'a late event overwrites a newer one in the speed layer',
    file: 'sql/load/cases.sql',
    from: 'latest.version_key > present.version_key',
    to: 'latest.version_key <> present.version_key',
  },
  {
    name: 'a late event overwrites a newer one in the batch layer',
    file: 'sql/batch/fold-surveys.sql',
    from: 'OR l.version_key > f.version_key',
    to: 'OR l.version_key <> f.version_key',
  },
  {
    name: 'a batch run forgets the history that an earlier run converted',
    file: 'batch/fold.ts',
    from: "['history', 'stream']",
    to: "['stream']",
  },
  {
    name: 'publishing deletes speed rows that it does not cover',
    file: 'sql/batch/fold-cases.sql',
    from: "DELETE FROM speed.fact_case\nWHERE archive_key IN (SELECT archive_key FROM ops.batch_object WHERE kind = 'cases')",
    to: 'DELETE FROM speed.fact_case',
  },
  {
    name: 'a case that both layers have is counted twice',
    file: 'sql/metrics/current_case.sql',
    from: 'WHERE s.case_no IS NULL\n',
    to: '',
  },
  {
    name: 'the last hour leaves its start out',
    file: 'sql/views/kpi_last_hour.sql',
    from: 'c.create_timestamp >= DATEADD(hour, -1, {{include now}})',
    to: 'c.create_timestamp > DATEADD(hour, -1, {{include now}})',
  },
  {
    name: 'the last hour has its end in it',
    file: 'sql/views/kpi_last_hour.sql',
    from: 'c.closed_at < {{include now}}',
    to: 'c.closed_at <= {{include now}}',
  },
  {
    name: 'now is in UTC and not in business time',
    file: 'sql/partials/now.sql',
    from: "CONVERT_TIMEZONE('UTC', '{{business_timezone}}', GETDATE())",
    to: 'GETDATE()',
  },
  {
    name: 'a case closed at the very end of its SLA is not met',
    file: 'sql/partials/case_measures.sql',
    from: 'c.resolution_seconds <= k.sla_seconds',
    to: 'c.resolution_seconds < k.sla_seconds',
  },
  {
    name: 'a range that overlaps goes to the greater class',
    file: 'sql/partials/answer_signs.sql',
    from: 'WHEN s.q5 BETWEEN r.q5_neutral_low AND r.q5_neutral_high THEN 0\n  WHEN s.q5 BETWEEN r.q5_positive_low AND r.q5_positive_high THEN 1',
    to: 'WHEN s.q5 BETWEEN r.q5_positive_low AND r.q5_positive_high THEN 1\n  WHEN s.q5 BETWEEN r.q5_neutral_low AND r.q5_neutral_high THEN 0',
  },
  {
    name: 'no answers are 0 and not null',
    file: 'sql/partials/kpi_columns.sql',
    from: '(k.promoters - k.detractors) * CAST(100 AS DOUBLE PRECISION) / NULLIF(k.nps_answers, 0) AS nps',
    to: 'NVL((k.promoters - k.detractors) * CAST(100 AS DOUBLE PRECISION) / NULLIF(k.nps_answers, 0), 0) AS nps',
  },
  {
    name: 'an average is truncated',
    file: 'sql/partials/kpi_columns.sql',
    from: 'CAST(k.resolution_seconds AS DOUBLE PRECISION) / NULLIF(k.cases_closed, 0) / 60',
    to: 'CAST(k.resolution_seconds AS BIGINT) / NULLIF(k.cases_closed, 0) / 60',
  },
  {
    name: 'a survey whose case is not there yet is lost',
    file: 'sql/partials/survey_changes.sql',
    from: 'LEFT JOIN batch.measured_case b',
    to: 'JOIN batch.measured_case b',
  },
  {
    name: 'a date with two calendar rows takes the wrong one',
    file: 'sql/metrics/business_day.sql',
    from: 'ORDER BY d.geo_region_cd,',
    to: 'ORDER BY d.geo_region_cd DESC,',
  },
  {
    name: 'what the speed layer replaces stays in the stored sums',
    file: 'sql/partials/case_changes.sql',
    from: '  -1,\n',
    to: '  0,\n',
  },
  {
    name: 'an older version of the speed layer counts beside the newer one of the batch layer',
    file: 'sql/partials/case_changes.sql',
    from: 'WHERE b.case_no IS NULL OR s.version_key > b.version_key',
    to: '',
  },
  {
    name: 'a change of dimensions leaves the stored sums as they were',
    file: 'batch/roll-up.ts',
    from: "  ...sqlStatements('batch/roll-up.sql'),\n];",
    to: '];',
  },
  {
    name: 'a change of dimensions leaves the members that facts are joined with as they were',
    file: 'batch/roll-up.ts',
    from: "  ...membersOfDimensions(),\n  ...sqlStatements('batch/roll-up.sql'),",
    to: "  ...sqlStatements('batch/roll-up.sql'),",
  },
  {
    name: 'what has passed its SLA since publishing is not breached',
    file: 'sql/metrics/overdue_change.sql',
    from: 'b.is_sla_pending = 1 AND',
    to: 'b.is_sla_pending = 2 AND',
  },
  {
    name: 'a clock that was put back leaves breaches behind',
    file: 'sql/metrics/overdue_change.sql',
    from: 'b.is_sla_breached = 1 AND',
    to: 'b.is_sla_breached = 2 AND',
  },
  {
    name: 'stored percentiles stay where the speed layer closes a case',
    file: 'sql/partials/member_sums.sql',
    from: 'c.member_key\n  FROM cases c\n  WHERE c.closed_at IS NOT NULL',
    to: 'c.member_key\n  FROM cases c\n  WHERE c.closed_at IS NULL',
  },
  {
    name: 'a survey of the batch layer does not follow its case to another member',
    file: 'sql/load/cases.sql',
    from: 'SELECT survey_id FROM batch.fact_survey WHERE case_no IN (SELECT case_no FROM newer)',
    to: 'SELECT survey_id FROM batch.fact_survey WHERE case_no IN (SELECT version_key FROM newer)',
  },
  {
    name: 'a member from which everything has gone keeps a row',
    file: 'sql/partials/has_anything.sql',
    from: 'SUM(m.cases_received) > 0 OR',
    to: 'COUNT(*) > 0 OR',
  },
];
