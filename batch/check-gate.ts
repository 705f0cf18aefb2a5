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
  return {
    statements: [...gather, ...runnerStatements('stop', {})],
    /**
     * The error that says which rule stopped the transaction, with its first offending rows; any other error as it is.
     * @param first position of the gate's first statement in the transaction
     */
    explain: async (warehouse: Warehouse, error: unknown, first: number): Promise<unknown> => {
      if (!(error instanceof StatementFailed)) return error;
      if (error.position !== first + gather.length) return error;
      const answer = await warehouse.answerBefore(error, error.position - 1);
      const rule = rules.find(({ name }) => name === answer?.[0]?.['rule_name']);
      if (rule === undefined) {
        return new ConsistencyError(
          `The blocking rules must find no rows in what a run publishes, got some, which the warehouse has rolled back (${error.message}); nothing was published; next: see the rule in sql/checks`,
          { cause: error },
        );
      }
      const rows = answer?.filter((row) => row['rule_name'] === rule.name) ?? [];
      const { offendingRows, samples } = findingOf(rule, rows);
      return new ConsistencyError(
        `Rule ${rule.name} must find no rows in what a run publishes, got ${offendingRows}, first ${samples.join('; ')}; nothing was published; next: ${rule.next}`,
        { cause: error },
      );
    },
  };
};
