import type { Severity } from '../../definition/types.ts';

const marks: Readonly<Record<Severity, { shape: string; word: string } | null>> = {
  critical: { shape: '◆', word: 'Critical' },
  serious: { shape: '▲', word: 'Serious' },
  warning: { shape: '●', word: 'Warning' },
  good: { shape: '✓', word: 'Good' },
  none: null,
};

/** How bad something is, by shape and colour, and in words for who sees neither. */
export const SeverityMark = ({ severity }: { readonly severity: Severity }) => {
  const mark = marks[severity];
  if (!mark) return <span className="severity" aria-hidden="true" />;
  return (
    <span className={`severity severity-${severity}`} role="img" aria-label={mark.word}>
      {mark.shape}
    </span>
  );
};
