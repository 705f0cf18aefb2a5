import type { Dashboard, Format, Measure, Visual } from '../../dashboard/definition/types.ts';
import { grainDataSet } from './fields.ts';
import { grainColumn, grainQuery } from './grains.ts';

/** What QuickSight calls the types: https://docs.aws.amazon.com/quicksight/latest/APIReference/API_InputColumn.html */
export type ColumnType = 'STRING' | 'INTEGER' | 'DECIMAL' | 'DATETIME';

/** A column of a view and its type. */
type ViewColumn = { readonly name: string; readonly type: ColumnType };

/** What a format's values are in the views; a test compares with the warehouse's own types. */
const typeOfFormat: Readonly<Record<Format, ColumnType>> = {
  count: 'INTEGER',
  percent: 'DECIMAL',
  score: 'DECIMAL',
  rating: 'DECIMAL',
  rate: 'DECIMAL',
  minutes: 'DECIMAL',
  hours: 'DECIMAL',
  seconds: 'INTEGER',
  moment: 'DATETIME',
  day: 'DATETIME',
  text: 'STRING',
};

const columnsOf = (type: ColumnType, names: readonly string[]): ViewColumn[] =>
  names.map((name) => ({ name, type }));
const texts = (...names: string[]) => columnsOf('STRING', names);
const moments = (...names: string[]) => columnsOf('DATETIME', names);

const measureColumns = ({ column, format, aggregation }: Measure): ViewColumn[] => {
  const own = column === null ? [] : columnsOf(typeOfFormat[format], [column]);
  if (aggregation.kind === 'weighted-mean') {
    return [...own, ...columnsOf('INTEGER', [aggregation.weight])];
  }
  if (aggregation.kind !== 'ratio') return own;
  return [...own, ...columnsOf('INTEGER', [...aggregation.numerator, ...aggregation.denominator])];
};

/** The ends of the window of a view of one row: what joins it to the window before. */
export const windowColumns = { start: 'period_start', end: 'period_end' };

const readBy = (visual: Visual): ViewColumn[] => {
  switch (visual.kind) {
    case 'tiles':
    case 'flow':
      return [
        ...moments(windowColumns.start, windowColumns.end),
        ...visual.measures.flatMap(measureColumns),
      ];
    case 'line':
      return [...moments(visual.time), ...visual.measures.flatMap(measureColumns)];
    case 'stacked-bars':
      return [
        ...(visual.time === null ? [] : moments(visual.time)),
        ...(visual.category === null ? [] : texts(visual.category.key, visual.category.label)),
        ...visual.measures.flatMap(measureColumns),
      ];
    case 'ranking':
    case 'map':
      return [
        ...texts(visual.category.key, visual.category.label),
        ...visual.measures.flatMap(measureColumns),
      ];
    case 'heat-map':
      return [
        ...texts(visual.category.key, visual.category.label, visual.row, visual.column),
        ...visual.measures.flatMap(measureColumns),
      ];
    case 'scatter':
      return [
        ...texts(visual.category.key, visual.category.label),
        ...[visual.x, visual.y, visual.size].flatMap(measureColumns),
      ];
    case 'bands':
      return columnsOf('DECIMAL', [visual.column]);
    case 'table':
      return visual.columns.map(({ column, format }) => ({
        name: column,
        type: typeOfFormat[format],
      }));
    case 'histogram': {
      const [score, ...choices] = visual.values;
      return [
        ...texts(visual.panel.key, visual.panel.label, visual.classColumn, ...choices),
        ...(score === undefined ? [] : columnsOf('INTEGER', [score])),
        ...measureColumns(visual.measure),
      ];
    }
  }
};

/** The one view with members that says nothing of time. */
const timelessViews: readonly string[] = ['kpi_priority_severity'];

/** The column by which a visual is limited to a period; null where it shows no time. */
export const periodColumn = (visual: Visual): string | null => {
  if ('time' in visual && visual.time !== null) return visual.time;
  const hasDays = !['tiles', 'flow', 'table', 'bands'].includes(visual.kind);
  return hasDays && !timelessViews.includes(visual.view) ? 'day' : null;
};

/** A view as QuickSight reads it. */
export type DataSet = {
  readonly view: string;
  /** A view of one row that is joined to it, its columns renamed; null where there is none. */
  readonly comparedWith: string | null;
  readonly columns: readonly ViewColumn[];
  /** Column with two-letter country codes. */
  readonly countryColumn: string | null;
  /** Asked anew whenever somebody looks; else held by QuickSight and refreshed. */
  readonly isLive: boolean;
  /** What is asked in place of a view; null: the view itself. */
  readonly query: string | null;
};

/** What a column of the joined view is called. */
export const before = (column: string): string => `previous_${column}`;

/** The page whose data sets are asked anew whenever somebody looks. */
const livePage = 'now';

const dataSetOf = (dashboard: Dashboard, view: string): DataSet => {
  const columns = new Map<string, ViewColumn>();
  let comparedWith: string | null = null;
  let countryColumn: string | null = null;
  let isLive = false;
  for (const page of dashboard.pages) {
    for (const visual of page.visuals.filter((one) => one.view === view)) {
      const period = page.controls.period ? periodColumn(visual) : null;
      const read = [...readBy(visual), ...(period === null ? [] : moments(period))];
      for (const column of read) columns.set(column.name, column);
      if ('comparedWith' in visual) comparedWith = visual.comparedWith;
      if (visual.kind === 'map') countryColumn = visual.category.key;
      isLive ||= page.id === livePage;
    }
  }
  const isOfGrains = view === grainDataSet;
  if (isOfGrains) columns.set(grainColumn, { name: grainColumn, type: 'STRING' });
  const query = isOfGrains ? grainQuery() : null;
  return { view, comparedWith, columns: [...columns.values()], countryColumn, isLive, query };
};

/** The data sets that the visuals of a dashboard need, one for each view that they show. */
export const dataSetsOf = (dashboard: Dashboard): DataSet[] => {
  const views = dashboard.pages.flatMap((page) => page.visuals.map(({ view }) => view));
  return [...new Set(views)].map((view) => dataSetOf(dashboard, view));
};
