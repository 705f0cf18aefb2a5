import type { CfnAnalysis } from 'aws-cdk-lib/aws-quicksight';
import type { Format, Table } from '../../../dashboard/definition/types.ts';
import { columnOf, type Drawn, numberFormat, titleOf } from '../fields.ts';

const cellFormat = (format: Format): CfnAnalysis.FormatConfigurationProperty => {
  if (format === 'text') return { stringFormatConfiguration: {} };
  if (format === 'day') return { dateTimeFormatConfiguration: { dateTimeFormat: 'YYYY-MM-DD' } };
  if (format === 'moment') {
    return { dateTimeFormatConfiguration: { dateTimeFormat: 'YYYY-MM-DD HH:mm:ss' } };
  }
  return { numberFormatConfiguration: numberFormat(format) };
};

/** Rows as they are. QuickSight's has no limit: the first rows are the ones to look at. */
export const drawTable = (table: Table): Drawn => {
  const { id, view } = table;
  const fieldId = (column: string): string => `${id}.${column}`;
  return {
    calculatedFields: [],
    visuals: [
      {
        tableVisual: {
          visualId: id,
          ...titleOf(table.title, table.note),
          chartConfiguration: {
            fieldWells: {
              tableUnaggregatedFieldWells: {
                values: table.columns.map(({ column, format }) => ({
                  fieldId: fieldId(column),
                  column: columnOf(view, column),
                  formatConfiguration: cellFormat(format),
                })),
              },
            },
            fieldOptions: {
              selectedFieldOptions: table.columns.map(({ column, label }) => ({
                fieldId: fieldId(column),
                customLabel: label,
                visibility: 'VISIBLE',
              })),
              order: table.columns.map(({ column }) => fieldId(column)),
            },
            sortConfiguration: {
              rowSort: table.orderBy.map(({ column, descending }) => ({
                fieldSort: { fieldId: fieldId(column), direction: descending ? 'DESC' : 'ASC' },
              })),
            },
          },
        },
      },
    ],
  };
};
