import { notFound } from '../server/api-error.ts';
import type { Statement, SubStatement } from '../statements/statement.ts';
import type { Warehouse } from '../statements/warehouse.ts';
import { type Action, type Caller, seconds } from './action.ts';

/** `id`, or `id:2` for the second statement of a batch. */
export function findStatement(
  warehouse: Warehouse,
  id: string,
  caller: Caller,
): { statement: Statement; part: SubStatement | undefined; index: number | undefined } {
  const [base = '', suffix] = id.split(':');
  const statement = warehouse.store.get(base);
  if (!statement || (statement.user !== caller.user && caller.user !== warehouse.admin))
    throw notFound(id);
  if (suffix === undefined) return { statement, part: undefined, index: undefined };
  const part = statement.parts[Number(suffix) - 1];
  if (!part || !statement.isBatch) throw notFound(id);
  return { statement, part, index: Number(suffix) };
}

export const describeStatement: Action = async (warehouse, input, caller) => {
  const id = input.string('Id');
  const { statement, part } = findStatement(warehouse, id, caller);
  await warehouse.store.wait(statement, (input.integer('WaitTimeSeconds', 0, 30) ?? 0) * 1000);
  const only = statement.isBatch ? part : statement.parts[0];
  return {
    Id: id,
    Status: part?.status ?? statement.status,
    Error: part ? part.error : statement.error,
    Duration: part?.durationNs ?? statement.durationNs,
    CreatedAt: seconds(statement.createdAtMs),
    UpdatedAt: seconds(part?.updatedAtMs ?? statement.updatedAtMs),
    Database: statement.database,
    DbUser: statement.user,
    ClusterIdentifier: statement.clusterIdentifier,
    WorkgroupName: statement.workgroupName,
    SecretArn: statement.secretArn,
    SessionId: statement.sessionId,
    ResultFormat: statement.resultFormat,
    ExecutionMode: statement.isBatch
      ? statement.isAutoCommit
        ? 'AUTO_COMMIT'
        : 'TRANSACTION'
      : undefined,
    QueryParameters: statement.parameters,
    RedshiftPid: statement.pid,
    HasResultSet: only ? only.hasResultSet : statement.parts.some((item) => item.hasResultSet),
    QueryString: only?.sql,
    RedshiftQueryId: only?.queryId ?? 0,
    RedshiftQueryUuid: only?.queryUuid,
    ResultRows: only?.resultRows ?? -1,
    ResultSize: only?.resultSizeBytes ?? -1,
    SubStatements:
      statement.isBatch && !part
        ? statement.parts.map((item, index) => subStatement(statement, item, index))
        : undefined,
  };
};

function subStatement(
  statement: Statement,
  part: SubStatement,
  index: number,
): Record<string, unknown> {
  return {
    Id: `${statement.id}:${index + 1}`,
    QueryString: part.sql,
    Status: part.status,
    Error: part.error,
    Duration: part.durationNs,
    ResultRows: part.resultRows,
    ResultSize: part.resultSizeBytes,
    RedshiftQueryId: part.queryId,
    RedshiftQueryUuid: part.queryUuid,
    HasResultSet: part.hasResultSet,
    CreatedAt: seconds(part.createdAtMs),
    UpdatedAt: seconds(part.updatedAtMs),
  };
}
