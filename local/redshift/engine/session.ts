import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBMaterializedResult,
  DuckDBTypeId,
  JSDuckDBValueConverter,
  VARCHAR,
} from '@duckdb/node-api';
import { bindParameters } from '../sql/parameters.ts';
import type { RelationName } from '../sql/parse/token-cursor.ts';
import { SqlError } from '../sql/sql-error.ts';
import type { KnownCatalogue } from './catalogue/known-catalogue.ts';
import { SessionCatalogue } from './catalogue/session-catalogue.ts';
import { isDatabaseLost, redshiftError } from './database-errors.ts';
import { timestampText } from './results/timestamp-text.ts';
import { type ResultColumn, ResultSet, resultColumn } from './results/values.ts';
import type { TableLocks } from './table-locks.ts';
import { TemporaryTables } from './temporary-tables.ts';

/** What the caller reads of a statement that it stopped, or that took longer than it may. */
const CANCELLED = "Query (0) canceled on user's request";

export interface SessionOptions {
  connection: DuckDBConnection;
  release: (connection: DuckDBConnection, isClean: boolean) => void;
  user: string;
  isSuperuser: boolean;
  pid: number;
  now: () => Date;
  locks: TableLocks;
  catalogue: KnownCatalogue;
  /** Hears that a table has got a SUPER column. */
  onSuper: () => void;
  /** Hears that the engine has given its database up: nothing runs any more, in no session. */
  onLost: (error: unknown) => void;
}

/** A finished result's chunks, which are there: to fetch one would cost a turn of the engine's threads. */
function chunksOf(result: DuckDBMaterializedResult): DuckDBDataChunk[] {
  return Array.from({ length: result.chunkCount }, (_, index) => result.getChunk(index));
}

/** One connection of one database user: its transaction, its temporary tables, its search path. */
export class Session {
  readonly user: string;
  readonly isSuperuser: boolean;
  readonly pid: number;
  readonly temporaryTables = new TemporaryTables();
  /** Schemas in which unqualified names are searched; the first one takes what is made. */
  searchPath: readonly string[] = ['public'];
  /** True where BEGIN was said by the caller, so that a statement's end does not commit. */
  isExplicitTransaction = false;
  /** True where the open transaction changed something. */
  hasWritten = false;
  /** What the session set, by the setting's name. */
  readonly settings = new Map<string, string>();
  /** True where the session set something that another must not see. */
  hasState = false;
  /** To be told when a table has got a SUPER column. */
  readonly onSuper: () => void;
  /** The catalogue, rights and masks as this session sees them. */
  readonly catalogue: SessionCatalogue;
  private readonly connection: DuckDBConnection;
  private readonly release: (connection: DuckDBConnection, isClean: boolean) => void;
  private readonly now: () => Date;
  private readonly locks: TableLocks;
  private readonly onLost: (error: unknown) => void;
  /** What goes to the engine with its next statement: a way there costs as much as a small query. */
  private ahead = '';
  private isOpen = false;
  private isCancelled = false;
  private isTimedOut = false;
  private values: ReadonlyMap<string, string> = new Map();

  constructor(options: SessionOptions) {
    this.connection = options.connection;
    this.release = options.release;
    this.user = options.user;
    this.isSuperuser = options.isSuperuser;
    this.pid = options.pid;
    this.now = options.now;
    this.locks = options.locks;
    this.catalogue = new SessionCatalogue(options.catalogue, (sql) => this.rows(sql));
    this.onSuper = options.onSuper;
    this.onLost = options.onLost;
  }

  /** What an error of the engine is to the caller. */
  private failure(error: unknown): SqlError {
    if (isDatabaseLost(error)) this.onLost(error);
    return redshiftError(error);
  }

  get currentSchema(): string {
    return this.searchPath[0] ?? 'public';
  }

  /** The schema that an unqualified name means, by the register as it was last read. */
  schemaOf(name: string): string {
    return this.catalogue.schemaWith(name, this.searchPath) ?? this.currentSchema;
  }

  get isInTransaction(): boolean {
    return this.isOpen;
  }

  get isAborted(): boolean {
    return this.isCancelled;
  }

  /** Sets the parameters of the next statement. */
  bind(values: ReadonlyMap<string, string>): void {
    this.values = values;
    this.catalogue.beginStatement();
  }

  /** Sets what the next statement sees as now, its user and its parameters. */
  prepare(values: ReadonlyMap<string, string>): void {
    this.bind(values);
    this.tellNow();
  }

  /** Sets what the next statement sees as now, and its user. */
  tellNow(): void {
    const micros = BigInt(this.now().getTime()) * 1000n;
    const user = this.user.replaceAll("'", "''");
    this.ahead = `SET VARIABLE redshift = {now: TIMESTAMP '${timestampText(micros)}', user: '${user}', is_superuser: ${this.isSuperuser}, pid: ${this.pid}}; `;
  }

