import { randomUUID } from 'node:crypto';
import type { Session } from '../engine/session.ts';
import { ApiError, validationError } from '../server/api-error.ts';

export interface KeptSession {
  id: string;
  session: Session;
  user: string;
  database: string;
  clusterIdentifier?: string | undefined;
  workgroupName?: string | undefined;
  keepAliveSeconds: number;
  createdAtMs: number;
  updatedAtMs: number;
  currentStatementId?: string;
  isClosed: boolean;
  expiry?: NodeJS.Timeout;
}

/** Closed sessions that are remembered, to be listed. */
const MOST_CLOSED = 100;

/** Sessions that outlive their statement, for as long as their keep-alive says. */
export class Sessions {
  private readonly sessions = new Map<string, KeptSession>();

  /** @param request what the session was opened by */
  create(
    session: Session,
    request: Pick<KeptSession, 'user' | 'database' | 'clusterIdentifier' | 'workgroupName'>,
    keepAliveSeconds: number,
  ): KeptSession {
    const { user, database, clusterIdentifier, workgroupName } = request;
    const now = Date.now();
    const kept: KeptSession = {
      id: randomUUID(),
      session,
      user,
      database,
      clusterIdentifier,
      workgroupName,
      isClosed: false,
      keepAliveSeconds,
      createdAtMs: now,
      updatedAtMs: now,
    };
    this.sessions.set(kept.id, kept);
    return kept;
  }

  /** Those that statements may use. */
  open(): KeptSession[] {
    return this.list().filter(({ isClosed }) => !isClosed);
  }

  /** The open ones and those that have closed last, the oldest first. */
  list(): KeptSession[] {
    return [...this.sessions.values()];
  }

  /** Takes a session for a statement. @throws ApiError where there is none or it is busy */
  take(
    id: string,
    user: string,
    statementId: string,
    keepAliveSeconds: number | undefined,
  ): KeptSession {
    const kept = this.sessions.get(id);
    if (!kept || kept.isClosed || kept.user !== user)
      throw new ApiError('ResourceNotFoundException', 'Session does not exist.', {
        ResourceId: id,
      });
    if (kept.currentStatementId !== undefined)
      throw validationError(`Session ${id} is busy with statement ${kept.currentStatementId}`);
    clearTimeout(kept.expiry);
    kept.currentStatementId = statementId;
    if (keepAliveSeconds !== undefined) kept.keepAliveSeconds = keepAliveSeconds;
    return kept;
  }

  /** Gives a session back; it closes when nobody uses it for its keep-alive. */
  release(kept: KeptSession): void {
    delete kept.currentStatementId;
    kept.updatedAtMs = Date.now();
    kept.expiry = setTimeout(() => void this.close(kept), kept.keepAliveSeconds * 1000);
    kept.expiry.unref();
  }

  async close(kept: KeptSession): Promise<void> {
    clearTimeout(kept.expiry);
    if (kept.isClosed) return;
    kept.isClosed = true;
    kept.updatedAtMs = Date.now();
    delete kept.currentStatementId;
    await kept.session.rollback();
    kept.session.close();
    const closed = this.list().filter(({ isClosed }) => isClosed);
    for (const { id } of closed.slice(0, -MOST_CLOSED)) this.sessions.delete(id);
  }

  async closeAll(): Promise<void> {
    for (const kept of this.open()) await this.close(kept);
  }
}
