import { measures } from '../measures.ts';
import type { FilterId, Page, Ranking } from '../types.ts';

/** What rankings can be ordered by: all that adds up over days. */
const byMember = [
  measures.received,
  measures.closed,
  measures.open,
  measures.slaBreached,
  measures.slaBreachedShare,
  measures.csat,
  measures.averageResolution,
  measures.surveys,
] as const;

const ranking = (
  id: string,
  title: string,
  note: string,
  view: string,
  filter: FilterId,
): Ranking => ({
  id,
  kind: 'ranking',
  title,
  note,
  view,
  category: { filter, key: 'member_key', label: 'label' },
  measures: byMember,
  limit: 30,
});

/** Who and what the figures come from. */
export const breakdownsPage: Page = {
  id: 'breakdowns',
  title: 'Breakdowns',
  purpose: 'Who and what the figures come from; every mark filters the rest of the page.',
  controls: { period: true, grain: false, filters: true, measure: true },
  visuals: [
    {
      id: 'priority-severity',
      kind: 'heat-map',
      title: 'Priority by severity',
      note: 'The stronger the colour, the more.',
      view: 'kpi_priority_severity',
      category: { filter: 'priority', key: 'priority_key', label: 'priority_level' },
      row: 'priority_level',
      // The source misspells the last one.
      rowOrder: ['Highest', 'High', 'Medium', 'Low', 'Loweset', 'Unknown'],
      column: 'severity',
      columnOrder: ['Critical', 'High', 'Moderate', 'Minor', 'None', 'Unknown'],
      measures: [
        measures.received,
        measures.closed,
        measures.open,
        measures.slaBreached,
        measures.slaBreachedShare,
      ],
    },
    ranking(
      'call-centers',
      'Call centres',
      'By the call centre that registered the case.',
      'kpi_by_call_center',
      'call_center',
    ),
    ranking('channels', 'Channels', 'How the customer came.', 'kpi_by_channel', 'channel'),
    {
      id: 'countries',
      kind: 'map',
      title: 'Countries',
      note: 'By the country of the case.',
      view: 'kpi_by_country',
      category: { filter: 'country', key: 'member_key', label: 'label' },
      measures: byMember,
    },
    ranking(
      'categories',
      'Categories',
      'Category and sub-category.',
      'kpi_by_category',
      'category',
    ),
    ranking(
      'products',
      'Product departments',
      'By the department of the product.',
      'kpi_by_product_department',
      'department',
    ),
    ranking(
      'agents',
      'Agents',
      'By the key of the employee who registered the case.',
      'kpi_by_agent',
      'agent',
    ),
  ],
};
