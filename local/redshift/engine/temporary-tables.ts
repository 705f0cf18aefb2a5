/** What a character column takes. */
export interface ColumnLimit {
  /** Undefined where it takes any length. */
  maxBytes: number | undefined;
  /** True for CHAR. */
  isFixedLength: boolean;
}

/** The limits of columns, by their names. */
export function limitsOf(
  columns: readonly (ColumnLimit & { name: string })[],
): ReadonlyMap<string, ColumnLimit> {
  return new Map(
    columns.map(({ name, maxBytes, isFixedLength }) => [name, { maxBytes, isFixedLength }]),
  );
}

type Limits = ReadonlyMap<string, ColumnLimit>;

/**
 * The temporary tables of one session, which no register knows, with the limits of their columns: to ask the engine
 * for them costs more than a small COPY. What a transaction does to the tables goes with it.
 */
export class TemporaryTables {
  #tables = new Map<string, Limits>();
  #before: ReadonlyMap<string, Limits> | undefined;

  get size(): number {
    return this.#tables.size;
  }

  has(name: string): boolean {
    return this.#tables.has(name);
  }

  /** Empty where there is no such table. */
  limitsOf(name: string): Limits {
    return this.#tables.get(name) ?? new Map();
  }

  /** True for a table with a CHAR column. */
  hasFixedLength(name: string): boolean {
    return [...this.limitsOf(name).values()].some(({ isFixedLength }) => isFixedLength);
  }

  set(name: string, limits: Limits): void {
    this.#tables.set(name, limits);
  }

  delete(name: string): void {
    this.#tables.delete(name);
  }

  rename(from: string, to: string): void {
    this.#tables.set(to, this.limitsOf(from));
    this.#tables.delete(from);
  }

  /** To be called where a transaction begins that may be undone. */
  beginTransaction(): void {
    this.#before = new Map(this.#tables);
  }

  endTransaction(isUndone: boolean): void {
    if (isUndone && this.#before) this.#tables = new Map(this.#before);
    this.#before = undefined;
  }
}
