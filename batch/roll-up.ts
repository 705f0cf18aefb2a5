import { sqlStatements } from '../adapters/sql-file.ts';

/** What a transaction that changes dimensions ends with: what the views read of them and of the batch facts, computed anew. */
export const rollUpOfDimensions = (): string[] => sqlStatements('batch/roll-up.sql');

/** What a transaction that changes the batch facts ends with: all that the views read of these, computed anew. */
export const rollUpOfFacts = (): string[] => [
  ...sqlStatements('batch/roll-up.sql'),
  ...sqlStatements('batch/roll-up-answers.sql'),
];
