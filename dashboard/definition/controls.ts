import type { Filter, Grain, Period } from './types.ts';

/** What pages can be limited to, in the order of the bar. */
export const filters: readonly Filter[] = [
  {
    id: 'call_center',
    label: 'Call centre',
    factColumn: 'call_center_key',
    isOffered: true,
  },
  {
    id: 'priority',
    label: 'Priority',
    factColumn: 'priority_key',
    isOffered: true,
  },
  {
    id: 'channel',
    label: 'Channel',
    factColumn: 'channel_key',
    isOffered: true,
  },
  {
    id: 'category',
    label: 'Category',
    factColumn: 'category_key',
    isOffered: true,
  },
  {
    id: 'department',
    label: 'Product department',
    factColumn: 'product_department',
    isOffered: false,
  },
  {
    id: 'country',
    label: 'Country',
    factColumn: 'country_key',
    isOffered: false,
  },
  {
    id: 'agent',
    label: 'Agent',
    factColumn: 'agent_key',
    isOffered: false,
  },
];

/** By what trends are shown; business periods are those of the calendar dimension. */
export const grains: readonly Grain[] = [
  { id: 'hour', label: 'Hour', calendar: 'civil', view: 'kpi_hourly', mostDays: 31 },
  { id: 'day', label: 'Day', calendar: 'civil', view: 'kpi_daily', mostDays: 400 },
  { id: 'week', label: 'Week', calendar: 'civil', view: 'kpi_weekly', mostDays: 36_500 },
  { id: 'month', label: 'Month', calendar: 'civil', view: 'kpi_monthly', mostDays: 36_500 },
  {
    id: 'business-week',
    label: 'Business week',
    calendar: 'business',
    view: 'kpi_business_week',
    mostDays: 36_500,
  },
  {
    id: 'business-month',
    label: 'Business month',
    calendar: 'business',
    view: 'kpi_business_month',
    mostDays: 36_500,
  },
  {
    id: 'business-quarter',
    label: 'Business quarter',
    calendar: 'business',
    view: 'kpi_business_quarter',
    mostDays: 36_500,
  },
];

/** The spans of days that a reader chooses among; business-local, whole days, today included. */
export const periods: readonly Period[] = [
  { id: 'today', label: 'Today', span: { kind: 'current', grain: 'day' } },
  { id: 'this-week', label: 'This week', span: { kind: 'current', grain: 'week' } },
  { id: 'this-month', label: 'This month', span: { kind: 'current', grain: 'month' } },
  { id: 'last-7-days', label: 'Last 7 days', span: { kind: 'last-days', days: 7 } },
  { id: 'last-30-days', label: 'Last 30 days', span: { kind: 'last-days', days: 30 } },
  {
    id: 'this-business-week',
    label: 'This business week',
    span: { kind: 'current-business', view: 'kpi_business_week' },
  },
  {
    id: 'this-business-month',
    label: 'This business month',
    span: { kind: 'current-business', view: 'kpi_business_month' },
  },
  { id: 'all', label: 'All', span: { kind: 'all' } },
];
