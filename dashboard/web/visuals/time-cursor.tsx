import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Row } from '../state/answer.ts';

/** Which of the points in time the reader looks at: by pointer, or by arrow keys. */
export const TimeCursor = ({
  label,
  positions,
  rows,
  describe,
  open,
  children,
}: {
  readonly label: string;
  /** Pixels from the left, by row. */
  readonly positions: readonly number[];
  readonly rows: readonly Row[];
  /** What to say of a row. */
  readonly describe: (row: Row) => ReactNode;
  /** Shows what is behind a row; null where nothing can be shown. */
  readonly open: ((row: Row) => void) | null;
  readonly children: ReactNode;
}) => {
  const [at, setAt] = useState<number | null>(null);
  const nearest = (left: number): number | null => {
    let best: number | null = null;
    for (const [i, position] of positions.entries()) {
      if (best === null || Math.abs(position - left) < Math.abs((positions[best] ?? 0) - left)) {
        best = i;
      }
    }
    return best;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = rows.length - 1;
    const here = at ?? last;
    const next = {
      ArrowLeft: Math.max(0, here - 1),
      ArrowRight: Math.min(last, here + 1),
      Home: 0,
      End: last,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
    }
    const row = rows[here];
    if (event.key === 'Enter' && open && row) open(row);
    if (event.key === 'Escape') setAt(null);
  };
  const row = at === null ? undefined : rows[at];
  const left = at === null ? 0 : (positions[at] ?? 0);
  const isRight = left > (positions.at(-1) ?? 0) / 2;
  return (
    <div
      className="time-cursor"
      role="slider"
      tabIndex={0}
      aria-label={`${label}: points in time, by arrow keys${open ? '; Enter shows the cases' : ''}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, rows.length - 1)}
      aria-valuenow={at ?? Math.max(0, rows.length - 1)}
      aria-valuetext={at === null ? 'none chosen' : `point ${at + 1} of ${rows.length}`}
      onPointerMove={(event) => {
        const { left: begin } = event.currentTarget.getBoundingClientRect();
        setAt(nearest(event.clientX - begin));
      }}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={onKeyDown}
      onClick={() => row && open?.(row)}
    >
      {children}
      {row && (
        <>
          <span className="cursor-line" style={{ left }} />
          <output className={isRight ? 'cursor-text to-left' : 'cursor-text'} style={{ left }}>
            {describe(row)}
          </output>
        </>
      )}
    </div>
  );
};
