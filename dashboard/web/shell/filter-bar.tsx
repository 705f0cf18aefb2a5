import { dashboard } from '../../definition/dashboard.ts';
import type { Filter, Measure, Page } from '../../definition/types.ts';
import { go, toggleMember, useAddress } from '../state/address.ts';
import type { Options } from '../state/answer.ts';
import { writeSpan } from '../state/format.ts';
import { useAnswer } from '../state/use-answer.ts';

const optionText = (key: string, label: string): string =>
  key === label || key === 'Unknown' ? key : `${label} (${key})`;

const FilterChoice = ({
  filter,
  options,
}: {
  readonly filter: Filter;
  readonly options: Options;
}) => {
  const { filters } = useAddress();
  const chosen = filters[filter.id] ?? [];
  const choices = (options[filter.id] ?? []).filter(({ key }) => !chosen.includes(key));
  return (
    <label>
      <span className="control-label">{filter.label}</span>
      <select value="" onChange={(event) => toggleMember(filter.id, event.target.value)}>
        <option value="">{chosen.length === 0 ? 'All' : `${chosen.length} chosen; add …`}</option>
        {choices.map(({ key, label }) => (
          <option key={key} value={key}>
            {optionText(key, label)}
          </option>
        ))}
      </select>
    </label>
  );
};

const Chosen = ({ options }: { readonly options: Options }) => {
  const { filters, page } = useAddress();
  const chips = dashboard.filters.flatMap((filter) =>
    (filters[filter.id] ?? []).map((key) => {
      const label = options[filter.id]?.find((option) => option.key === key)?.label ?? key;
      return { filter, key, text: optionText(key, label) };
    }),
  );
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Chosen filters">
      {chips.map(({ filter, key, text }) => (
        <li key={`${filter.id} ${key}`}>
          <button type="button" onClick={() => toggleMember(filter.id, key)}>
            <span className="unit">{filter.label}</span> {text}
            <span aria-hidden="true"> ×</span>
            <span className="hidden">, take away</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="plain" onClick={() => go({ filters: {} })}>
          Take all away
        </button>
      </li>
      {!page.controls.filters && (
        <li className="note">They do not count on this page: it tells of the whole pipeline.</li>
      )}
    </ul>
  );
};

/** The measures that a page's visuals can be ordered by, each once. */
const measuresOf = (page: Page): Measure[] => {
  const all = page.visuals.flatMap((visual) => ('measures' in visual ? [...visual.measures] : []));
  return [...new Map(all.map((measure) => [measure.id, measure])).values()];
};

const day = (text: string | null): string => text?.slice(0, 10) ?? '';

const dayAfter = (text: string, days: number): string =>
  new Date(Date.parse(`${text}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const PeriodChoice = () => {
  const { period, from, to } = useAddress();
  const isOwn = from !== null && to !== null;
  return (
    <>
      <label>
        <span className="control-label">Period</span>
        <select
          value={isOwn ? 'own' : period}
          onChange={({ target: { value } }) => {
            const today = new Date().toISOString().slice(0, 10);
            if (value === 'own') go({ from: dayAfter(today, -6), to: dayAfter(today, 1) });
            else go({ period: value, from: null, to: null });
          }}
        >
          {dashboard.periods.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
          <option value="own">{isOwn ? writeSpan(from, to) : 'Days of your choice …'}</option>
        </select>
      </label>
      {isOwn && (
        <>
          <label>
            <span className="control-label">First day</span>
            <input
              type="date"
              value={day(from)}
              max={dayAfter(day(to), -1)}
              onChange={({ target: { value } }) => value && value < to && go({ from: value })}
            />
          </label>
          <label>
            <span className="control-label">Last day</span>
            <input
              type="date"
              value={dayAfter(day(to), -1)}
              min={day(from)}
              onChange={({ target: { value } }) =>
                value && value >= day(from) && go({ to: dayAfter(value, 1) })
              }
            />
          </label>
        </>
      )}
    </>
  );
};

/** What a page's figures are limited to and ordered by. */
export const FilterBar = () => {
  const { page, grain, measure } = useAddress();
  const { controls } = page;
  const { answer } = useAnswer<{ options: Options }>(controls.filters ? '/api/options' : null);
  const options = answer?.options ?? {};
  return (
    <div className="controls">
      {controls.period && <PeriodChoice />}
      {controls.grain && (
        <label>
          <span className="control-label">By</span>
          <select value={grain} onChange={(event) => go({ grain: event.target.value })}>
            {dashboard.grains.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {controls.measure && (
        <label>
          <span className="control-label">Measure</span>
          <select
            value={measure ?? measuresOf(page)[0]?.id}
            onChange={(event) => go({ measure: event.target.value })}
          >
            {measuresOf(page).map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {controls.filters &&
        dashboard.filters
          .filter(({ isOffered }) => isOffered)
          .map((filter) => <FilterChoice key={filter.id} filter={filter} options={options} />)}
      <Chosen options={options} />
    </div>
  );
};
