import { createHash, randomUUID } from 'node:crypto';
import { redshiftError } from '../engine/database-errors.ts';
import { ApiError, validationError } from '../server/api-error.ts';
import { markParameters } from '../sql/parameters.ts';
import { runStatement } from './run-statement.ts';
import { fromStored, type Statement, type SubStatement } from './statement.ts';
import type { Warehouse } from './warehouse.ts';

export interface SubmitRequest {
  sqls: string[];
  isBatch: boolean;
  isAutoCommit: boolean;
  user: string;
  database: string;
  clientToken: string;
  workgroupName?: string | undefined;
  clusterIdentifier?: string | undefined;
  secretArn?: string | undefined;
  statementName?: string | undefined;
  sessionId?: string | undefined;
  keepAliveSeconds?: number | undefined;
  resultFormat: 'JSON' | 'CSV';
  parameters?: { name: string; value: string }[] | undefined;
}

/** A UUID that is the same for the same text, so that a token means the same Id after a restart too. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Takes a submission and starts it. The same ClientToken with the same content gives the first
 * submission back; with another content it is refused.
 */
export async function submit(warehouse: Warehouse, request: SubmitRequest): Promise<Statement> {
  checkParameters(request);
  const { clientToken, keepAliveSeconds, ...content } = request;
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const known = warehouse.tokens.get(`${request.user} ${clientToken}`);
  if (known) {
    if (known.digest !== digest)
      throw validationError('The same client token was used for a different request');
    const first = warehouse.store.get(known.id);
    if (first) return first;
  }
  refuseTooMany(warehouse, request);
  const id = uuidOf(`${request.user} ${clientToken}`);
  const kept =
    request.sessionId === undefined
      ? undefined
      : warehouse.sessions.take(request.sessionId, request.user, id, keepAliveSeconds);
  const statement = newStatement(warehouse, request, id);
  warehouse.tokens.set(`${request.user} ${clientToken}`, { digest, id });
  warehouse.store.add(statement);
  const session = kept?.session ?? (await warehouse.openSession(request.user));
  const keep =
    kept ??
    (keepAliveSeconds ? warehouse.sessions.create(session, request, keepAliveSeconds) : undefined);
  if (keep) {
    keep.currentStatementId = id;
    statement.sessionId = keep.id;
  }
  statement.pid = session.pid;
  const done = runStatement(warehouse, statement, session, {
    token: `${request.user} ${clientToken}`,
    digest,
  })
    .catch((error: unknown) => {
      statement.status = 'FAILED';
      statement.error = redshiftError(error).message;
    })
    .then(async () => {
      warehouse.running.delete(id);
      if (keep && !session.isAborted) warehouse.sessions.release(keep);
      else if (keep) await warehouse.sessions.close(keep);
      else session.close();
      warehouse.store.finished(statement);
    });
  warehouse.running.set(id, { session, done });
  return statement;
}

/** @throws ApiError where as many statements or sessions are open as may be */
function refuseTooMany({ running, sessions, quotas }: Warehouse, request: SubmitRequest): void {
  if (running.size >= quotas.statements)
    throw new ApiError(
      'ActiveStatementsExceededException',
      `Active statements exceeded the allowed quota (${quotas.statements}).`,
    );
  const isNew = request.sessionId === undefined && Boolean(request.keepAliveSeconds);
  if (isNew && sessions.open().length >= quotas.sessions)
    throw new ApiError(
      'ActiveSessionsExceededException',
      `Active sessions exceeded the allowed quota (${quotas.sessions}).`,
    );
}

function checkParameters(request: SubmitRequest): void {
  if (!request.parameters) return;
  const names = request.parameters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw validationError(`Parameters list contains duplicate names: [${twice}]`);
  const used = new Set<string>();
  for (const sql of request.sqls) {
    try {
      for (const name of markParameters(sql, new Set(names)).used) used.add(name);
    } catch {
      // The statement itself will fail, with its own message.
      return;
    }
  }
  const unused = names.filter((name) => !used.has(name));
  if (unused.length > 0)
    throw validationError(
      `Parameters list contains unused parameters. Unused parameters: [${unused.join(', ')}]`,
    );
}

function newStatement(warehouse: Warehouse, request: SubmitRequest, id: string): Statement {
  const now = Date.now();
  const parts = request.sqls.map(
    (sql): SubStatement => ({
      sql,
      status: 'SUBMITTED',
      durationNs: -1,
      resultRows: -1,
      resultSizeBytes: -1,
      hasResultSet: false,
      queryId: warehouse.nextQueryId(),
      queryUuid: randomUUID(),
      createdAtMs: now,
      updatedAtMs: now,
    }),
  );
  return {
    id,
    isBatch: request.isBatch,
    isAutoCommit: request.isAutoCommit,
    user: request.user,
    database: request.database,
    resultFormat: request.resultFormat,
    status: 'SUBMITTED',
    pid: 0,
    createdAtMs: now,
    updatedAtMs: now,
    durationNs: -1,
    parts,
    ...(request.workgroupName === undefined ? {} : { workgroupName: request.workgroupName }),
    ...(request.clusterIdentifier === undefined
      ? {}
      : { clusterIdentifier: request.clusterIdentifier }),
    ...(request.secretArn === undefined ? {} : { secretArn: request.secretArn }),
    ...(request.statementName === undefined ? {} : { statementName: request.statementName }),
    ...(request.parameters === undefined ? {} : { parameters: request.parameters }),
  };
}

/** Brings back the submissions of the last day that changed something, and forgets older ones. */
export async function recallSubmissions(warehouse: Warehouse): Promise<void> {
  const session = await warehouse.openSession(warehouse.admin);
  try {
    await session.run(
      "DELETE FROM pg_internal.submission WHERE submitted_at < (now() AT TIME ZONE 'UTC') - INTERVAL 1 DAY",
    );
    const rows = await session.rows(
      'SELECT token, digest, id, record FROM pg_internal.submission ORDER BY submitted_at',
    );
    for (const [token, digest, id, record] of rows) {
      warehouse.tokens.set(String(token), { digest: String(digest), id: String(id) });
      warehouse.store.add(fromStored(String(record)));
    }
    const masks = await session.rows('SELECT 1 FROM pg_internal.masking_attachment LIMIT 1');
    warehouse.hasMasking = masks.length > 0;
    const late = await session.rows(
      "SELECT 1 FROM pg_internal.relation WHERE kind = 'late view' LIMIT 1",
    );
    warehouse.hasLateViews = late.length > 0;
    const withSuper = await session.rows(
      'SELECT 1 FROM pg_internal.relation WHERE has_super LIMIT 1',
    );
    warehouse.hasSuper = withSuper.length > 0;
  } finally {
    session.close();
  }
}
