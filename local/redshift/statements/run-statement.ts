import { keepLoadFaults } from '../copy/kept-faults.ts';
import { redshiftError } from '../engine/database-errors.ts';
import { literal } from '../engine/relations.ts';
import { timestampText } from '../engine/results/timestamp-text.ts';
import type { Session } from '../engine/session.ts';
import { markParameters } from '../sql/parameters.ts';
import { LoadError } from '../sql/sql-error.ts';
import { runSql } from './run-sql.ts';
import { type Statement, type SubStatement, toStored } from './statement.ts';
import type { Warehouse } from './warehouse.ts';

/** How a submission is remembered, so that its repetition is known after a restart. */
export interface Submission {
  token: string;
  digest: string;
}

/**
 * Runs a submission to its end: a single statement and an AUTO_COMMIT part are a transaction each, a
 * batch is one. What it came to is written with the same commit as its effects.
 */
export async function runStatement(
  warehouse: Warehouse,
  statement: Statement,
  session: Session,
  submission: Submission,
): Promise<void> {
  const started = process.hrtime.bigint();
  statement.status = 'STARTED';
  statement.updatedAtMs = Date.now();
  let hasWritten = false;
  for (const [index, part] of statement.parts.entries()) {
    const isLast = index === statement.parts.length - 1;
    const partStarted = process.hrtime.bigint();
    part.status = 'STARTED';
    try {
      await runPart(warehouse, statement, part, session);
      hasWritten ||= session.hasWritten;
      end(part, 'FINISHED', partStarted);
      if (statement.isAutoCommit || isLast) {
        const ending = isLast ? endingOf(statement, started) : undefined;
        if (!session.isExplicitTransaction) {
          if (ending && session.hasWritten)
            await remember(session, { ...statement, ...ending }, submission);
          await session.commit();
        }
        // Not before its commit: who reads FINISHED goes on from there.
        Object.assign(statement, ending);
      }
    } catch (error) {
      hasWritten ||= session.hasWritten;
      const { message } = redshiftError(error);
      end(part, session.isAborted ? 'ABORTED' : 'FAILED', partStarted, message);
      await session.rollback();
      if (error instanceof LoadError) await keepLoadFaults(session, error.table, error.faults);
      if (!statement.isAutoCommit) {
        fail(statement, index, session.isAborted, message, started);
        if (hasWritten) await rememberAlone(session, statement, submission);
        return;
      }
      if (isLast) Object.assign(statement, endingOf(statement, started));
    }
  }
}

async function runPart(
  warehouse: Warehouse,
  statement: Statement,
  part: SubStatement,
  session: Session,
): Promise<void> {
  const values = new Map((statement.parameters ?? []).map(({ name, value }) => [name, value]));
  const marked = markParameters(part.sql, new Set(values.keys()));
  const isAlone =
    statement.parts.length === 1 && !session.isExplicitTransaction && !session.isInTransaction;
  const outcome = await runSql(warehouse, session, marked.sql, values, isAlone);
  part.resultRows = outcome.rowCount;
  part.hasResultSet = outcome.result !== undefined;
  part.resultSizeBytes = outcome.result?.sizeBytes ?? 0;
  if (outcome.result) part.result = outcome.result;
}

function end(
  part: SubStatement,
  status: SubStatement['status'],
  started: bigint,
  error?: string,
): void {
  part.status = status;
  part.durationNs = Number(process.hrtime.bigint() - started);
  part.updatedAtMs = Date.now();
  if (error !== undefined) part.error = error;
}

/** What a statement comes to whose parts have ended. */
function endingOf(
  { parts }: Statement,
  started: bigint,
): Pick<Statement, 'status' | 'durationNs' | 'updatedAtMs' | 'error'> {
  const failed = parts.find((part) => part.status === 'FAILED' || part.status === 'ABORTED');
  return {
    status: failed ? failed.status : 'FINISHED',
    durationNs: Number(process.hrtime.bigint() - started),
    updatedAtMs: Date.now(),
    ...(failed?.error === undefined ? {} : { error: failed.error }),
  };
}

function fail(
  statement: Statement,
  index: number,
  isAborted: boolean,
  message: string,
  started: bigint,
): void {
  for (const part of statement.parts.slice(index + 1)) part.status = 'ABORTED';
  statement.status = isAborted ? 'ABORTED' : 'FAILED';
  statement.error = statement.isBatch ? `Query #${index + 1} failed with ${message}` : message;
  statement.durationNs = Number(process.hrtime.bigint() - started);
  statement.updatedAtMs = Date.now();
}

async function remember(
  session: Session,
  statement: Statement,
  submission: Submission,
): Promise<void> {
  const at = timestampText(BigInt(statement.createdAtMs) * 1000n);
  session.bind(new Map());
  await session.run(
    `INSERT INTO pg_internal.submission VALUES (${literal(submission.token)}, ${literal(submission.digest)}, ${literal(statement.id)}, ${literal(toStored(statement))}, TIMESTAMP '${at}')`,
  );
}

/** A failed submission has no commit of its own: it is remembered in another. */
async function rememberAlone(
  session: Session,
  statement: Statement,
  submission: Submission,
): Promise<void> {
  if (session.isAborted) return;
  try {
    await session.begin();
    await remember(session, statement, submission);
    await session.commit();
  } catch {
    await session.rollback();
  }
}
