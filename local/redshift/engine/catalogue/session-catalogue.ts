import type { KnownCatalogue } from './known-catalogue.ts';
import {
  changesRegister,
  REGISTER_QUERY,
  type Register,
  registerOf,
  relationKey,
} from './register.ts';

/**
 * The catalogue as one session sees it: what all sessions know of it, while the open transaction began after its
 * last change, and what the transaction has changed itself.
 */
export class SessionCatalogue {
  readonly #shared: KnownCatalogue;
  readonly #rows: (sql: string) => Promise<unknown[][]>;
  #isInTransaction = false;
  /** The catalogue's version when the transaction was opened. */
  #openedAtVersion = 0;
  /** True where the open transaction changed the catalogue, rights or masks. */
  #isChanging = false;
  #register: Register | undefined;
  #lastRegister: Register | undefined;

  /** @param rows runs a query of the warehouse itself in the session */
  constructor(shared: KnownCatalogue, rows: (sql: string) => Promise<unknown[][]>) {
    this.#shared = shared;
    this.#rows = rows;
  }

  /** To be called before the session's statement opens its transaction, and before one that needs none. */
  beginStatement(): void {
    if (!this.#isInTransaction) this.#register = undefined;
  }

  /** To be called before the engine takes the transaction's snapshot. */
  beginTransaction(): void {
    this.#openedAtVersion = this.#shared.version;
    this.#isInTransaction = true;
    this.#register = undefined;
  }

  /** To be called when the transaction has ended, one way or the other. */
  endTransaction(): void {
    if (this.#isChanging) this.#shared.endChange();
    this.#isChanging = false;
    this.#isInTransaction = false;
    this.#register = undefined;
  }

  /** To be called before the open transaction changes the catalogue, rights or masks. */
  beginChange(): void {
    if (this.#isChanging) return;
    this.#isChanging = true;
    this.#shared.beginChange();
  }

  /** Forgets the register where a statement of the engine changes what it says. */
  beforeRun(engineSql: string): void {
    if (changesRegister(engineSql)) this.#register = undefined;
  }

  /**
   * What `read` gives of the catalogue, rights or masks, or gave to another session since they changed last.
   * @param name says what it is, and for whom
   */
  known<Known>(name: string, read: () => Promise<Known>): Promise<Known> {
    const isOfNow = !this.#isInTransaction || this.#openedAtVersion === this.#shared.version;
    return isOfNow ? this.#shared.get(name, read) : read();
  }

  /** Relations and schemas as the open transaction sees them, read once until it changes them. */
  async register(): Promise<Register> {
    this.#register ??= await this.known('register', async () =>
      registerOf(await this.#rows(REGISTER_QUERY)),
    );
    this.#lastRegister = this.#register;
    return this.#register;
  }

  /** Takes the register as it is after a change that its caller made, which spares reading it. */
  keepRegister(register: Register): void {
    this.#register = register;
    this.#lastRegister = register;
  }

  /** The first of some schemas that has a relation of the name, by the register as it was last read. */
  schemaWith(name: string, schemas: readonly string[]): string | undefined {
    const relations = this.#lastRegister?.relations;
    return schemas.find((schema) => relations?.has(relationKey(schema, name)));
  }
}
