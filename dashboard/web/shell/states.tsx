/** Before the first answer. */
export const Loading = () => (
  <div className="state loading" role="status">
    <span className="hidden">Asking the warehouse …</span>
    <span className="bone" />
    <span className="bone" />
    <span className="bone" />
  </div>
);

/** An answer without rows. */
export const Nothing = ({ isOfPeriod }: { readonly isOfPeriod: boolean }) => (
  <div className="state nothing">
    <p>
      Nothing here{isOfPeriod ? ' in this period, with these filters' : ' yet'}.
      {isOfPeriod && ' Choose a longer period, or take a filter away.'}
    </p>
  </div>
);

/** No answer, or none newer than the one that is shown. */
export const Failed = ({
  error,
  hasAnswer,
  again,
}: {
  readonly error: string;
  readonly hasAnswer: boolean;
  readonly again: () => void;
}) => (
  <div className="state failed" role="alert">
    <p>
      <span aria-hidden="true">▲ </span>
      {hasAnswer ? 'These figures are not the latest. ' : ''}
      {error}
    </p>
    <button type="button" onClick={again}>
      Try again
    </button>
  </div>
);
