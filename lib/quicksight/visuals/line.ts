import type { Line, Page } from '../../../dashboard/definition/types.ts';
import { type Drawn, shownMeasures, timeDimension, titleOf } from '../fields.ts';

/** A line for each measure over time. */
export const drawLine = (line: Line, page: Page): Drawn => {
  const { id, view, time } = line;
  const measures = shownMeasures(line, page);
  return {
    calculatedFields: measures.map(({ calculatedField }) => calculatedField),
    visuals: [
      {
        lineChartVisual: {
          visualId: id,
          ...titleOf(line.title, line.note),
          chartConfiguration: {
            type: 'LINE',
            fieldWells: {
              lineChartAggregatedFieldWells: {
                category: [timeDimension(`${id}.time`, view, time)],
                values: measures.map(({ field }) => field),
              },
            },
            sortConfiguration: {
              categorySort: [{ fieldSort: { fieldId: `${id}.time`, direction: 'ASC' } }],
            },
            // QuickSight's own axis begins at zero.
            ...(!line.fromZero && {
              primaryYAxisDisplayOptions: {
                axisOptions: {
                  dataOptions: { numericAxisOptions: { range: { dataDriven: {} } } },
                },
              },
            }),
          },
        },
      },
    ],
  };
};
