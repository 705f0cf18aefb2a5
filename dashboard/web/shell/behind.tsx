import { useEffect, useRef } from 'react';
import type { Behind, TableColumn } from '../../definition/types.ts';
import { type Address, filterWords, go, spanWords, useAddress } from '../state/address.ts';
import { type Answer, ask } from '../state/answer.ts';
import { saveCsv } from '../state/csv.ts';
import { write, writeSpan } from '../state/format.ts';
import { useAnswer } from '../state/use-answer.ts';
import { DataTable } from '../visuals/table.tsx';
import { Failed, Loading, Nothing } from './states.tsx';

/** Rows shown, and rows written to a file. */
const shownRows = 100;
const savedRows = 5000;

const titles: Readonly<Record<Behind, string>> = {
  received: 'Cases received',
  open: 'Cases received and still open',
  closed: 'Cases closed',
  backlog: 'Cases open at the end',
  priority: 'Priority cases received',
  sla_met: 'Cases that met their SLA',
  sla_breached: 'Cases that breached their SLA',
  surveys: 'Surveys and their cases, least satisfied first',
};

const caseColumns: readonly TableColumn[] = [
  { column: 'case_no', label: 'Case', format: 'text' },
  { column: 'status', label: 'State', format: 'text' },
  { column: 'create_timestamp', label: 'Received', format: 'moment' },
  { column: 'closed_at', label: 'Closed', format: 'moment' },
  { column: 'resolution_minutes', label: 'Took', format: 'minutes' },
  { column: 'sla_due_at', label: 'SLA due', format: 'moment' },
  { column: 'priority_level', label: 'Priority', format: 'text' },
  { column: 'severity', label: 'Severity', format: 'text' },
  { column: 'call_center_key', label: 'Call centre', format: 'text' },
  { column: 'channel_key', label: 'Channel', format: 'text' },
  { column: 'sub_category_description', label: 'Sub-category', format: 'text' },
  { column: 'country_key', label: 'Country', format: 'text' },
  { column: 'agent_key', label: 'Agent', format: 'text' },
];

const surveyColumns: readonly TableColumn[] = [
  { column: 'case_no', label: 'Case', format: 'text' },
  { column: 'survey_id', label: 'Survey', format: 'text' },
  { column: 'survey_timestamp', label: 'Answered', format: 'moment' },
  ...['q1', 'q2', 'q3', 'q4', 'q5'].map(
    (column): TableColumn => ({ column, label: column.toUpperCase(), format: 'text' }),
  ),
  { column: 'positive_responses', label: 'Positive', format: 'count' },
  { column: 'neutral_responses', label: 'Neutral', format: 'count' },
  { column: 'negative_responses', label: 'Negative', format: 'count' },
  { column: 'call_center_key', label: 'Call centre', format: 'text' },
  { column: 'channel_key', label: 'Channel', format: 'text' },
  { column: 'sub_category_description', label: 'Sub-category', format: 'text' },
  { column: 'agent_key', label: 'Agent', format: 'text' },
];

type Asked = {
  readonly of: Behind;
  readonly span: readonly (readonly string[])[];
  readonly filters: Address['filters'];
};

const pathOf = ({ of, span, filters }: Asked, limit: number): string =>
  `/api/behind?${new URLSearchParams([
    ['behind', of],
    ...span.map(([name = '', value = '']) => [name, value]),
    ...filterWords(filters),
    ['limit', String(limit)],
  ])}`;

/** The rows that a number counts, as many as it says or the first of them. */
const BehindRows = (asked: Asked) => {
  const { answer, error, again } = useAnswer<Answer>(pathOf(asked, shownRows));
  const columns = asked.of === 'surveys' ? surveyColumns : caseColumns;
  const total = Number(answer?.rows[0]?.['total'] ?? 0);
  const save = async (): Promise<void> => {
    const { rows } = await ask<Answer>(pathOf(asked, savedRows));
    saveCsv(asked.of, {
      header: columns.map(({ label }) => label),
      rows: rows.map((row) =>
        columns.map(({ column }) => {
          const value = row[column] ?? null;
          return typeof value === 'boolean' ? String(value) : value;
        }),
      ),
    });
  };
  return (
    <>
      {error !== null && <Failed error={error} shown={answer} again={again} />}
      {answer === null && error === null && <Loading />}
      {answer && total === 0 && (
        <Nothing isOfPeriod={true} isFiltered={Object.keys(asked.filters).length > 0} />
      )}
      {answer && total > 0 && (
        <>
          <p className="caption behind-total" data-total={total}>
            <strong>{write(total, 'count')}</strong> {asked.of === 'surveys' ? 'surveys' : 'cases'}
            {answer.span && `, ${writeSpan(answer.span.from, answer.span.to)}`}
            {total > shownRows && `; the first ${shownRows} are shown`}{' '}
            <button type="button" onClick={() => void save()}>
              CSV{total > savedRows ? ` of the first ${write(savedRows, 'count')}` : ''}
            </button>
          </p>
          <DataTable label={titles[asked.of]} columns={columns} rows={answer.rows} />
        </>
      )}
    </>
  );
};

/** The list that the address asks for, over the page. */
export const BehindDialog = () => {
  const address = useAddress();
  const { behind, page, filters } = address;
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = behind !== null;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const { from = null, to = null } = behind ?? {};
  const span =
    from !== null && to !== null
      ? [
          ['from', from],
          ['to', to],
        ]
      : spanWords(address);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="behind-title"
      onClose={() => behind && go({ behind: null })}
    >
      {behind && (
        <>
          <header className="card-head">
            <h2 id="behind-title">{titles[behind.of]}</h2>
            <button type="button" onClick={() => go({ behind: null })}>
              Close
            </button>
          </header>
          <BehindRows of={behind.of} span={span} filters={page.controls.filters ? filters : {}} />
        </>
      )}
    </dialog>
  );
};

/** The list behind the page's measure and filters, as a part of the page. */
export const BehindPanel = ({ of }: { readonly of: Behind }) => {
  const address = useAddress();
  return (
    <section className="card card-behind" id="behind" aria-labelledby="behind-panel-title">
      <header className="card-head">
        <div>
          <h2 id="behind-panel-title">{titles[of]}</h2>
          <p className="note">What is behind the chosen marks.</p>
        </div>
      </header>
      <BehindRows of={of} span={spanWords(address)} filters={address.filters} />
    </section>
  );
};
