import { randomUUID } from 'node:crypto';
import type { Session } from '../engine/session.ts';
import { ApiError, validationError } from '../server/api-error.ts';

export interface KeptSession {
  id: string;
  session: Session;
  user: string;
  database: string;
  keepAliveSeconds: number;
  createdAtMs: number;
  updatedAtMs: number;
  currentStatementId?: string;
  expiry?: NodeJS.Timeout;
}

/** Sessions that outlive their statement, for as long as their keep-alive says. */
export class Sessions {
  private readonly sessions = new Map<string, KeptSession>();

  create(session: Session, user: string, database: string, keepAliveSeconds: number): KeptSession {
    const now = Date.now();
    const kept: KeptSession = {
      id: randomUUID(),
      session,
      user,
      database,
      keepAliveSeconds,
      createdAtMs: now,
      updatedAtMs: now,
    };
    this.sessions.set(kept.id, kept);
    return kept;
  }

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
    if (!kept || kept.user !== user)
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
    if (!this.sessions.delete(kept.id)) return;
    await kept.session.rollback();
    kept.session.close();
  }

  async closeAll(): Promise<void> {
    for (const kept of this.list()) await this.close(kept);
  }
}
