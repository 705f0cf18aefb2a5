import { expect, it } from 'vitest';
import { allViews } from '../../lambdas/migrate-warehouse/views.ts';
import { expectedViews } from './expected-views.ts';

it('knows every view of facts with every column, and the property test so compares them all', () => {
  const dimensions = {
    calendar: [],
    call_center: [],
    case_category: [
      {
        category_key: 'C',
        sub_category_key: 'S',
        category_description: null,
        sub_category_description: null,
        priority: 'P1',
      },
    ],
    case_country: [],
    case_priority: [{ priority_key: 'P1', priority: 'High', severity: 'High', sla: '1' }],
    employee: [],
    product: [],
    survey_question: [],
  };
  const events = [
    {
      case_no: '1',
      create_timestamp: '2026-03-10 11:00:00',
      last_modified_timestamp: '2026-03-10 11:00:00',
      status: 'Open',
      category: 'C',
      sub_category: 'S',
    },
    { survey_id: 'S-1', case_no: '1', survey_timestamp: '2026-03-10 11:30:00', Q1: 9 },
  ];
  const expected = expectedViews(events, dimensions, '2026-03-10 12:00:00');
  const columns = Object.fromEntries(
    Object.entries(expected).map(([view, rows]) => [view, Object.keys(rows[0] ?? {}).sort()]),
  );
  const ofFacts = /^(kpi_|fact_|member_(case|survey)|case_sla_|survey_)/;
  const views = allViews('UTC').filter(
    ({ schema, name }) => schema === 'care' && ofFacts.test(name),
  );
  expect(columns).toEqual(
    Object.fromEntries(
      views.map((view) => [view.name, view.columns.map(({ name }) => name).sort()]),
    ),
  );
});
