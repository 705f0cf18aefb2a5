import { useState } from 'react';
import type { Page, Visual } from '../../definition/types.ts';
import { useAddress } from '../state/address.ts';
import type { Answer } from '../state/answer.ts';
import { saveCsv } from '../state/csv.ts';
import { useAnswer } from '../state/use-answer.ts';
import { BandsVisual } from '../visuals/bands.tsx';
import { FlowVisual } from '../visuals/flow.tsx';
import { HeatMapVisual } from '../visuals/heat-map.tsx';
import { HistogramVisual } from '../visuals/histogram.tsx';
import { LineChart } from '../visuals/line-chart.tsx';
import { RankingVisual } from '../visuals/ranking.tsx';
import { ScatterVisual } from '../visuals/scatter.tsx';
import { sheetOf } from '../visuals/sheet.ts';
import { StackedBarsVisual } from '../visuals/stacked-bars.tsx';
import { TableVisual } from '../visuals/table.tsx';
import { TilesVisual } from '../visuals/tiles.tsx';
import { visualPath } from '../visuals/visual-path.ts';
import { WorldMapVisual } from '../visuals/world-map.tsx';
import { SheetTable } from './sheet-table.tsx';
import { Failed, Loading, Nothing } from './states.tsx';

const Drawn = ({ visual, answer }: { readonly visual: Visual; readonly answer: Answer }) => {
  switch (visual.kind) {
    case 'tiles':
      return <TilesVisual visual={visual} answer={answer} />;
    case 'flow':
      return <FlowVisual visual={visual} answer={answer} />;
    case 'line':
      return <LineChart visual={visual} answer={answer} />;
    case 'stacked-bars':
      return <StackedBarsVisual visual={visual} answer={answer} />;
    case 'ranking':
      return <RankingVisual visual={visual} answer={answer} />;
    case 'heat-map':
      return <HeatMapVisual visual={visual} answer={answer} />;
    case 'map':
      return <WorldMapVisual visual={visual} answer={answer} />;
    case 'scatter':
      return <ScatterVisual visual={visual} answer={answer} />;
    case 'bands':
      return <BandsVisual visual={visual} answer={answer} />;
    case 'histogram':
      return <HistogramVisual visual={visual} answer={answer} />;
    case 'table':
      return <TableVisual visual={visual} answer={answer} />;
  }
};

/** Kinds that are tables or lists of words already. */
const isText = ({ kind }: Visual): boolean => ['table', 'tiles', 'flow'].includes(kind);

/** A visual with its title, its data as a table or a file, and what it shows while there is no answer. */
export const VisualCard = ({ visual, page }: { readonly visual: Visual; readonly page: Page }) => {
  const address = useAddress();
  const { answer, error, again } = useAnswer<Answer>(visualPath(visual, page, address));
  const [isTable, setIsTable] = useState(false);
  const isEmpty = answer?.rows.length === 0 && visual.kind !== 'bands';
  const isFiltered = page.controls.filters && Object.keys(address.filters).length > 0;
  return (
    <section
      className={`card card-${visual.kind}`}
      id={visual.id}
      aria-labelledby={`${visual.id}-title`}
      aria-busy={answer === null}
    >
      <header className="card-head">
        <div>
          <h2 id={`${visual.id}-title`}>{visual.title}</h2>
          <p className="note">{visual.note}</p>
        </div>
        <div className="card-tools">
          {!isText(visual) && (
            <button type="button" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
              Table<span className="hidden"> of {visual.title}</span>
            </button>
          )}
          <button
            type="button"
            disabled={answer === null || isEmpty}
            onClick={() => answer && saveCsv(visual.id, sheetOf(visual, answer))}
          >
            CSV<span className="hidden"> of {visual.title}</span>
          </button>
        </div>
      </header>
      {error !== null && <Failed error={error} shown={answer} again={again} />}
      {answer === null && error === null && <Loading />}
      {isEmpty && <Nothing isOfPeriod={page.controls.period} isFiltered={isFiltered} />}
      {answer && !isEmpty && isTable && (
        <SheetTable title={visual.title} sheet={sheetOf(visual, answer)} />
      )}
      {answer && !isEmpty && !isTable && <Drawn visual={visual} answer={answer} />}
    </section>
  );
};
