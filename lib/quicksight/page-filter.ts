import type { CfnAnalysis } from 'aws-cdk-lib/aws-quicksight';
import type { Page } from '../../dashboard/definition/types.ts';

/** A filter with what it applies to and the control that sets it, if readers may. */
export type PageFilter = {
  readonly group: CfnAnalysis.FilterGroupProperty;
  readonly control: CfnAnalysis.FilterControlProperty | null;
  readonly controlId: string | null;
};

/** A group that applies to some visuals of a page, or to all of it. */
export const groupOf = (
  filterGroupId: string,
  page: Page,
  visualIds: readonly string[] | 'all',
  filter: CfnAnalysis.FilterProperty,
): CfnAnalysis.FilterGroupProperty => ({
  filterGroupId,
  // All of a page's data sets that have the column, where all visuals are meant.
  crossDataset: visualIds === 'all' ? 'ALL_DATASETS' : 'SINGLE_DATASET',
  status: 'ENABLED',
  filters: [filter],
  scopeConfiguration: {
    selectedSheets: {
      sheetVisualScopingConfigurations: [
        visualIds === 'all'
          ? { sheetId: page.id, scope: 'ALL_VISUALS' }
          : { sheetId: page.id, scope: 'SELECTED_VISUALS', visualIds: [...visualIds] },
      ],
    },
  },
});
