import { sqlStatements } from '../adapters/sql-file.ts';

/** The rows of the dimensions that the views join facts with, chosen anew. */
const membersOfDimensions = (): string[] => sqlStatements('batch/dimension-members.sql');

/** What a transaction that changes dimensions ends with: what the views read of them and of the batch facts, computed anew. */
export const rollUpOfDimensions = (): string[] => [
  ...membersOfDimensions(),
  ...sqlStatements('batch/roll-up.sql'),
];

/** What a transaction that changes the batch facts ends with: all that the views read of these, computed anew. */
export const rollUpOfFacts = (): string[] => [
  ...sqlStatements('batch/roll-up.sql'),
  ...sqlStatements('batch/roll-up-answers.sql'),
];

/** All that is stored for the views, computed anew. */
export const rollUpOfAll = (): string[] => [...membersOfDimensions(), ...rollUpOfFacts()];
