import type { Statement } from './statement.ts';
import { isDone } from './statement.ts';

/** The Data API keeps results for a day: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
const KEPT_MS = 24 * 3_600_000;
/** Beyond these the oldest results go first, so that a dashboard left open does not fill the memory. */
const MAX_STATEMENTS = 20_000;
const MAX_RESULT_BYTES = 256 * 1024 * 1024;

/** All submissions of the last day, newest last. */
export class StatementStore {
  private readonly statements = new Map<string, Statement>();
  private readonly waiting = new Map<string, Set<() => void>>();
  private resultBytes = 0;

  add(statement: Statement): void {
    this.statements.set(statement.id, statement);
    this.prune();
  }

  get(id: string): Statement | undefined {
    return this.statements.get(id);
  }

  newestFirst(): Statement[] {
    return [...this.statements.values()].reverse();
  }

  /** Wakes those who wait for a statement that has come to its end. */
  finished(statement: Statement): void {
    this.resultBytes += size(statement);
    for (const wake of this.waiting.get(statement.id) ?? []) wake();
    this.waiting.delete(statement.id);
    this.prune();
  }

  /** Resolves when the statement is done or the time is over. */
  async wait(statement: Statement, timeoutMs: number): Promise<void> {
    if (isDone(statement) || timeoutMs <= 0) return;
    await new Promise<void>((resolve) => {
      const waiting = this.waiting.get(statement.id) ?? new Set();
      this.waiting.set(statement.id, waiting);
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      waiting.add(wake);
    });
  }

  private prune(): void {
    const oldest = Date.now() - KEPT_MS;
    for (const statement of this.statements.values()) {
      const isTooMuch =
        this.statements.size > MAX_STATEMENTS || this.resultBytes > MAX_RESULT_BYTES;
      if (statement.createdAtMs >= oldest && !isTooMuch) break;
      if (!isDone(statement) || this.statements.size === 1) continue;
      this.resultBytes -= size(statement);
      this.statements.delete(statement.id);
    }
  }
}

function size(statement: Statement): number {
  return statement.parts.reduce((sum, part) => sum + Math.max(part.resultSizeBytes, 0), 0);
}
