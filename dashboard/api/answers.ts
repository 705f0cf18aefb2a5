import type { Result, ResultRow, Warehouse } from '../../adapters/redshift-data.ts';
import { ContractError } from '../../domain/errors.ts';
import { dashboard } from '../definition/dashboard.ts';
import type { FilterId, Visual } from '../definition/types.ts';
import type { Commit, CommitWatch } from './commit-watch.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { Answer, BehindQuery, VisualQuery } from './parameters.ts';
import { civilSpan, everything, type Span } from './span.ts';
import { statementText } from './statement-text.ts';
import { Turns } from './turns.ts';
import {
  filterParameters,
  rowLimitOf,
  type Statement,
  visualStatements,
} from './visual-statements.ts';

/** Statements side by side: more of them make each slower, and those that wait can be shared. */
const mostStatements = 4;
/** Most choices of all filters together. */
const mostOptions = 1000;

const visuals = new Map(
  dashboard.pages.flatMap((page) => page.visuals.map((visual) => [visual.id, visual] as const)),
);

type SpanWords = Pick<VisualQuery, 'period' | 'from' | 'to'>;
type Option = { readonly key: string; readonly label: string };

/** What the warehouse answers to the page's questions. */
export class Answers {
  readonly #warehouse: Warehouse;
  readonly #watch: CommitWatch;
  readonly #kept = new KeptAnswers<ResultRow[]>();
  readonly #turns = new Turns(mostStatements);

  constructor(warehouse: Warehouse, watch: CommitWatch) {
    this.#warehouse = warehouse;
    this.#watch = watch;
  }

  /** @throws ContractError for a visual that there is not */
  async visual(id: string, query: VisualQuery): Promise<Answer> {
    const visual = visuals.get(id);
    if (!visual) throw new ContractError(`A visual must be one of the definition's, got ${id}`);
    return this.#visual(visual, query);
  }

  async #visual(visual: Visual, query: VisualQuery): Promise<Answer> {
    const commit = await this.#watch.current();
    const span = await this.#span(query, commit);
    const statements = visualStatements(visual, span, query);
    const [rows, comparedWith] = await Promise.all([
      this.#rows(commit, statements.own),
      statements.comparedWith ? this.#rows(commit, statements.comparedWith) : [],
    ]);
    return { commit, span: this.#shown(span), rows, comparedWith, rowLimit: rowLimitOf(visual) };
  }

  /** The cases or surveys that a number counts. */
  async behind(query: BehindQuery): Promise<Answer> {
    const commit = await this.#watch.current();
    const span = await this.#span(query, commit);
    const isOfSurveys = query.behind === 'surveys';
    const places = { row_limit: query.limit };
    const rows = await this.#rows(commit, {
      sql: statementText(isOfSurveys ? 'surveys' : 'cases', places),
      parameters: {
        period_from: span.from,
        period_to: span.to,
        ...filterParameters(query),
        ...(!isOfSurveys && { behind: query.behind }),
      },
    });
    return { commit, span: this.#shown(span), rows, comparedWith: [], rowLimit: query.limit };
  }

  /** The choices of each filter that the bar offers. */
  async options(): Promise<{ commit: Commit; options: Record<string, Option[]> }> {
    const commit = await this.#watch.current();
    const rows = await this.#rows(commit, {
      sql: statementText('options', { row_limit: mostOptions }),
      parameters: {},
    });
    const optionsOf = (id: FilterId): Option[] =>
      rows
        .filter((row) => row['breakdown'] === id)
        .map((row) => ({ key: String(row['member_key']), label: String(row['label']) }));
    const offered = dashboard.filters.filter(({ isOffered }) => isOffered);
    return { commit, options: Object.fromEntries(offered.map(({ id }) => [id, optionsOf(id)])) };
  }

  #shown(span: Span): Span | null {
    return span === everything ? null : span;
  }

  async #span({ period: id, from, to }: SpanWords, commit: Commit): Promise<Span> {
    if (from !== undefined && to !== undefined) return { from, to };
    const period = dashboard.periods.find((candidate) => candidate.id === id);
    if (!period) return everything;
    if (period.span.kind !== 'current-business') {
      return civilSpan(period.span, String(commit.row['business_now']));
    }
    const [row] = await this.#rows(commit, {
      sql: statementText('current_period', { view: period.span.view }),
      parameters: {},
    });
    // The calendar lacks today: nothing lies in its period.
    if (!row) return { from: everything.to, to: everything.to };
    return { from: String(row['period_start']), to: String(row['period_end']) };
  }

  #rows(commit: Commit, { sql, parameters }: Statement): Promise<ResultRow[]> {
    const moment = `${Math.floor(Date.now() / 1000)} ${commit.token}`;
    const question = JSON.stringify([sql, parameters]);
    return this.#kept.get(moment, question, () =>
      this.#turns.run(question, async () => rowsOf(await this.#warehouse.result(sql, parameters))),
    );
  }
}

/** NUMERIC comes as text, which a page can't tell from a key: numbers here. */
const rowsOf = ({ columns, rows }: Result): ResultRow[] =>
  rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name, type }, i) => {
        const value = row[i] ?? null;
        return [name, type === 'numeric' && value !== null ? Number(value) : value];
      }),
    ),
  );
