import type { CfnAnalysis } from 'aws-cdk-lib/aws-quicksight';
import type { Dashboard } from '../../dashboard/definition/types.ts';
import { parameterDeclarations } from './controls.ts';
import { sheetOf } from './sheet.ts';

const distinct = (
  fields: readonly CfnAnalysis.CalculatedFieldProperty[],
): CfnAnalysis.CalculatedFieldProperty[] => [
  ...new Map(
    fields.map((field) => [`${field.dataSetIdentifier}.${field.name}`, field] as const),
  ).values(),
];

/**
 * The dashboard's definition as QuickSight takes it: a sheet for each page.
 * @param dataSetArns ARN of each view's data set
 */
export const analysisDefinition = (
  dashboard: Dashboard,
  dataSetArns: ReadonlyMap<string, string>,
): CfnAnalysis.AnalysisDefinitionProperty => {
  const sheets = dashboard.pages.map((page) => sheetOf(page, dashboard));
  return {
    dataSetIdentifierDeclarations: [...dataSetArns].map(([identifier, dataSetArn]) => ({
      identifier,
      dataSetArn,
    })),
    parameterDeclarations: parameterDeclarations(dashboard),
    calculatedFields: distinct(sheets.flatMap(({ calculatedFields }) => calculatedFields)),
    filterGroups: sheets.flatMap(({ filterGroups }) => filterGroups),
    sheets: sheets.map(({ sheet }) => sheet),
  };
};
