import type { ResultRow, Warehouse } from '../../adapters/redshift-data.ts';
import { statementText } from './statement-text.ts';

/** What was committed last, as care.pipeline_commit tells it. */
export type Commit = {
  /** Changes with every load, batch run, redrive and reconciliation. */
  readonly token: string;
  readonly row: ResultRow;
};

/** What a watcher is told: a commit, or that the warehouse does not answer. */
export type CommitNews = { readonly commit: Commit } | { readonly outage: string };

/** How often the warehouse is asked while anybody watches, milliseconds. */
const pollMs = 1000;

const clockColumns = new Set(['business_now', 'utc_now']);

const tokenOf = (row: ResultRow): string =>
  Object.entries(row)
    .filter(([column]) => !clockColumns.has(column))
    .map(([, value]) => value)
    .join('|');

/** Asks for the last commit, once a second for all watchers together and not at all without one. */
export class CommitWatch {
  readonly #warehouse: Warehouse;
  readonly #watchers = new Set<(news: CommitNews) => void>();
  #asked: { readonly second: number; readonly commit: Promise<Commit> } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  /** The last commit as of this second of the clock. @throws where the warehouse does not answer */
  current(): Promise<Commit> {
    const second = Math.floor(Date.now() / 1000);
    if (this.#asked?.second === second) return this.#asked.commit;
    const commit = this.#ask();
    this.#asked = { second, commit };
    commit.catch(() => {
      if (this.#asked?.commit === commit) this.#asked = undefined;
    });
    return commit;
  }

  /** Tells of the commit each second until the returned function is called. */
  watch(tell: (news: CommitNews) => void): () => void {
    this.#watchers.add(tell);
    if (this.#watchers.size === 1) void this.#poll();
    return () => {
      this.#watchers.delete(tell);
      if (this.#watchers.size === 0) clearTimeout(this.#timer);
    };
  }

  async #poll(): Promise<void> {
    clearTimeout(this.#timer);
    let news: CommitNews;
    try {
      news = { commit: await this.current() };
    } catch (error) {
      news = { outage: error instanceof Error ? error.message : String(error) };
    }
    for (const tell of this.#watchers) tell(news);
    if (this.#watchers.size > 0) this.#timer = setTimeout(() => void this.#poll(), pollMs);
  }

  async #ask(): Promise<Commit> {
    const [row = {}] = await this.#warehouse.query(statementText('commit'));
    return { token: tokenOf(row), row };
  }
}
