import type { Flow, Tiles } from '../../../dashboard/definition/types.ts';
import { before } from '../columns.ts';
import { type Drawn, measureBefore, measureOf, titleOf } from '../fields.ts';

/** QuickSight wants an id for each. */
const tileId = ({ id }: Tiles | Flow, measureId: string): string => `${id}-${measureId}`;

/** A KPI visual for each measure (QuickSight's shows one number), beside the same one of the window before. */
export const drawTiles = (tiles: Tiles | Flow): Drawn => {
  const drawn = tiles.measures.map((measure) => {
    const visualId = tileId(tiles, measure.id);
    const now = measureOf(visualId, tiles.view, measure);
    const earlier = measureBefore(visualId, tiles.view, measure, before);
    return {
      calculatedFields: [now.calculatedField, earlier.calculatedField],
      visual: {
        kpiVisual: {
          visualId,
          ...titleOf(`${tiles.title}: ${measure.label}`, `${measure.unit}. ${measure.meaning}`),
          chartConfiguration: {
            fieldWells: { values: [now.field], targetValues: [earlier.field] },
            kpiOptions: {
              comparison: { comparisonMethod: 'DIFFERENCE' },
              primaryValueDisplayType: 'ACTUAL',
              progressBar: { visibility: 'HIDDEN' },
              trendArrows: { visibility: 'VISIBLE' },
            },
          },
        },
      },
    };
  });
  return {
    visuals: drawn.map(({ visual }) => visual),
    calculatedFields: drawn.flatMap(({ calculatedFields }) => calculatedFields),
  };
};
