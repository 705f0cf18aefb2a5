import type { Page, Ranking } from '../../../dashboard/definition/types.ts';
import { columnOf, type Drawn, shownMeasures, textDimension, titleOf } from '../fields.ts';

/** Horizontal bars, the longest first. */
export const drawRanking = (ranking: Ranking, page: Page): Drawn => {
  const { id, view, category } = ranking;
  const measures = shownMeasures(ranking, page);
  return {
    calculatedFields: measures.map(({ calculatedField }) => calculatedField),
    visuals: [
      {
        barChartVisual: {
          visualId: id,
          ...titleOf(ranking.title, ranking.note),
          chartConfiguration: {
            orientation: 'HORIZONTAL',
            barsArrangement: 'CLUSTERED',
            fieldWells: {
              barChartAggregatedFieldWells: {
                category: [textDimension(`${id}.member`, columnOf(view, category.label))],
                values: measures.map(({ field }) => field),
              },
            },
            sortConfiguration: {
              categorySort: measures
                .slice(0, 1)
                .map(({ fieldId }) => ({ fieldSort: { fieldId, direction: 'DESC' } })),
              categoryItemsLimit: { itemsLimit: ranking.limit, otherCategories: 'EXCLUDE' },
            },
          },
        },
      },
    ],
  };
};
