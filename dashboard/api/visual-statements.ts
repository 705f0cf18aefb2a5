import type { SqlParameters } from '../../adapters/redshift-data.ts';
import { dashboard } from '../definition/dashboard.ts';
import type { Bands, Category, FilterId, Measure, Table, Visual } from '../definition/types.ts';
import type { VisualQuery } from './parameters.ts';
import { everything, isWholeDays, type Span } from './span.ts';
import { statementText } from './statement-text.ts';

/** A statement of sql/dashboard with its values. */
export type Statement = { readonly sql: string; readonly parameters: SqlParameters };

/** Most rows of a trend: 400 days by hour would be more than a line can show. */
const mostPeriods = 1000;
/** Most members of a map or a heat map, and rows of a survey's answers. */
const mostMembers = 400;

type Filters = Pick<VisualQuery, FilterId>;

const separator = '\u001f';
const filterIds = dashboard.filters.map(({ id }) => id);

/** The parameters of partials/filters.sql. @param without a filter that does not count */
export const filterParameters = (
  filters: Filters,
  without: FilterId | null = null,
): SqlParameters =>
  Object.fromEntries(
    filterIds.map((id) => [
      id,
      id === without || filters[id].length === 0
        ? '*'
        : separator + filters[id].join(separator) + separator,
    ]),
  );

const isFiltered = (filters: Filters, without: FilterId | null = null): boolean =>
  filterIds.some((id) => id !== without && filters[id].length > 0);

const spanParameters = ({ from, to }: Span): SqlParameters => ({
  period_from: from,
  period_to: to,
});

/** Periods of a view, or the same of the facts where a filter is set. */
const periods = (view: string, span: Span, query: VisualQuery): Statement => {
  const places = { view, row_limit: mostPeriods };
  return isFiltered(query)
    ? {
        sql: statementText('periods_filtered', places),
        parameters: { ...spanParameters(span), ...filterParameters(query) },
      }
    : { sql: statementText('periods', places), parameters: spanParameters(span) };
};

type Members = {
  readonly view: string;
  readonly category: Category;
  readonly measures: readonly string[];
  readonly limit: number;
};

/** Members of a category. A filter on the category itself does not count: its members stay beside each other. */
const members = (
  { view, category, measures, limit }: Members,
  span: Span,
  query: VisualQuery,
): Statement => {
  const filter = category.filter;
  const asked = query.measure ?? measures[0] ?? '';
  const measure = measures.includes(asked) ? asked : (measures[0] ?? '');
  const order = {
    measure,
    direction: query.order === 'ascending' ? 'ASC' : 'DESC',
    row_limit: limit,
  };
  if (filter === null) throw new Error(`The members of ${view} must be those of a filter`);
  const filtered = isFiltered(query, filter);
  if (filter === 'priority' && !filtered && span === everything) {
    return { sql: statementText('priorities', order), parameters: {} };
  }
  if (filter !== 'priority' && !filtered && isWholeDays(span)) {
    return {
      sql: statementText('members', { view, ...order }),
      parameters: spanParameters(span),
    };
  }
  const parameters = { ...spanParameters(span), ...filterParameters(query, filter) };
  if (filter === 'priority')
    return { sql: statementText('priorities_filtered', order), parameters };
  const member = dashboard.filters.find(({ id }) => id === filter)?.factColumn ?? '';
  return {
    sql: statementText('members_filtered', {
      member,
      breakdown: filter,
      ...order,
    }),
    parameters,
  };
};

const answers = (name: 'questions' | 'scores', span: Span, query: VisualQuery): Statement => {
  const places = { row_limit: mostMembers };
  return isFiltered(query) || !isWholeDays(span)
    ? {
        sql: statementText(`${name}_filtered`, places),
        parameters: { ...spanParameters(span), ...filterParameters(query) },
      }
    : { sql: statementText(name, places), parameters: spanParameters(span) };
};

const rows = (view: string, columns: readonly string[], order: string, limit: number) => ({
  sql: statementText('rows', {
    view,
    columns: columns.map((column) => `t.${column}`).join(', '),
    order,
    row_limit: limit,
  }),
  parameters: {},
});