  /** Gives the engine a statement, behind what waits for one. */
  private send(sql: string): Promise<DuckDBMaterializedResult> {
    const text = this.ahead + sql;
    this.ahead = '';
    return this.connection.run(text);
  }

  /** Opens the transaction; the snapshot is taken here, so that LOCK before it sees the last commit. */
  async begin(): Promise<void> {
    if (this.isOpen) return;
    this.catalogue.beginTransaction();
    this.temporaryTables.beginTransaction();
    await this.send('BEGIN TRANSACTION');
    this.isOpen = true;
    this.hasWritten = false;
  }

  async commit(): Promise<void> {
    try {
      if (this.isOpen) {
        this.isOpen = false;
        await this.connection.run('COMMIT');
      }
      this.endTransaction(false);
    } catch (error) {
      this.endTransaction(true);
      throw this.failure(error);
    }
  }

  async rollback(): Promise<void> {
    try {
      if (this.isOpen) {
        this.isOpen = false;
        await this.connection.run('ROLLBACK');
      }
    } catch (error) {
      // The engine has rolled back by itself where the error ended the transaction.
      this.failure(error);
    } finally {
      this.endTransaction(true);
    }
  }

  private endTransaction(isUndone: boolean): void {
    this.catalogue.endTransaction();
    this.temporaryTables.endTransaction(isUndone);
    this.isOpen = false;
    this.isExplicitTransaction = false;
    this.hasWritten = false;
    this.locks.releaseAll(this);
  }

  async lock(relation: RelationName): Promise<void> {
    const table = `${relation.schema ?? this.schemaOf(relation.name)}.${relation.name}`;
    const isHeld = await this.locks.acquire(table, this, () => this.isStopped);
    if (!isHeld) throw new SqlError(CANCELLED, '57014');
  }

  /** Runs the engine's SQL with the statement's parameters bound. */
  async run(sql: string): Promise<DuckDBMaterializedResult> {
    if (this.isStopped) throw new SqlError(CANCELLED, '57014');
    this.catalogue.beforeRun(sql);
    try {
      return await this.send(bindParameters(sql, this.values));
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** Runs a query of the warehouse itself and returns its rows. */
  async rows(sql: string): Promise<unknown[][]> {
    const result = await this.run(sql);
    return chunksOf(result).flatMap((chunk) => chunk.convertRows(JSDuckDBValueConverter));
  }

  /** Runs a query and keeps its result. */
  async query(sql: string): Promise<ResultSet> {
    const result = await this.run(sql);
    try {
      const chunks = chunksOf(result);
      const columns = result
        .columnNames()
        .map((name, index) => resultColumn(name, result.columnType(index)));
      return new ResultSet(columns, chunks);
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** The columns and parameter types that the engine sees in a query, which is not run. */
  async describe(
    sql: string,
  ): Promise<{ columns: ResultColumn[]; parameterTypes: DuckDBTypeId[] }> {
    try {
      if (this.ahead !== '') await this.send('');
      const prepared = await this.connection.prepare(sql);
      try {
        const parameterTypes = Array.from({ length: prepared.parameterCount }, (_, index) =>
          prepared.parameterTypeId(index + 1),
        );
        const columns = Array.from({ length: prepared.columnCount }, (_, index) => {
          // A type that hangs on a parameter is not known yet, and the engine's binding throws for it.
          const isKnown = prepared.columnTypeId(index) !== DuckDBTypeId.INVALID;
          const type = isKnown ? prepared.columnType(index) : VARCHAR;
          return resultColumn(prepared.columnName(index), type);
        });
        return { columns, parameterTypes };
      } finally {
        prepared.destroySync();
      }
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** Stops what runs now and everything after it. */
  cancel(): void {
    this.isCancelled = true;
    this.connection.interrupt();
    this.locks.wakeAll();
  }

  private get isStopped(): boolean {
    return this.isCancelled || this.isTimedOut;
  }

  /**
   * Does a statement's work within the session's statement_timeout.
   * https://docs.aws.amazon.com/redshift/latest/dg/r_statement_timeout.html
   */
  async inTime<T>(work: () => Promise<T>): Promise<T> {
    const timeoutMs = Number(this.settings.get('statement_timeout') ?? 0);
    if (timeoutMs === 0) return work();
    const timer = setTimeout(() => {
      this.isTimedOut = true;
      this.connection.interrupt();
      this.locks.wakeAll();
    }, timeoutMs);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      this.isTimedOut = false;
    }
  }

  /** Goes on after a cancelled statement has ended. */
  resume(): void {
    if (!this.isCancelled) return;
    this.isCancelled = false;
    this.hasState = true;
  }

  /** Ends the session; a connection without any trace of it serves the next one. */
  close(): void {
    const wasOpen = this.isOpen;
    this.endTransaction(true);
    const isClean =
      !this.isCancelled && !wasOpen && this.temporaryTables.size === 0 && !this.hasState;
    this.release(this.connection, isClean);
  }
}
