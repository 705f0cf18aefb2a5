import type { Dashboard, Measure, Visual } from './types.ts';

/** A column of a view of schema care. */
export type ViewColumn = { readonly view: string; readonly column: string };

const measureColumns = ({ column, aggregation }: Measure): readonly string[] => {
  const own = column === null ? [] : [column];
  if (aggregation.kind === 'weighted-mean') return [...own, aggregation.weight];
  if (aggregation.kind !== 'ratio') return own;
  return [...own, ...aggregation.numerator, ...aggregation.denominator];
};

/** The columns that a visual reads of its view. */
const columnsOf = (visual: Visual): readonly string[] => {
  switch (visual.kind) {
    case 'tiles':
    case 'flow':
      return visual.measures.flatMap(measureColumns);
    case 'line':
      return [visual.time, ...visual.measures.flatMap(measureColumns)];
    case 'stacked-bars':
      return [
        ...(visual.time === null ? [] : [visual.time]),
        ...(visual.category === null ? [] : [visual.category.key, visual.category.label]),
        ...visual.measures.flatMap(measureColumns),
      ];
    case 'ranking':
    case 'map':
      return [
        visual.category.key,
        visual.category.label,
        ...visual.measures.flatMap(measureColumns),
      ];
    case 'heat-map':
      return [
        visual.category.key,
        visual.category.label,
        visual.row,
        visual.column,
        ...visual.measures.flatMap(measureColumns),
      ];
    case 'scatter':
      return [
        visual.category.key,
        visual.category.label,
        ...[visual.x, visual.y, visual.size].flatMap(measureColumns),
      ];
    case 'bands':
      return [visual.column];
    case 'table':
      return [
        ...visual.columns.map(({ column }) => column),
        ...visual.orderBy.map(({ column }) => column),
      ];
    case 'histogram':
      return [
        visual.panel.key,
        visual.panel.label,
        ...visual.values,
        visual.classColumn,
        ...measureColumns(visual.measure),
      ];
  }
};

/** Every column that the dashboard reads, with its view; the same one more than once. */
export const columnsRead = ({ pages, filters, grains, periods }: Dashboard): ViewColumn[] => {
  const visuals = pages.flatMap((page) => page.visuals);
  const of = (view: string, columns: readonly string[]): ViewColumn[] =>
    columns.map((column) => ({ view, column }));
  const byGrain = visuals.filter((visual) => 'followsGrain' in visual && visual.followsGrain);
  return [
    ...visuals.flatMap((visual) => of(visual.view, columnsOf(visual))),
    ...visuals.flatMap((visual) =>
      'comparedWith' in visual ? of(visual.comparedWith, columnsOf(visual)) : [],
    ),
    ...grains.flatMap(({ view }) => byGrain.flatMap((visual) => of(view, columnsOf(visual)))),
    ...filters.flatMap(({ factColumn }) => [
      ...['fact_case', 'fact_survey', 'member_case', 'member_survey'].map((view) => ({
        view,
        column: factColumn,
      })),
      ...of('member_label', ['breakdown', 'member_key', 'label']),
    ]),
    ...periods.flatMap(({ span }) =>
      span.kind === 'current-business' ? of(span.view, ['period_start', 'period_end']) : [],
    ),
  ];
};
