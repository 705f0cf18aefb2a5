import type { Dimensions } from '../facts/dimensions.ts';
import { hourSeconds, type LocalSeconds } from '../facts/local-time.ts';
import { type Priority, prioritiesOf } from '../facts/priorities.ts';
import { type Facts, kpiColumns, scopeOf, type ViewRow } from './kpi-columns.ts';

const unknownPriority: Priority = {
  key: 'Unknown',
  level: 'Unknown',
  severity: 'Unknown',
  slaHours: null,
  isHigh: false,
};

/** One row for each priority of the dimension, and one for Unknown. */
const priorityRows = (
  { cases }: Facts,
  dimensions: Dimensions,
  isWanted: (moment: LocalSeconds) => boolean,
): ViewRow[] =>
  [...prioritiesOf(dimensions).values(), unknownPriority].map((priority) => {
    const own = cases.filter((fact) => (fact.priority ?? unknownPriority).key === priority.key);
    const columns = kpiColumns(scopeOf({ cases: own, surveys: [] }, isWanted));
    return {
      priority_key: priority.key,
      priority_level: priority.level,
      severity: priority.severity,
      cases_received: columns['cases_received'] ?? null,
      cases_open: columns['cases_open'] ?? null,
      cases_closed: columns['cases_closed'] ?? null,
      sla_hours: priority.slaHours,
      sla_met: columns['sla_met'] ?? null,
      sla_breached: columns['sla_breached'] ?? null,
    };
  });

export const priorityViews = (facts: Facts, dimensions: Dimensions, now: LocalSeconds) => ({
  kpi_priority_severity: priorityRows(facts, dimensions, () => true),
  kpi_priority_severity_last_hour: priorityRows(
    facts,
    dimensions,
    (moment) => moment >= now - hourSeconds && moment < now,
  ),
});
