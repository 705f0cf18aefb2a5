import { SqlError } from '../sql/sql-error.ts';

/** Table locks of Redshift's LOCK: exclusive, held until the transaction ends, granted in order. */
export class TableLocks {
  private readonly owners = new Map<string, { owner: object; waiting: (() => void)[] }>();
  /** The table that a session waits for. */
  private readonly wanted = new Map<object, string>();

  /**
   * Resolves to true when the owner holds the lock, to false when it gives up; taking it twice is nothing.
   * @throws SqlError where the holder itself waits, over others perhaps, for what this owner holds
   */
  async acquire(table: string, owner: object, hasGivenUp: () => boolean): Promise<boolean> {
    for (;;) {
      if (hasGivenUp()) return false;
      const held = this.owners.get(table);
      if (!held) {
        this.owners.set(table, { owner, waiting: [] });
        return true;
      }
      if (held.owner === owner) return true;
      if (this.waitsFor(held.owner, owner)) throw new SqlError('deadlock detected', '40P01');
      this.wanted.set(owner, table);
      await new Promise<void>((resolve) => held.waiting.push(resolve));
      this.wanted.delete(owner);
    }
  }

  /** True where `waiting` can go on only when `owner` lets go. */
  private waitsFor(waiting: object, owner: object): boolean {
    const table = this.wanted.get(waiting);
    const holder = table === undefined ? undefined : this.owners.get(table)?.owner;
    return holder !== undefined && (holder === owner || this.waitsFor(holder, owner));
  }

  /** Lets everyone who waits look again, so that a cancelled statement gives up. */
  wakeAll(): void {
    for (const held of this.owners.values()) {
      for (const wake of held.waiting.splice(0)) wake();
    }
  }

  releaseAll(owner: object): void {
    for (const [table, held] of this.owners) {
      if (held.owner !== owner) continue;
      this.owners.delete(table);
      for (const wake of held.waiting) wake();
    }
  }
}
