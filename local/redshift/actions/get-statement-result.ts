import type { ResultColumn, ResultSet } from '../engine/results/values.ts';
import { ApiError, validationError } from '../server/api-error.ts';
import type { Input } from '../server/input.ts';
import { SqlError } from '../sql/sql-error.ts';
import { isDone } from '../statements/statement.ts';
import type { Warehouse } from '../statements/warehouse.ts';
import type { Action, Caller } from './action.ts';
import { findStatement } from './describe-statement.ts';

/** Bytes of records on one page, about what the service sends. */
const PAGE_BYTES = 1024 * 1024;

export const getStatementResult: Action = async (warehouse, input, caller) => {
  const id = input.string('Id');
  const { result, format } = await findResult(warehouse, input, caller);
  if (format !== 'JSON')
    throw validationError('The result is in CSV format: fetch it with GetStatementResultV2');
  const { records, next } = takePage(result, pageStart(input.optionalString('NextToken'), id));
  const head = `{"ColumnMetadata":${JSON.stringify(result.columns.map(columnMetadata))},"TotalNumRows":${result.rowCount}`;
  const token = next === undefined ? '' : `,"NextToken":${JSON.stringify(pageToken(next, id))}`;
  return Buffer.concat([Buffer.from(`${head}${token},"Records":[`), records, Buffer.from(']}')]);
};

type Page = ReturnType<ResultSet['page']>;

/** The page that a caller most likely asks for next, made while it reads the one before. One for the whole server. */
let ahead: { result: ResultSet; from: number; page: Page | ApiError } | undefined;

function takePage(result: ResultSet, from: number): Page {
  const page = ahead?.result === result && ahead.from === from ? ahead.page : made(result, from);
  ahead = undefined;
  if (page instanceof ApiError) throw page;
  const { next } = page;
  if (next !== undefined) {
    // After the answer is on its way.
    setImmediate(() => {
      ahead = { result, from: next, page: made(result, next) };
    });
  }
  return page;
}

function made(result: ResultSet, from: number): Page | ApiError {
  try {
    return result.page(from, PAGE_BYTES);
  } catch (error) {
    if (error instanceof SqlError) return validationError(error.message);
    throw error;
  }
}

/** The result of a statement that has finished, or does while the caller waits. @throws ApiError where there is none (yet) */
export async function findResult(
  warehouse: Warehouse,
  input: Input,
  caller: Caller,
): Promise<{ result: ResultSet; format: 'JSON' | 'CSV' }> {
  const id = input.string('Id');
  const { statement, part } = findStatement(warehouse, id, caller);
  const source = part ?? (statement.isBatch ? undefined : statement.parts[0]);
  if (!source)
    throw validationError(
      `${id} is a batch: ask for the result of one of its statements, as ${id}:1`,
    );
  await warehouse.store.wait(statement, (input.integer('WaitTimeSeconds', 0, 30) ?? 0) * 1000);
  if (!isDone(statement)) throw validationError('Query is not finished yet.');
  if (source.status !== 'FINISHED')
    throw validationError(`Query failed: ${source.error ?? source.status}`);
  if (!source.hasResultSet)
    throw new ApiError(
      'ResourceNotFoundException',
      'Query does not have result. Please check query status with DescribeStatement.',
      { ResourceId: id },
    );
  if (!source.result)
    throw new ApiError('ResourceNotFoundException', 'Query result is no longer available.', {
      ResourceId: id,
    });
  return { result: source.result, format: statement.resultFormat };
}

export function pageToken(row: number, id: string): string {
  return Buffer.from(`${id} ${row}`).toString('base64url');
}

export function pageStart(token: string | undefined, id: string): number {
  if (token === undefined) return 0;
  const [of, row] = Buffer.from(token, 'base64url').toString().split(' ');
  if (of !== id || !/^\d+$/.test(row ?? '')) throw validationError('Invalid NextToken');
  return Number(row);
}

export function columnMetadata(column: ResultColumn): Record<string, unknown> {
  return {
    name: column.name,
    label: column.name,
    typeName: column.typeName,
    precision: column.precision,
    scale: column.scale,
    nullable: 1,
    isSigned: column.isSigned,
    isCaseSensitive: column.isCaseSensitive,
    isCurrency: false,
    schemaName: '',
    tableName: '',
    length: 0,
  };
}
