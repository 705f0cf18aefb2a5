/** Table locks of Redshift's LOCK: exclusive, held until the transaction ends, granted in order. */
export class TableLocks {
  private readonly owners = new Map<string, { owner: object; waiting: (() => void)[] }>();

  /** Resolves when the owner holds the lock; taking it twice is nothing. */
  async acquire(table: string, owner: object): Promise<void> {
    for (;;) {
      const held = this.owners.get(table);
      if (!held) {
        this.owners.set(table, { owner, waiting: [] });
        return;
      }
      if (held.owner === owner) return;
      await new Promise<void>((resolve) => held.waiting.push(resolve));
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
