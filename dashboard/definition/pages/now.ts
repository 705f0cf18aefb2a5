import { measures } from '../measures.ts';
import type { Page } from '../types.ts';

/** The last hour against the hour before, and what needs somebody soon. */
export const nowPage: Page = {
  id: 'now',
  title: 'Now',
  purpose: 'What came in during the last hour, how that compares, and what is due next.',
  controls: { period: false, grain: false, filters: true, measure: false },
  visuals: [
    {
      id: 'last-hour',
      kind: 'tiles',
      title: 'Last hour',
      note: 'The last 60 minutes, each beside the 60 minutes before.',
      view: 'kpi_last_hour',
      comparedWith: 'kpi_previous_hour',
      measures: [
        measures.received,
        measures.open,
        measures.closed,
        measures.backlog,
        measures.slaBreached,
        measures.surveys,
        measures.csat,
        measures.nps,
      ],
    },
    {
      id: 'by-minute',
      kind: 'line',
      title: 'Received and closed, by minute',
      note: 'Cases in each minute of the last six hours.',
      view: 'kpi_minute',
      time: 'period_start',
      followsGrain: false,
      measures: [measures.received, measures.closed],
      fromZero: true,
    },
    {
      id: 'sla-time-left',
      kind: 'bands',
      title: 'Open cases by time left to their SLA',
      note: 'Every open case that has an SLA.',
      view: 'case_sla_at_risk',
      column: 'minutes_left',
      unit: 'open cases',
      bands: [
        { label: 'Overdue', from: null, below: 0, severity: 'critical' },
        { label: 'Under 30 minutes', from: 0, below: 30, severity: 'serious' },
        { label: '30 minutes to 2 hours', from: 30, below: 120, severity: 'warning' },
        { label: '2 to 8 hours', from: 120, below: 480, severity: 'none' },
        { label: 'More than 8 hours', from: 480, below: null, severity: 'good' },
      ],
    },
    {
      id: 'sla-soonest',
      kind: 'table',
      title: 'Due next',
      note: 'Open cases whose SLA is not past yet, the soonest first.',
      view: 'case_sla_at_risk',
      columns: [
        { column: 'case_no', label: 'Case', format: 'text' },
        { column: 'minutes_left', label: 'Time left', format: 'minutes' },
        { column: 'sla_due_at', label: 'Due', format: 'moment' },
        { column: 'priority_level', label: 'Priority', format: 'text' },
        { column: 'severity', label: 'Severity', format: 'text' },
        { column: 'call_center_id', label: 'Call centre', format: 'text' },
        { column: 'communication_mode', label: 'Channel', format: 'text' },
      ],
      from: { column: 'minutes_left', value: 0 },
      orderBy: [
        { column: 'sla_due_at', descending: false },
        { column: 'case_no', descending: false },
      ],
      limit: 12,
    },
  ],
};
