import type { Category, Measure, Ranking } from '../../definition/types.ts';
import { toggleMember, useAddress } from '../state/address.ts';
import type { Answer, Row } from '../state/answer.ts';
import { numberOf, write } from '../state/format.ts';
import { isAscending, shownMeasure } from './visual-path.ts';

const keyOf = (row: Row, { key }: Category): string => String(row['member_key'] ?? row[key]);
const labelOf = (row: Row, { key }: Category): string =>
  String(row['label'] ?? row['member_key'] ?? row[key]);

/** What a value is to be held against: the share of a sum that a member has, or on how many a mean or share stands. */
const baseText = (row: Row, { aggregation }: Measure, value: number): string => {
  const sum = (columns: readonly string[]): string =>
    write(
      columns.reduce((total, column) => total + Number(row[column] ?? 0), 0),
      'count',
    );
  switch (aggregation.kind) {
    case 'sum': {
      const total = row['measure_total'];
      if (typeof total !== 'number' || total === 0) return '';
      return `${write((value / total) * 100, 'percent')} of all`;
    }
    case 'ratio':
      return `of ${sum(aggregation.denominator)}`;
    case 'weighted-mean':
      return `over ${sum([aggregation.weight])}`;
    default:
      return '';
  }
};

/** Members with a bar each, in the order of a measure; a click filters by them. */
export const RankedMembers = ({
  rows,
  category,
  measure,
}: {
  readonly rows: readonly Row[];
  readonly category: Category;
  readonly measure: Measure;
}) => {
  const { filters } = useAddress();
  const highest = Math.max(...rows.map((row) => numberOf(row, measure) ?? 0), 0);
  const { filter } = category;
  const chosen = filter === null ? [] : (filters[filter] ?? []);
  return (
    <ol className="ranking">
      {rows.map((row) => {
        const key = keyOf(row, category);
        const label = labelOf(row, category);
        const value = numberOf(row, measure);
        const content = (
          <>
            <span
              className="ranking-bar"
              style={{ width: `${highest === 0 ? 0 : ((value ?? 0) / highest) * 100}%` }}
            />
            <span className="ranking-label">
              {label === key ? key : label}
              {label !== key && key !== 'Unknown' && <span className="unit"> {key}</span>}
            </span>
            <span className="ranking-share">{baseText(row, measure, value ?? 0)}</span>
            <span className="ranking-value">{write(value, measure.format)}</span>
          </>
        );
        return (
          <li key={key}>
            {filter === null ? (
              <div className="ranking-row">{content}</div>
            ) : (
              <button
                type="button"
                className="ranking-row"
                aria-pressed={chosen.includes(key)}
                data-member={key}
                onClick={() => toggleMember(filter, key)}
              >
                {content}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
};

/** What a ranking is ordered by, and how much of it is shown. */
export const RankingVisual = ({
  visual,
  answer,
}: {
  readonly visual: Ranking;
  readonly answer: Answer;
}) => {
  const { measure: chosen } = useAddress();
  const measure = shownMeasure(visual, chosen);
  if (!measure) return null;
  const members = Number(answer.rows[0]?.['member_count'] ?? answer.rows.length);
  const shown = answer.rows.length;
  return (
    <>
      <p className="caption">
        {measure.label} <span className="unit">{measure.unit}</span>,{' '}
        {isAscending(measure) ? 'lowest first' : 'highest first'}
        {members > shown && `; ${shown} of ${write(members, 'count')}`}
      </p>
      <RankedMembers rows={answer.rows} category={visual.category} measure={measure} />
    </>
  );
};
