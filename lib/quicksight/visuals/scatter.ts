import type { Scatter } from '../../../dashboard/definition/types.ts';
import { columnOf, type Drawn, measureOf, textDimension, titleOf } from '../fields.ts';

/** A dot for each member. */
export const drawScatter = (scatter: Scatter): Drawn => {
  const { id, view, category } = scatter;
  const [x, y, size] = [
    measureOf(id, view, scatter.x),
    measureOf(id, view, scatter.y),
    measureOf(id, view, scatter.size),
  ];
  return {
    calculatedFields: [x, y, size].map(({ calculatedField }) => calculatedField),
    visuals: [
      {
        scatterPlotVisual: {
          visualId: id,
          ...titleOf(scatter.title, scatter.note),
          chartConfiguration: {
            fieldWells: {
              scatterPlotCategoricallyAggregatedFieldWells: {
                xAxis: [x.field],
                yAxis: [y.field],
                size: [size.field],
                category: [textDimension(`${id}.member`, columnOf(view, category.label))],
              },
            },
          },
        },
      },
    ],
  };
};
