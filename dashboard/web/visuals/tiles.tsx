import type { Measure, Tiles } from '../../definition/types.ts';
import { go } from '../state/address.ts';
import type { Answer, Row } from '../state/answer.ts';
import { absent, numberOf, write, writeComparison } from '../state/format.ts';
import { SeverityMark } from './severity-mark.tsx';

const Tile = ({
  measure,
  row,
  before,
}: {
  readonly measure: Measure;
  readonly row: Row;
  readonly before: Row;
}) => {
  const value = numberOf(row, measure);
  const { behind } = measure;
  const isAlarming = measure.id === 'sla_breached' && value !== null && value > 0;
  const content = (
    <>
      <span className="tile-label">
        {isAlarming && <SeverityMark severity="critical" />}
        {measure.label}
      </span>
      <span className="tile-value">{write(value, measure.format)}</span>
      <span className="tile-unit">{value === null ? 'none yet' : measure.unit}</span>
      <span className="tile-before">
        {writeComparison(measure, value, numberOf(before, measure))}
      </span>
    </>
  );
  const [from, to] = [row['period_start'], row['period_end']];
  if (behind === null || value === null || typeof from !== 'string' || typeof to !== 'string') {
    return (
      <div className="tile" title={measure.meaning} data-measure={measure.id}>
        {content}
      </div>
    );
  }
  return (
    <button
      type="button"
      className="tile"
      title={`${measure.meaning} Shows them.`}
      data-measure={measure.id}
      onClick={() => go({ behind: { of: behind, from, to } })}
    >
      {content}
    </button>
  );
};

/** Numbers beside the same ones before. */
export const TilesVisual = ({
  visual,
  answer,
}: {
  readonly visual: Tiles;
  readonly answer: Answer;
}) => {
  const [row = {}] = answer.rows;
  const [before = {}] = answer.comparedWith;
  return (
    <div className={`tiles tiles-${visual.measures.length}`}>
      {visual.measures.map((measure) => (
        <Tile key={measure.id} measure={measure} row={row} before={before} />
      ))}
      {Object.keys(row).length === 0 && <p>{absent}</p>}
    </div>
  );
};
