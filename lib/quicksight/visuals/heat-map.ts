import type { HeatMap, Page } from '../../../dashboard/definition/types.ts';
import {
  type Calculated,
  calculated,
  columnOf,
  type Drawn,
  quoted,
  shownMeasures,
  sortedBy,
  textDimension,
  titleOf,
} from '../fields.ts';

/** The place of a column's values in an order; what is not in it comes last. */
const placeOf = (view: string, column: string, order: readonly string[]): Calculated => {
  const places = order.map((value, index) => `{${column}} = ${quoted(value)}, ${index + 1}`);
  return calculated(
    view,
    `Order of ${column}`,
    `ifelse(${[...places, order.length + 1].join(', ')})`,
  );
};

/** A number for each pair of a row and a column, in their own orders. */
export const drawHeatMap = (map: HeatMap, page: Page): Drawn => {
  const { id, view } = map;
  const measures = shownMeasures(map, page);
  const rowPlace = placeOf(view, map.row, map.rowOrder);
  const columnPlace = placeOf(view, map.column, map.columnOrder);
  return {
    calculatedFields: [
      rowPlace.calculatedField,
      columnPlace.calculatedField,
      ...measures.map(({ calculatedField }) => calculatedField),
    ],
    visuals: [
      {
        heatMapVisual: {
          visualId: id,
          ...titleOf(map.title, map.note),
          chartConfiguration: {
            fieldWells: {
              heatMapAggregatedFieldWells: {
                rows: [textDimension(`${id}.row`, columnOf(view, map.row))],
                columns: [textDimension(`${id}.column`, columnOf(view, map.column))],
                // It has one colour scale.
                values: measures.slice(0, 1).map(({ field }) => field),
              },
            },
            sortConfiguration: {
              heatMapRowSort: sortedBy(rowPlace.column),
              heatMapColumnSort: sortedBy(columnPlace.column),
            },
          },
        },
      },
    ],
  };
};
