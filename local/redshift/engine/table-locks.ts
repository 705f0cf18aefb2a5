/** Table locks of Redshift's LOCK: exclusive, held until the transaction ends, granted in order. */
export class TableLocks {
  private readonly owners = new Map<string, { owner: object; waiting: (() => void)[] }>();

  /** Resolves to true when the owner holds the lock, to false when it gives up; taking it twice is nothing. */
  async acquire(table: string, owner: object, hasGivenUp: () => boolean): Promise<boolean> {
    for (;;) {
      if (hasGivenUp()) return false;
      const held = this.owners.get(table);
      if (!held) {
        this.owners.set(table, { owner, waiting: [] });
        return true;
      }
      if (held.owner === owner) return true;
      await new Promise<void>((resolve) => held.waiting.push(resolve));
    }
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
