import { StatementFailed, type Warehouse } from '../adapters/redshift-data.ts';
import { ConsistencyError } from '../domain/errors.ts';
import { findingOf } from './check.ts';
import { findingQuery, readRules, runnerStatements } from './check-rules.ts';

/**
 * The end of a transaction that publishes: asks the blocking rules of what it is about to publish, and
 * fails, so that nothing is, where one of them finds something.
 */
export const checkGate = () => {
  const rules = readRules().filter(({ severity }) => severity === 'block');
  const findings = rules.map(findingQuery).join('\nUNION ALL\n');
  const gather = runnerStatements('gather', {}, { findings });
  const stops = rules.map(({ name }) => runnerStatements('stop', { rule: name }).join(''));
  return {
    statements: [...gather, ...stops],
    /**
     * The error that says which rule stopped the transaction, with its first offending rows; any other error as it is.
     * @param first position of the gate's first statement in the transaction
     */
    explain: async (warehouse: Warehouse, error: unknown, first: number): Promise<unknown> => {
      if (!(error instanceof StatementFailed) || error.position === null) return error;
      const rule = rules[error.position - first - gather.length];
      if (rule === undefined) return error;
      const answer = await warehouse.answerBefore(error, first + gather.length - 1);
      const rows = answer?.filter((row) => row['rule_name'] === rule.name) ?? [];
      const { offendingRows, samples } = findingOf(rule, rows);
      const found =
        rows.length === 0
          ? 'some, which the warehouse has rolled back'
          : `${offendingRows}, first ${samples.join('; ')}`;
      return new ConsistencyError(
        `Rule ${rule.name} must find no rows in what a run publishes, got ${found}; nothing was published; next: ${rule.next}`,
        { cause: error },
      );
    },
  };
};
