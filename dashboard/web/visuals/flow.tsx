import type { Flow, FlowStage } from '../../definition/types.ts';
import type { Answer, Row } from '../state/answer.ts';
import { numberOf, write, writeComparison } from '../state/format.ts';
import { SeverityMark } from './severity-mark.tsx';

/** From the stage before: dashes that move while something passes. */
const Arrow = ({ isMoving }: { readonly isMoving: boolean }) => (
  <svg
    className={`flow-arrow${isMoving ? ' moving' : ''}`}
    viewBox="0 0 40 24"
    aria-hidden="true"
    focusable="false"
  >
    <path className="flow-line" d="M2 12 H32" />
    <path className="flow-head" d="M31 6 L39 12 L31 18 Z" />
  </svg>
);

const Stage = ({
  stage: { label, rate, lag, isSideArm },
  row,
  before,
}: {
  readonly stage: FlowStage;
  readonly row: Row;
  readonly before: Row;
}) => {
  const passing = numberOf(row, rate);
  const late = numberOf(row, lag);
  return (
    <li className={isSideArm ? 'flow-step side-arm' : 'flow-step'} data-stage={rate.id}>
      {isSideArm ? (
        <span className="flow-elbow" aria-hidden="true" />
      ) : (
        <Arrow isMoving={(passing ?? 0) > 0} />
      )}
      <div className="tile" title={rate.meaning}>
        <span className="tile-label">
          {isSideArm && (passing ?? 0) > 0 && <SeverityMark severity="warning" />} {label}
        </span>
        <span className="tile-value">{write(passing, rate.format)}</span>
        <span className="tile-unit">{rate.unit}</span>
        <span className="tile-before">
          {writeComparison(rate, passing, numberOf(before, rate))}
        </span>
        <span className="flow-lag" title={lag.meaning}>
          {late === null ? 'none yet' : `${write(late, lag.format)} ${lag.unit}`}
        </span>
      </div>
    </li>
  );
};

/** Stages in the order in which events pass them, with what passes each and how late. */
export const FlowVisual = ({
  visual,
  answer,
}: {
  readonly visual: Flow;
  readonly answer: Answer;
}) => {
  const [row = {}] = answer.rows;
  const [before = {}] = answer.comparedWith;
  return (
    <ol className="flow">
      {visual.stages.map((stage) => (
        <Stage key={stage.rate.id} stage={stage} row={row} before={before} />
      ))}
    </ol>
  );
};
