import type { Page, WorldMap } from '../../../dashboard/definition/types.ts';
import { columnOf, type Drawn, shownMeasures, textDimension, titleOf } from '../fields.ts';

/** Countries, coloured by a measure; the data set says that the key is a country. */
export const drawWorldMap = (map: WorldMap, page: Page): Drawn => {
  const { id, view, category } = map;
  const measures = shownMeasures(map, page).slice(0, 1);
  return {
    calculatedFields: measures.map(({ calculatedField }) => calculatedField),
    visuals: [
      {
        filledMapVisual: {
          visualId: id,
          ...titleOf(map.title, map.note),
          chartConfiguration: {
            fieldWells: {
              filledMapAggregatedFieldWells: {
                geospatial: [textDimension(`${id}.country`, columnOf(view, category.key))],
                values: measures.map(({ field }) => field),
              },
            },
          },
        },
      },
    ],
  };
};
