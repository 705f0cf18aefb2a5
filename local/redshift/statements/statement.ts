import type { ResultSet } from '../engine/results/values.ts';

type Status = 'SUBMITTED' | 'PICKED' | 'STARTED' | 'FINISHED' | 'FAILED' | 'ABORTED';

/** One SQL text of a submission and what became of it. */
export interface SubStatement {
  sql: string;
  status: Status;
  error?: string;
  /** Nanoseconds. */
  durationNs: number;
  /** Rows returned or changed; -1 while unknown. */
  resultRows: number;
  /** -1 while unknown. */
  resultSizeBytes: number;
  hasResultSet: boolean;
  queryId: number;
  queryUuid: string;
  createdAtMs: number;
  updatedAtMs: number;
  result?: ResultSet;
}

/** A submission: one statement, or a batch. */
export interface Statement {
  id: string;
  isBatch: boolean;
  isAutoCommit: boolean;
  user: string;
  database: string;
  workgroupName?: string;
  clusterIdentifier?: string;
  secretArn?: string;
  statementName?: string;
  sessionId?: string;
  resultFormat: 'JSON' | 'CSV';
  parameters?: { name: string; value: string }[];
  status: Status;
  error?: string;
  pid: number;
  createdAtMs: number;
  updatedAtMs: number;
  durationNs: number;
  parts: SubStatement[];
}

export function isDone(statement: Statement): boolean {
  return (
    statement.status === 'FINISHED' ||
    statement.status === 'FAILED' ||
    statement.status === 'ABORTED'
  );
}

/** The members that survive a restart; results don't. */
export function toStored(statement: Statement): string {
  return JSON.stringify({
    ...statement,
    parts: statement.parts.map(({ result: _, ...part }) => part),
  });
}

export function fromStored(text: string): Statement {
  return JSON.parse(text) as Statement;
}
