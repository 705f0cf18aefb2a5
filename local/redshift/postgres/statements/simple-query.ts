import type { Plan } from '../../sql/plan.ts';
import type { ClientPlan } from '../client/client-plan.ts';
import type { Output } from '../wire/output.ts';
import { commandTag } from './command-tag.ts';
import { errorPosition } from './error-position.ts';
import { describeRow, RowSender } from './results.ts';
import { type StatementPart, splitStatements } from './split.ts';
import type { StatementRunner } from './statement-runner.ts';

const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** Query: one or more statements in one text, in one transaction. */
export async function simpleQuery(
  runner: StatementRunner,
  output: Output,
  text: string,
): Promise<void> {
  let current: StatementPart | undefined;
  try {
    const statements = splitStatements(text);
    if (statements.length === 0) output.empty('I');
    for (const [index, statement] of statements.entries()) {
      const { sql } = statement;
      current = statement;
      const { plan, rowCount, result } = await runner.run(sql, NO_VALUES, statements.length === 1);
      // Before it is said to be done: what is committed then stays.
      if (index === statements.length - 1) await runner.finish();
      if (result) {
        describeRow(output, result.columns, []);
        await new RowSender(result, []).send(output, 0);
      }
      tellLoaded(output, plan, rowCount);
      output.commandComplete(commandTag(plan, sql, rowCount));
    }
  } catch (error) {
    await runner.fail(error);
    output.error(error, 'ERROR', current && errorPosition(text, current, error));
  }
  output.readyForQuery(runner.status);
}

/** COPY and UNLOAD tell of their rows in a message beside their result. */
export function tellLoaded(output: Output, plan: Plan | ClientPlan, rowCount: number): void {
  if (plan.kind === 'copy')
    output.notice(
      'INFO',
      '00000',
      `Load into table '${plan.target.name}' completed, ${rowCount} record(s) loaded successfully.`,
    );
  if (plan.kind === 'unload')
    output.notice(
      'INFO',
      '00000',
      `UNLOAD completed, ${rowCount} record(s) unloaded successfully.`,
    );
}
