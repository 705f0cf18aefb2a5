/**
 * What was read of the catalogue, rights and masks, kept until a transaction that changes any of them ends: to read
 * it costs a query more than most queries of a user cost themselves. While such a transaction is open nothing is
 * kept and nothing is taken, so that nobody sees what is not committed.
 */
export class KnownCatalogue {
  #version = 0;
  #changing = 0;
  #kept = new Map<string, unknown>();

  /** Changes with every transaction that may have changed the catalogue. */
  get version(): number {
    return this.#version;
  }

  get isChanging(): boolean {
    return this.#changing > 0;
  }

  /** A transaction begins to change it. */
  beginChange(): void {
    this.#changing += 1;
  }

  /** That transaction has ended, one way or the other. */
  endChange(): void {
    this.#changing -= 1;
    this.#version += 1;
    this.#kept = new Map();
  }

  /** What `read` gives, or gave. @param name says what it is, and for whom */
  async get<Known>(name: string, read: () => Promise<Known>): Promise<Known> {
    const version = this.#version;
    if (this.isChanging) return read();
    if (this.#kept.has(name)) return this.#kept.get(name) as Known;
    const known = await read();
    if (!this.isChanging && this.#version === version) this.#kept.set(name, known);
    return known;
  }
}
