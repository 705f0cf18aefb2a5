import type { Bands } from '../../../dashboard/definition/types.ts';
import {
  calculated,
  columnOf,
  type Drawn,
  numberFormat,
  quoted,
  sortedBy,
  textDimension,
  titleOf,
} from '../fields.ts';

/** Bands follow each other without a gap, so the first whose end is above the number holds it. */
const bandOf = ({ column, bands }: Bands): string => {
  const ends = bands.flatMap(({ label, below }) =>
    below === null ? [] : [`{${column}} < ${below}, ${quoted(label)}`],
  );
  const open = bands.find(({ below }) => below === null);
  return `ifelse(${[...ends, open === undefined ? 'NULL' : quoted(open.label)].join(', ')})`;
};

/** A bar for each band, as long as its rows are many. */
export const drawBands = (bands: Bands): Drawn => {
  const { id, view, column } = bands;
  const band = calculated(view, `Band of ${column}`, bandOf(bands));
  return {
    calculatedFields: [band.calculatedField],
    visuals: [
      {
        barChartVisual: {
          visualId: id,
          ...titleOf(bands.title, bands.note),
          chartConfiguration: {
            orientation: 'HORIZONTAL',
            fieldWells: {
              barChartAggregatedFieldWells: {
                category: [textDimension(`${id}.band`, band.column)],
                values: [
                  {
                    numericalMeasureField: {
                      fieldId: `${id}.rows`,
                      column: columnOf(view, column),
                      aggregationFunction: { simpleNumericalAggregation: 'COUNT' },
                      formatConfiguration: numberFormat('count'),
                    },
                  },
                ],
              },
            },
            sortConfiguration: { categorySort: sortedBy(columnOf(view, column)) },
            valueLabelOptions: { axisLabelOptions: [{ customLabel: bands.unit }] },
          },
        },
      },
    ],
  };
};
