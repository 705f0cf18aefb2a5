import { measures } from '../measures.ts';
import type { Page } from '../types.ts';

const byGrain = {
  view: 'kpi_daily',
  time: 'period_start',
  followsGrain: true,
} as const;

/** How the figures develop. */
export const trendsPage: Page = {
  id: 'trends',
  title: 'Trends',
  purpose: 'How the figures develop by hour, day, week and month, civil or business.',
  controls: { period: true, grain: true, filters: true, measure: false },
  visuals: [
    {
      ...byGrain,
      id: 'received-closed',
      kind: 'line',
      title: 'Received against closed',
      note: 'Where received lies above closed, the backlog grows.',
      measures: [measures.received, measures.closed],
      fromZero: true,
    },
    {
      ...byGrain,
      id: 'backlog',
      kind: 'line',
      title: 'Backlog',
      note: 'Cases that were open at the end of each period.',
      measures: [measures.backlog],
      fromZero: true,
    },
    {
      ...byGrain,
      id: 'resolution-time',
      kind: 'line',
      title: 'Resolution time',
      note: 'From registration to closing, of the cases closed in each period.',
      measures: [measures.medianResolution, measures.slowResolution],
      fromZero: true,
    },
    {
      ...byGrain,
      id: 'sla-met',
      kind: 'line',
      title: 'SLA met',
      note: 'Of the cases registered in each period that met or breached their SLA.',
      measures: [measures.slaMetShare],
      fromZero: true,
    },
    {
      ...byGrain,
      id: 'sentiment',
      kind: 'stacked-bars',
      title: 'Sentiment',
      note: 'Classed answers of the surveys of each period, as shares.',
      category: null,
      measures: [measures.positive, measures.neutral, measures.negative],
      asShares: true,
    },
    {
      ...byGrain,
      id: 'satisfaction',
      kind: 'line',
      title: 'CSAT',
      note: 'Positive answers of all that have a class.',
      measures: [measures.csat],
      fromZero: true,
    },
  ],
};
