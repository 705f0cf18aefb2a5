import type { Statement } from '../statements/statement.ts';
import { type Action, seconds } from './action.ts';
import { pageStart, pageToken } from './get-statement-result.ts';
import { isAt, targetOf } from './target.ts';

const STATUSES = [
  'ALL',
  'SUBMITTED',
  'PICKED',
  'STARTED',
  'FINISHED',
  'FAILED',
  'ABORTED',
] as const;

export const listStatements: Action = async (warehouse, input, caller) => {
  const status = input.oneOf('Status', STATUSES);
  const name = input.optionalString('StatementName');
  const max = input.integer('MaxResults', 0, 100) || 100;
  const target = targetOf(input);
  // Without a status the service lists the finished ones only.
  const wanted = (statement: Statement) =>
    (status === 'ALL' || statement.status === (status ?? 'FINISHED')) &&
    (name === undefined || (statement.statementName ?? '').startsWith(name)) &&
    isAt(statement, target) &&
    (statement.user === caller.user ||
      (caller.user === warehouse.admin && input.boolean('RoleLevel') !== false));
  const all = warehouse.store.newestFirst().filter(wanted);
  const from = pageStart(input.optionalString('NextToken'), 'statements');
  const page = all.slice(from, from + max);
  return {
    Statements: page.map((statement) => ({
      Id: statement.id,
      QueryString: statement.isBatch ? undefined : statement.parts[0]?.sql,
      QueryStrings: statement.isBatch ? statement.parts.map((part) => part.sql) : undefined,
      SecretArn: statement.secretArn,
      Status: statement.status,
      StatementName: statement.statementName,
      CreatedAt: seconds(statement.createdAtMs),
      UpdatedAt: seconds(statement.updatedAtMs),
      QueryParameters: statement.parameters,
      IsBatchStatement: statement.isBatch,
      ResultFormat: statement.resultFormat,
      SessionId: statement.sessionId,
    })),
    ...(from + max < all.length ? { NextToken: pageToken(from + max, 'statements') } : {}),
  };
};
