import { validationError } from '../server/api-error.ts';
import type { Action } from './action.ts';
import { findStatement } from './describe-statement.ts';

export const cancelStatement: Action = async (warehouse, input, caller) => {
  const { statement } = findStatement(warehouse, input.string('Id'), caller);
  const running = warehouse.running.get(statement.id);
  if (!running)
    throw validationError(`Could not cancel a query that is already in ${statement.status} state.`);
  running.session.cancel();
  await running.done;
  return { Status: statement.status === 'ABORTED' };
};
