import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Action, Caller } from '../actions/action.ts';
import { cancelStatement } from '../actions/cancel-statement.ts';
import { describeTable, listDatabases, listSchemas, listTables } from '../actions/catalogue.ts';
import { describeStatement } from '../actions/describe-statement.ts';
import { batchExecuteStatement, executeStatement } from '../actions/execute-statement.ts';
import { getStatementResult } from '../actions/get-statement-result.ts';
import { getStatementResultV2 } from '../actions/get-statement-result-v2.ts';
import { listSessions } from '../actions/list-sessions.ts';
import { listStatements } from '../actions/list-statements.ts';
import type { Warehouse } from '../statements/warehouse.ts';
import { ApiError } from './api-error.ts';
import { Input } from './input.ts';

/** The operations, by the name that X-Amz-Target carries. */
const ACTIONS: Record<string, Action> = {
  ExecuteStatement: executeStatement,
  BatchExecuteStatement: batchExecuteStatement,
  DescribeStatement: describeStatement,
  GetStatementResult: getStatementResult,
  CancelStatement: cancelStatement,
  ListStatements: listStatements,
  GetStatementResultV2: getStatementResultV2,
  ListDatabases: listDatabases,
  ListSchemas: listSchemas,
  ListTables: listTables,
  DescribeTable: describeTable,
  ListSessions: listSessions,
};

/** A batch may carry 40 statements of 100 KB, each character up to six bytes of JSON. */
const MAX_BODY_BYTES = 40 * 100 * 1024 * 6;

/** The access key id of a SigV4 Authorization header, or undefined where there is none. */
function accessKeyOf(authorization: string | undefined): string | undefined {
  return /Credential=([^/,\s]+)\//.exec(authorization ?? '')?.[1];
}

/** The HTTP face of a warehouse: AWS JSON 1.1, one operation a POST. */
export function createApiServer(
  warehouse: Warehouse,
  callers: Readonly<Record<string, string>>,
): Server {
  const server = createServer((request, response) => {
    void answer(warehouse, callers, request, response);
  });
  server.on('connection', (socket) => socket.setNoDelay(true));
  server.keepAliveTimeout = 60_000;
  return server;
}

async function answer(
  warehouse: Warehouse,
  callers: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await readBody(request);
    const [, name = ''] =
      /^RedshiftData\.(\w+)$/.exec(String(request.headers['x-amz-target'] ?? '')) ?? [];
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (request.method !== 'POST' || !action)
      throw new ApiError('UnknownOperationException', `The operation "${name}" is not known`);
    const key = accessKeyOf(request.headers.authorization);
    const caller: Caller = {
      user: (key === undefined ? undefined : callers[key]) ?? warehouse.admin,
    };
    const answer = await action(warehouse, new Input(parse(body)), caller);
    send(response, 200, Buffer.isBuffer(answer) ? answer : JSON.stringify(answer));
  } catch (error) {
    const known =
      error instanceof ApiError
        ? error
        : new ApiError(
            'InternalServerException',
            error instanceof Error ? error.message : String(error),
            {},
            500,
          );
    send(
      response,
      known.httpStatus,
      JSON.stringify({
        __type: known.code,
        Message: known.message,
        message: known.message,
        ...known.details,
      }),
      known.code,
    );
  }
}

function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new ApiError('SerializationException', 'The request body is not JSON');
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES)
      throw new ApiError(
        'ValidationException',
        `The request is larger than ${MAX_BODY_BYTES} bytes`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function send(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  errorType?: string,
): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': randomUUID(),
    ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }),
  });
  response.end(body);
}