const table = ({ view, columns, orderBy, limit }: Table, query: VisualQuery): Statement => {
  if (view === 'case_sla_at_risk') {
    const places = { row_limit: limit };
    return isFiltered(query)
      ? {
          sql: statementText('sla_soonest_filtered', places),
          parameters: filterParameters(query),
        }
      : { sql: statementText('sla_soonest', places), parameters: {} };
  }
  const order = orderBy.map(({ column, descending }) => `t.${column}${descending ? ' DESC' : ''}`);
  return rows(
    view,
    columns.map(({ column }) => column),
    order.join(', '),
    limit,
  );
};

const bandNames = ['first_bound', 'second_bound', 'third_bound', 'fourth_bound'] as const;

const bands = (visual: Bands, query: VisualQuery): Statement => {
  const bounds = Object.fromEntries(
    bandNames.map((name, i) => [name, String(visual.bands[i]?.below ?? 0)]),
  );
  return isFiltered(query)
    ? {
        sql: statementText('sla_bands_filtered'),
        parameters: { ...bounds, ...filterParameters(query) },
      }
    : { sql: statementText('sla_bands'), parameters: bounds };
};

/**
 * The latest periods of a view that has few, the shown columns alone: a view computes nothing that is not asked for. Where
 * something is filtered all of them come from the facts.
 */
const latestPeriods = (
  view: string,
  measures: readonly Measure[],
  query: VisualQuery,
): Statement =>
  view.startsWith('kpi_') && isFiltered(query)
    ? periods(view, everything, query)
    : rows(
        view,
        ['period_start', 'period_end', ...measures.flatMap(({ column }) => column ?? [])],
        't.period_start DESC',
        mostPeriods,
      );

/** The statements of a visual: its own, and the one of the view that it is compared with. */
export const visualStatements = (
  visual: Visual,
  span: Span,
  query: VisualQuery,
): { readonly own: Statement; readonly comparedWith: Statement | null } => {
  const own = (statement: Statement) => ({ own: statement, comparedWith: null });
  const grain = dashboard.grains.find(({ id }) => id === query.grain);
  switch (visual.kind) {
    case 'tiles':
    case 'flow':
      return {
        own: latestPeriods(visual.view, visual.measures, query),
        comparedWith: latestPeriods(visual.comparedWith, visual.measures, query),
      };
    case 'line':
      return own(
        visual.followsGrain
          ? periods(grain?.view ?? visual.view, span, query)
          : latestPeriods(visual.view, visual.measures, query),
      );
    case 'stacked-bars':
      return own(
        visual.time === null
          ? answers('questions', span, query)
          : periods(grain?.view ?? visual.view, span, query),
      );
    case 'histogram':
      return own(answers('scores', span, query));
    case 'ranking':
      if (visual.category.filter === null) {
        const columns = visual.measures.flatMap(({ column }) => column ?? []);
        return own(
          rows(
            visual.view,
            [visual.category.key, ...columns],
            `t.${columns[0]} DESC, t.${visual.category.key}`,
            visual.limit,
          ),
        );
      }
      return own(
        members({ ...visual, measures: visual.measures.map(({ id }) => id) }, span, query),
      );
    case 'heat-map':
    case 'map': {
      const measures = visual.measures.map(({ id }) => id);
      return own(members({ ...visual, measures, limit: mostMembers }, span, query));
    }
    case 'scatter': {
      const measures = [visual.size.id];
      return own(members({ ...visual, measures, limit: mostMembers }, span, query));
    }
    case 'bands':
      return own(bands(visual, query));
    case 'table':
      return own(table(visual, query));
  }
};

/** The most rows that the statement of a visual gives. */
export const rowLimitOf = (visual: Visual): number => {
  if (visual.kind === 'ranking' || visual.kind === 'table') return visual.limit;
  return visual.kind === 'line' || visual.kind === 'stacked-bars' ? mostPeriods : mostMembers;
};
