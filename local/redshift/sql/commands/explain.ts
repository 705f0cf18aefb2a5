import type { Plan } from '../plan.ts';
import { notCovered, syntaxErrorAt } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';

/**
 * EXPLAIN: the plan of the statement behind it, which is not run. The lines are the engine's.
 * @param translate translates that statement
 */
export function explainPlan(
  { cursor, text }: StatementText,
  translate: (sql: string) => Plan,
): Plan | undefined {
  if (!cursor.take('explain')) return undefined;
  cursor.take('verbose');
  const start = cursor.peek()?.start;
  if (start === undefined) throw syntaxErrorAt('');
  const plan = translate(text.slice(start));
  if (plan.kind !== 'query' && plan.kind !== 'write')
    throw notCovered('EXPLAIN of a statement that is no query and no change of rows');
  const { sql, uses } = plan;
  return { kind: 'explain', sql, uses, sortsOne: plan.kind === 'query' && plan.sortsOne === true };
}
