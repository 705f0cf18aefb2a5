import type { CfnAnalysis } from 'aws-cdk-lib/aws-quicksight';
import type {
  Dashboard,
  Filter,
  FilterId,
  Page,
  Visual,
} from '../../dashboard/definition/types.ts';
import { periodColumn } from './columns.ts';
import { columnOf, measureParameter } from './fields.ts';
import { grainControl, grainDeclaration, grainFilter } from './grains.ts';
import { groupOf, type PageFilter } from './page-filter.ts';

/** By which column of its own a view without members can be limited. */
const ownColumns: Readonly<Partial<Record<FilterId, string>>> = {
  call_center: 'call_center_id',
  priority: 'priority_level',
  channel: 'communication_mode',
};

const filterColumn = (visual: Visual, { id }: Filter): string | null => {
  if ('category' in visual && visual.category?.filter === id) return visual.category.label;
  const own = ownColumns[id];
  if (visual.kind !== 'table' || own === undefined) return null;
  return visual.columns.some(({ column }) => column === own) ? own : null;
};

const isPresent = <Value>(value: Value | null): value is Value => value !== null;

const memberFilter = (page: Page, filter: Filter): PageFilter | null => {
  const found = page.visuals.flatMap((visual) => {
    const column = filterColumn(visual, filter);
    return column === null ? [] : [{ visual, column }];
  });
  const [first] = found;
  if (first === undefined) return null;
  const { view } = first.visual;
  const filterId = `${page.id}-${filter.id}`;
  const controlId = `${filterId}-control`;
  return {
    controlId,
    group: groupOf(
      `${filterId}-group`,
      page,
      found.filter(({ visual }) => visual.view === view).map(({ visual }) => visual.id),
      {
        categoryFilter: {
          filterId,
          column: columnOf(view, first.column),
          configuration: {
            filterListConfiguration: {
              matchOperator: 'CONTAINS',
              selectAllOptions: 'FILTER_ALL_VALUES',
            },
          },
        },
      },
    ),
    control: {
      dropdown: {
        filterControlId: controlId,
        sourceFilterId: filterId,
        title: filter.label,
        type: 'MULTI_SELECT',
      },
    },
  };
};

/** The days that a page begins with; readers choose others. */
const firstPeriodDays = 30;

const periodFilters = (page: Page): PageFilter[] => {
  const columns = new Map<string, string>();
  for (const visual of page.visuals) {
    const column = periodColumn(visual);
    if (column !== null && !columns.has(column)) columns.set(column, visual.view);
  }
  return [...columns].map(([column, view]) => {
    const filterId = `${page.id}-period-${column}`;
    const controlId = `${filterId}-control`;
    return {
      controlId,
      group: groupOf(`${filterId}-group`, page, 'all', {
        relativeDatesFilter: {
          filterId,
          column: columnOf(view, column),
          anchorDateConfiguration: { anchorOption: 'NOW' },
          relativeDateType: 'LAST',
          relativeDateValue: firstPeriodDays,
          timeGranularity: 'DAY',
          minimumGranularity: 'DAY',
          nullOption: 'NON_NULLS_ONLY',
        },
      }),
      control: {
        relativeDateTime: {
          filterControlId: controlId,
          sourceFilterId: filterId,
          title: columns.size === 1 ? 'Period' : `Period (${column})`,
        },
      },
    };
  });
};

/** What a table leaves out. */
const rowFilters = (page: Page): PageFilter[] =>
  page.visuals.flatMap((visual) => {
    if (visual.kind !== 'table' || visual.from === undefined) return [];
    const filterId = `${visual.id}-from`;
    const group = groupOf(`${filterId}-group`, page, [visual.id], {
      numericRangeFilter: {
        filterId,
        column: columnOf(visual.view, visual.from.column),
        rangeMinimum: { staticValue: visual.from.value },
        includeMinimum: true,
        nullOption: 'NON_NULLS_ONLY',
      },
    });
    return [{ controlId: null, control: null, group }];
  });

/** All that limits the visuals of a page. */
export const filtersOf = (page: Page, { filters }: Dashboard): PageFilter[] => [
  ...(page.controls.grain ? [grainFilter(page)] : []),
  ...(page.controls.period ? periodFilters(page) : []),
  ...(page.controls.filters
    ? filters.map((filter) => memberFilter(page, filter)).filter(isPresent)
    : []),
  ...rowFilters(page),
];

/** What readers can choose to see by: the labels of a page's measures, each once. */
const measureLabels = (page: Page): string[] => [
  ...new Set(
    page.visuals.flatMap((visual) =>
      'measures' in visual ? visual.measures.map(({ label }) => label) : [],
    ),
  ),
];

/** The parameter by which readers choose a measure, where a page lets them. */
const measureDeclarations = ({ pages }: Dashboard): CfnAnalysis.ParameterDeclarationProperty[] =>
  pages
    .filter(({ controls }) => controls.measure)
    .slice(0, 1)
    .map((page) => ({
      stringParameterDeclaration: {
        name: measureParameter,
        parameterValueType: 'SINGLE_VALUED',
        defaultValues: { staticValues: measureLabels(page).slice(0, 1) },
      },
    }));

/** The control of that parameter. */
const measureControl = (page: Page): CfnAnalysis.ParameterDropDownControlProperty => ({
  parameterControlId: `${page.id}-measure-control`,
  sourceParameterName: measureParameter,
  title: 'Measure',
  type: 'SINGLE_SELECT',
  selectableValues: { values: measureLabels(page) },
});

/** Every parameter of an analysis. */
export const parameterDeclarations = (
  dashboard: Dashboard,
): CfnAnalysis.ParameterDeclarationProperty[] => [
  grainDeclaration(dashboard),
  ...measureDeclarations(dashboard),
];

/** What readers choose on a page beside filters. */
export const parameterControls = (
  page: Page,
  dashboard: Dashboard,
): CfnAnalysis.ParameterDropDownControlProperty[] => [
  ...(page.controls.grain ? [grainControl(page, dashboard)] : []),
  ...(page.controls.measure ? [measureControl(page)] : []),
];
