import type { Histogram } from '../../definition/types.ts';
import type { Answer, Row } from '../state/answer.ts';
import { write } from '../state/format.ts';

const classes = ['positive', 'neutral', 'negative'];
const scores = Array.from({ length: 10 }, (_, i) => String(i + 1));
const choices = ['Y', 'N'];
const names: Readonly<Record<string, string>> = { Y: 'Yes', N: 'No' };

/** How often each answer was given, a panel for each question. */
export const HistogramVisual = ({
  visual,
  answer,
}: {
  readonly visual: Histogram;
  readonly answer: Answer;
}) => {
  const questions = [...new Set(answer.rows.map((row) => String(row[visual.panel.key])))];
  const valueOfRow = (row: Row): string =>
    String(visual.values.map((column) => row[column]).find((value) => value !== null));
  return (
    <>
      <ul className="legend">
        {classes.map((name, i) => (
          <li key={name}>
            <span className={`swatch series-${i}`} />
            {name}
          </li>
        ))}
      </ul>
      <div className="histograms">
        {questions.map((question) => {
          const rows = answer.rows.filter((row) => row[visual.panel.key] === question);
          const isChoice = rows.some((row) => choices.includes(valueOfRow(row)));
          const all = rows.reduce((sum, row) => sum + Number(row['answers']), 0);
          const bars = (isChoice ? choices : scores).map((value) => {
            const matching = rows.filter((row) => valueOfRow(row) === value);
            const [first] = matching;
            const count = matching.reduce((sum, row) => sum + Number(row['answers']), 0);
            return { value, count, kind: classes.indexOf(String(first?.[visual.classColumn])) };
          });
          const highest = Math.max(...bars.map(({ count }) => count), 1);
          return (
            <figure key={question} className="histogram">
              <figcaption>
                <strong>{question}</strong>{' '}
                <span className="unit">{write(all, 'count')} answers, in percent</span>
              </figcaption>
              <ul>
                {bars.map(({ value, count, kind }) => (
                  <li key={value} title={`${names[value] ?? value}: ${write(count, 'count')}`}>
                    <span className="histogram-count">
                      {all > 0 && count > 0 ? write(Math.round((count / all) * 100), 'count') : ''}
                    </span>
                    <span
                      className={`histogram-bar series-${kind < 0 ? 'none' : kind}`}
                      style={{ height: `${(count / highest) * 100}px` }}
                    />
                    <span className="histogram-value">{names[value] ?? value}</span>
                  </li>
                ))}
              </ul>
            </figure>
          );
        })}
      </div>
    </>
  );
};
