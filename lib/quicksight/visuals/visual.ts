import type { Page, Visual } from '../../../dashboard/definition/types.ts';
import type { Drawn } from '../fields.ts';
import { drawBands } from './bands.ts';
import { drawHeatMap } from './heat-map.ts';
import { drawHistogram } from './histogram.ts';
import { drawLine } from './line.ts';
import { drawRanking } from './ranking.ts';
import { drawScatter } from './scatter.ts';
import { drawStackedBars } from './stacked-bars.ts';
import { drawTable } from './table.ts';
import { drawTiles } from './tiles.ts';
import { drawWorldMap } from './world-map.ts';

/** A visual of the definition as QuickSight draws it on a page. */
export const drawVisual = (visual: Visual, page: Page): Drawn => {
  switch (visual.kind) {
    case 'tiles':
    case 'flow':
      return drawTiles(visual);
    case 'line':
      return drawLine(visual, page);
    case 'stacked-bars':
      return drawStackedBars(visual, page);
    case 'ranking':
      return drawRanking(visual, page);
    case 'heat-map':
      return drawHeatMap(visual, page);
    case 'map':
      return drawWorldMap(visual, page);
    case 'scatter':
      return drawScatter(visual);
    case 'bands':
      return drawBands(visual);
    case 'table':
      return drawTable(visual);
    case 'histogram':
      return drawHistogram(visual);
  }
};
