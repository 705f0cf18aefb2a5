import { randomBytes } from 'node:crypto';
import type { StatementRunner } from './statements/statement-runner.ts';

/** The sessions that a CancelRequest can reach: it names one by its process id and proves it by a secret. */
export class RunningSessions {
  private readonly sessions = new Map<number, { secret: number; runner: StatementRunner }>();

  /** @returns the secret that the client is told */
  add(pid: number, runner: StatementRunner): number {
    const secret = randomBytes(4).readInt32BE();
    this.sessions.set(pid, { secret, runner });
    return secret;
  }

  remove(pid: number): void {
    this.sessions.delete(pid);
  }

  /** Nothing is said to a wrong secret: the protocol has no answer to a CancelRequest. */
  cancel(pid: number, secret: number): void {
    const session = this.sessions.get(pid);
    if (session?.secret === secret) session.runner.cancel();
  }
}
