import type { Answer } from '../state/answer.ts';
import { writeTime } from '../state/format.ts';

/** Before the first answer. */
export const Loading = () => (
  <div className="state loading" role="status">
    <span className="hidden">Asking the warehouse …</span>
    <span className="bone" />
    <span className="bone" />
    <span className="bone" />
  </div>
);

/** An answer without rows: why, and what to do. */
export const Nothing = ({
  isOfPeriod,
  isFiltered,
}: {
  readonly isOfPeriod: boolean;
  readonly isFiltered: boolean;
}) => {
  const limits = [isOfPeriod && 'in this period', isFiltered && 'with these filters'];
  const ways = [isOfPeriod && 'choose a longer period', isFiltered && 'take a filter away'];
  const advice = ways.filter(Boolean).join(', or ');
  return (
    <div className="state nothing">
      <p>
        Nothing here {limits.filter(Boolean).join(', ') || 'yet'}.
        {advice && ` ${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`}
      </p>
    </div>
  );
};

/** No answer, or none newer than the one that is shown. */
export const Failed = ({
  error,
  shown,
  again,
}: {
  readonly error: string;
  /** What is shown all the same; null where nothing is. */
  readonly shown: Answer | null;
  readonly again: () => void;
}) => (
  <div className="state failed" role="alert">
    <p>
      <span aria-hidden="true">▲ </span>
      {shown &&
        `These figures are as of ${writeTime(String(shown.commit.row['business_now']), 'second')}. `}
      {error}
    </p>
    <button type="button" onClick={again}>
      Try again
    </button>
  </div>
);
