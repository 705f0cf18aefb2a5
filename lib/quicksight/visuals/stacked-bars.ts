import type { CfnAnalysis } from 'aws-cdk-lib/aws-quicksight';
import type { Page, StackedBars } from '../../../dashboard/definition/types.ts';
import {
  columnOf,
  type Drawn,
  shownMeasures,
  textDimension,
  timeDimension,
  titleOf,
} from '../fields.ts';

/** Parts of a whole, over time or by category. */
export const drawStackedBars = (bars: StackedBars, page: Page): Drawn => {
  const { id, view, time, category } = bars;
  const measures = shownMeasures(bars, page);
  const dimensions: CfnAnalysis.DimensionFieldProperty[] = [
    ...(time === null ? [] : [timeDimension(`${id}.by`, view, time)]),
    ...(category === null ? [] : [textDimension(`${id}.by`, columnOf(view, category.label))]),
  ];
  return {
    calculatedFields: measures.map(({ calculatedField }) => calculatedField),
    visuals: [
      {
        barChartVisual: {
          visualId: id,
          ...titleOf(bars.title, bars.note),
          chartConfiguration: {
            orientation: time === null ? 'HORIZONTAL' : 'VERTICAL',
            barsArrangement: bars.asShares ? 'STACKED_PERCENT' : 'STACKED',
            fieldWells: {
              barChartAggregatedFieldWells: {
                category: dimensions,
                values: measures.map(({ field }) => field),
              },
            },
            sortConfiguration: {
              categorySort: [{ fieldSort: { fieldId: `${id}.by`, direction: 'ASC' } }],
            },
          },
        },
      },
    ],
  };
};
