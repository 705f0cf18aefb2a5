import { randomUUID } from 'node:crypto';
import { ApiError, validationError } from '../server/api-error.ts';
import type { Input } from '../server/input.ts';
import type { Statement } from '../statements/statement.ts';
import { type SubmitRequest, submit } from '../statements/submit.ts';
import type { Warehouse } from '../statements/warehouse.ts';
import { type Action, type Caller, seconds } from './action.ts';
import { targetOf } from './target.ts';

/** Quotas: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
const MAX_STATEMENT_BYTES = 100 * 1024;
const MAX_BATCH_STATEMENTS = 40;
const MAX_KEEP_ALIVE_SECONDS = 86_400;

export const executeStatement: Action = async (warehouse, input, caller) => {
  const request = submission(warehouse, input, caller, [input.string('Sql')], false);
  return answer(warehouse, input, await submit(warehouse, request));
};

export const batchExecuteStatement: Action = async (warehouse, input, caller) => {
  const sqls = input.strings('Sqls');
  if (sqls.length < 1 || sqls.length > MAX_BATCH_STATEMENTS)
    throw validationError(
      `Sqls must have 1 to ${MAX_BATCH_STATEMENTS} members, got ${sqls.length}`,
    );
  return answer(
    warehouse,
    input,
    await submit(warehouse, submission(warehouse, input, caller, sqls, true)),
  );
};

function submission(
  warehouse: Warehouse,
  input: Input,
  caller: Caller,
  sqls: string[],
  isBatch: boolean,
): SubmitRequest {
  for (const sql of sqls) {
    if (sql.trim() === '') throw validationError('Sql must not be empty');
    const bytes = Buffer.byteLength(sql);
    if (bytes > MAX_STATEMENT_BYTES)
      throw validationError(
        `Query is too long: a statement may have up to ${MAX_STATEMENT_BYTES} bytes, got ${bytes}`,
      );
  }
  const clientToken = input.optionalString('ClientToken');
  if (clientToken !== undefined && (clientToken.length < 1 || clientToken.length > 64))
    throw validationError(`ClientToken must have 1 to 64 characters, got ${clientToken.length}`);
  const sessionId = input.optionalString('SessionId');
  const database = input.optionalString('Database');
  if (sessionId === undefined && database === undefined)
    throw validationError('Database is required when SessionId is not given');
  if (sessionId !== undefined && database !== undefined)
    throw validationError('Database must not be given with SessionId');
  if (database !== undefined && database !== warehouse.database)
    throw validationError(
      `Database ${database} does not exist; this warehouse serves ${warehouse.database}`,
    );
  const { clusterIdentifier, workgroupName } = targetOf(input);
  return {
    sqls,
    isBatch,
    isAutoCommit:
      isBatch && input.oneOf('ExecutionMode', ['TRANSACTION', 'AUTO_COMMIT']) === 'AUTO_COMMIT',
    user: userOf(warehouse, input, caller),
    database: warehouse.database,
    clientToken: clientToken ?? randomUUID(),
    workgroupName,
    clusterIdentifier,
    secretArn: input.optionalString('SecretArn'),
    statementName: input.optionalString('StatementName'),
    sessionId,
    keepAliveSeconds: input.integer('SessionKeepAliveSeconds', 0, MAX_KEEP_ALIVE_SECONDS),
    resultFormat: input.oneOf('ResultFormat', ['JSON', 'CSV']) ?? 'JSON',
    parameters: input.parameters(),
  };
}

/**
 * The database user of a statement: with a cluster the caller may ask for temporary credentials of another, which the
 * superuser is allowed and others are for themselves.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html#data-api-calling-considerations-authentication
 */
function userOf(warehouse: Warehouse, input: Input, caller: Caller): string {
  const dbUser = input.optionalString('DbUser');
  if (dbUser === undefined || dbUser === caller.user) return caller.user;
  if (!input.has('ClusterIdentifier'))
    throw validationError('DbUser is for clusters: a workgroup knows its caller by IAM');
  if (caller.user !== warehouse.admin)
    throw new ApiError(
      'AccessDeniedException',
      `User ${caller.user} is not authorized to perform redshift:GetClusterCredentials for ${dbUser}`,
    );
  return dbUser;
}

async function answer(
  warehouse: Warehouse,
  input: Input,
  statement: Statement,
): Promise<Record<string, unknown>> {
  const waitSeconds = input.integer('WaitTimeSeconds', 0, 30) ?? 0;
  await warehouse.store.wait(statement, waitSeconds * 1000);
  return {
    Id: statement.id,
    CreatedAt: seconds(statement.createdAtMs),
    Database: statement.database,
    DbUser: statement.user,
    ClusterIdentifier: statement.clusterIdentifier,
    SecretArn: statement.secretArn,
    WorkgroupName: statement.workgroupName,
    SessionId: statement.sessionId,
    ...(waitSeconds > 0
      ? {
          Status: statement.status,
          RedshiftPid: statement.pid,
          HasResultSet: statement.parts.some((part) => part.hasResultSet),
        }
      : {}),
  };
}
