import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CfnAnalysis } from 'aws-cdk-lib/aws-quicksight';
import type { Dashboard, Grain, Page, Visual } from '../../dashboard/definition/types.ts';
import { projectRoot } from '../foundation/function-bundling.ts';
import { columnOf, grainDataSet } from './fields.ts';
import { groupOf, type PageFilter } from './page-filter.ts';

/** Column of that data set with the grain's label. */
export const grainColumn = 'grain';

/** What the data set asks the warehouse. */
export const grainQuery = (): string =>
  readFileSync(join(projectRoot, 'sql', 'quicksight', `${grainDataSet}.sql`), 'utf8');

/** The parameter by which readers choose a grain, the same on all pages. */
const grainParameter = 'Grain';
/** The grain that readers find, as on the web page. */
const firstGrain = 'day';

const followsGrain = (visual: Visual): boolean => 'followsGrain' in visual && visual.followsGrain;

/** The dashboard with its visuals of trends on the data set that holds all grains. */
export const onAllGrains = (dashboard: Dashboard): Dashboard => ({
  ...dashboard,
  pages: dashboard.pages.map((page) => ({
    ...page,
    visuals: page.visuals.map((visual) =>
      followsGrain(visual) ? { ...visual, view: grainDataSet } : visual,
    ),
  })),
});

const labelOf = (grains: readonly Grain[]): string =>
  (grains.find(({ id }) => id === firstGrain) ?? grains[0])?.label ?? '';

/** The parameter, with the grain that a page begins with. */
export const grainDeclaration = ({
  grains,
}: Dashboard): CfnAnalysis.ParameterDeclarationProperty => ({
  stringParameterDeclaration: {
    name: grainParameter,
    parameterValueType: 'SINGLE_VALUED',
    defaultValues: { staticValues: [labelOf(grains)] },
  },
});

/** The control of the parameter on a page. */
export const grainControl = (
  page: Page,
  { grains }: Dashboard,
): CfnAnalysis.ParameterDropDownControlProperty => ({
  parameterControlId: `${page.id}-grain-control`,
  sourceParameterName: grainParameter,
  title: 'Grain',
  type: 'SINGLE_SELECT',
  selectableValues: { values: grains.map(({ label }) => label) },
});

/** Leaves a page's trends the periods of the chosen grain. */
export const grainFilter = (page: Page): PageFilter => {
  const filterId = `${page.id}-grain`;
  return {
    control: null,
    controlId: null,
    group: groupOf(
      `${filterId}-group`,
      page,
      page.visuals.filter(followsGrain).map(({ id }) => id),
      {
        categoryFilter: {
          filterId,
          column: columnOf(grainDataSet, grainColumn),
          configuration: {
            customFilterConfiguration: {
              matchOperator: 'EQUALS',
              parameterName: grainParameter,
              nullOption: 'NON_NULLS_ONLY',
            },
          },
        },
      },
    ),
  };
};
