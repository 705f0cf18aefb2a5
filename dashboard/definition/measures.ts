import type { Measure } from './types.ts';

/** A number of cases, surveys, answers or records: the column's sum. */
export const count = (
  column: string,
  label: string,
  unit: string,
  more: Pick<Measure, 'better' | 'behind' | 'meaning'>,
): Measure => ({
  id: column,
  column,
  label,
  unit,
  format: 'count',
  aggregation: { kind: 'sum' },
  ...more,
});

/** What the period views and the breakdowns by member hold: docs/data-dictionary.md. */
export const measures = {
  received: count('cases_received', 'Received', 'cases', {
    better: 'neither',
    behind: 'received',
    meaning: 'Cases registered in the period.',
  }),
  open: count('cases_open', 'Still open', 'cases', {
    better: 'lower',
    behind: 'open',
    meaning: 'Of the cases registered in the period, those that are open now.',
  }),
  closed: count('cases_closed', 'Closed', 'cases', {
    better: 'neither',
    behind: 'closed',
    meaning: 'Cases closed in the period, whenever they were registered.',
  }),
  backlog: {
    ...count('backlog', 'Backlog', 'open cases', {
      better: 'lower',
      behind: 'backlog',
      meaning: 'Cases registered before the end of the period and not closed before it.',
    }),
    aggregation: { kind: 'last' },
  },
  priorityCases: count('priority_cases', 'Priority cases', 'cases', {
    better: 'lower',
    behind: 'priority',
    meaning: 'Cases registered in the period whose priority is Highest or High.',
  }),
  surveys: count('surveys', 'Surveys', 'surveys', {
    better: 'higher',
    behind: 'surveys',
    meaning: 'Surveys answered in the period.',
  }),
  positive: count('positive_responses', 'Positive', 'answers', {
    better: 'higher',
    behind: null,
    meaning: 'Answers in the positive range of their question, or Yes.',
  }),
  neutral: count('neutral_responses', 'Neutral', 'answers', {
    better: 'neither',
    behind: null,
    meaning: 'Answers in the neutral range of their question.',
  }),
  negative: count('negative_responses', 'Negative', 'answers', {
    better: 'lower',
    behind: null,
    meaning: 'Answers in the negative range of their question, or No.',
  }),
  csat: {
    id: 'csat_pct',
    column: 'csat_pct',
    label: 'CSAT',
    unit: '% positive',
    format: 'percent',
    aggregation: {
      kind: 'ratio',
      numerator: ['positive_responses'],
      denominator: ['positive_responses', 'neutral_responses', 'negative_responses'],
      factor: 100,
    },
    better: 'higher',
    behind: 'surveys',
    meaning: 'Customer satisfaction: positive answers of all that have a class, in percent.',
  },
  nps: {
    id: 'nps',
    column: 'nps',
    label: 'NPS',
    unit: 'points, -100 to 100',
    format: 'score',
    aggregation: { kind: 'none' },
    better: 'higher',
    behind: 'surveys',
    meaning: 'Net promoter score: percent of answers 9 and 10 to Q5 less percent of 1 to 6.',
  },
  averageResolution: {
    id: 'avg_resolution_minutes',
    column: 'avg_resolution_minutes',
    label: 'Mean resolution time',
    unit: 'from registration to closing',
    format: 'minutes',
    aggregation: { kind: 'weighted-mean', weight: 'cases_closed' },
    better: 'lower',
    behind: 'closed',
    meaning: 'Mean time from registration to closing of the cases closed in the period.',
  },
  medianResolution: {
    id: 'p50_resolution_minutes',
    column: 'p50_resolution_minutes',
    label: 'Median (p50)',
    unit: 'from registration to closing',
    format: 'minutes',
    aggregation: { kind: 'none' },
    better: 'lower',
    behind: 'closed',
    meaning: 'Half of the cases closed in the period took no longer.',
  },
  slowResolution: {
    id: 'p90_resolution_minutes',
    column: 'p90_resolution_minutes',
    label: 'Slowest tenth (p90)',
    unit: 'from registration to closing',
    format: 'minutes',
    aggregation: { kind: 'none' },
    better: 'lower',
    behind: 'closed',
    meaning: 'Nine of ten cases closed in the period took no longer.',
  },
  slaMet: count('sla_met', 'SLA met', 'cases', {
    better: 'higher',
    behind: 'sla_met',
    meaning: 'Of the cases registered in the period that have an SLA, those closed within it.',
  }),
  slaBreached: count('sla_breached', 'SLA breached', 'cases', {
    better: 'lower',
    behind: 'sla_breached',
    meaning:
      'Of the cases registered in the period that have an SLA, those closed after it, or open when it is past.',
  }),
  slaMetShare: {
    id: 'sla_met_pct',
    column: null,
    label: 'SLA met',
    unit: '% of decided cases',
    format: 'percent',
    aggregation: {
      kind: 'ratio',
      numerator: ['sla_met'],
      denominator: ['sla_met', 'sla_breached'],
      factor: 100,
    },
    better: 'higher',
    behind: 'sla_met',
    meaning: 'Cases closed within their SLA, in percent of those that met or breached it.',
  },
  slaBreachedShare: {
    id: 'sla_breached_pct',
    column: null,
    label: 'SLA breached, share',
    unit: '% of decided cases',
    format: 'percent',
    aggregation: {
      kind: 'ratio',
      numerator: ['sla_breached'],
      denominator: ['sla_met', 'sla_breached'],
      factor: 100,
    },
    better: 'lower',
    behind: 'sla_breached',
    meaning: 'Cases that breached their SLA, in percent of those that met or breached it.',
  },
} as const satisfies Readonly<Record<string, Measure>>;

const answers = (column: string, label: string, better: Measure['better']): Measure =>
  count(column, label, 'answers', {
    better,
    behind: null,
    meaning: `${label} answers to the question in the period.`,
  });

/** What care.kpi_question and care.survey_score_distribution hold. */
export const answerMeasures = {
  positive: answers('positive', 'Positive', 'higher'),
  neutral: answers('neutral', 'Neutral', 'neither'),
  negative: answers('negative', 'Negative', 'lower'),
  answers: answers('answers', 'All', 'neither'),
} as const;
