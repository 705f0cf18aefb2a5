import type { Bands } from '../../definition/types.ts';
import type { Answer } from '../state/answer.ts';
import { write } from '../state/format.ts';
import { SeverityMark } from './severity-mark.tsx';

/** Counts by bands of a number, each with how bad it is. */
export const BandsVisual = ({
  visual,
  answer,
}: {
  readonly visual: Bands;
  readonly answer: Answer;
}) => {
  const counts = visual.bands.map((_, i) =>
    Number(answer.rows.find((row) => row['band'] === i)?.['cases'] ?? 0),
  );
  const highest = Math.max(...counts, 1);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return (
    <>
      <p className="caption">
        {write(all, 'count')} <span className="unit">{visual.unit} with an SLA</span>
      </p>
      <ul className="bands">
        {visual.bands.map(({ label, severity }, i) => {
          const count = counts[i] ?? 0;
          return (
            <li key={label}>
              <span className="band-label">
                <SeverityMark severity={severity} /> {label}
              </span>
              <span className="band-track">
                {count > 0 && (
                  <span
                    className={`band-bar band-${severity}`}
                    style={{ width: `${(count / highest) * 100}%` }}
                  />
                )}
              </span>
              <span className="band-value">
                {write(count, 'count')}
                <span className="unit">
                  {' '}
                  {all === 0 ? '' : write((count / all) * 100, 'percent')}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
};
