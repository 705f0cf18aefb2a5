import type { Histogram } from '../../../dashboard/definition/types.ts';
import {
  calculated,
  columnOf,
  type Drawn,
  measureOf,
  sortedBy,
  textDimension,
  titleOf,
} from '../fields.ts';

/** Bars for each answer, coloured by class, a small chart for each question. */
export const drawHistogram = (histogram: Histogram): Drawn => {
  const { id, view, panel, values } = histogram;
  const [score = '', ...choices] = values;
  const texts = [`toString({${score}})`, ...choices.map((column) => `{${column}}`)];
  const answer = calculated(view, 'Answer', `coalesce(${texts.join(', ')})`);
  const count = measureOf(id, view, histogram.measure);
  return {
    calculatedFields: [answer.calculatedField, count.calculatedField],
    visuals: [
      {
        barChartVisual: {
          visualId: id,
          ...titleOf(histogram.title, histogram.note),
          chartConfiguration: {
            orientation: 'VERTICAL',
            barsArrangement: 'STACKED',
            fieldWells: {
              barChartAggregatedFieldWells: {
                category: [textDimension(`${id}.answer`, answer.column)],
                values: [count.field],
                colors: [textDimension(`${id}.class`, columnOf(view, histogram.classColumn))],
                smallMultiples: [textDimension(`${id}.panel`, columnOf(view, panel.label))],
              },
            },
            sortConfiguration: { categorySort: sortedBy(columnOf(view, score)) },
          },
        },
      },
    ],
  };
};
