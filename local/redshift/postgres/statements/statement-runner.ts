import type { DuckDBTypeId } from '@duckdb/node-api';
import { keepLoadFaults } from '../../copy/kept-faults.ts';
import { execute } from '../../engine/execute/execute.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { ResultColumn } from '../../engine/results/values.ts';
import type { Session } from '../../engine/session.ts';
import { bindParameters } from '../../sql/parameters.ts';
import type { Plan } from '../../sql/plan.ts';
import { LoadError, SqlError } from '../../sql/sql-error.ts';
import { translate } from '../../sql/translate.ts';
import { allowedPlan } from '../../statements/run-sql.ts';
import type { Warehouse } from '../../statements/warehouse.ts';
import { cataloguePlan } from '../catalogue/catalogue-query.ts';
import { type ClientPlan, clientPlan } from '../client/client-plan.ts';
import type { ClientSettings } from '../client/client-settings.ts';
import { Cursors } from '../client/cursors.ts';
import { PreparedStatements } from '../client/prepared-statements.ts';
import { inferredOid } from '../values/types.ts';
import { withNulls, withNumbers } from './positions.ts';
import type { Rows } from './results.ts';

/** Where a connection stands: idle, in a transaction, in one that failed. */
export type TransactionStatus = 'I' | 'T' | 'E';

const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** Columns of statements that show a definition. */
const SHOWN_NAMES: Readonly<Record<string, string>> = {
  'show-view': 'Show View DDL statement',
  'show-table': 'Show Table DDL statement',
};

/** What a statement came to. */
export interface Done {
  plan: Plan | ClientPlan;
  /** Rows returned or changed. */
  rowCount: number;
  result?: Rows;
}

/**
 * Runs a connection's statements in its session, with PostgreSQL's transactions: what comes in one
 * message, or up to a Sync, is one unless the client says BEGIN.
 */
export class StatementRunner {
  readonly prepared = new PreparedStatements();
  private readonly cursors = new Cursors();
  private readonly warehouse: Warehouse;
  private readonly session: Session;
  private readonly settings: ClientSettings;
  /** Hears of what is no error: code and text. */
  private readonly warn: (sqlState: string, message: string) => void;
  private hasFailed = false;
  private isBusy = false;

  constructor(
    warehouse: Warehouse,
    session: Session,
    settings: ClientSettings,
    warn: (sqlState: string, message: string) => void,
  ) {
    this.warehouse = warehouse;
    this.session = session;
    this.settings = settings;
    this.warn = warn;
  }

  get status(): TransactionStatus {
    if (this.hasFailed) return 'E';
    return this.session.isExplicitTransaction ? 'T' : 'I';
  }

  /**
   * What a statement comes to.
   * @throws SqlError for what Redshift refuses, and for everything but an end in a failed transaction
   */
  async plan(sql: string): Promise<Plan | ClientPlan> {
    const plan =
      clientPlan(sql, this.settings) ??
      (this.hasFailed ? undefined : await cataloguePlan(this.session, sql)) ??
      translate(sql);
    const isEnd = plan.kind === 'transaction' && plan.action !== 'begin';
    if (this.hasFailed && !isEnd)
      throw new SqlError(
        'current transaction is aborted, commands ignored until end of transaction block',
        '25P02',
      );
    return plan;
  }

  /**
   * The columns that a statement returns; undefined where it returns none.
   * @param sql with marks for its parameters
   * @param values of the parameters; nulls stand for them where there are none yet
   */
  async columns(
    sql: string,
    values?: ReadonlyMap<string, string>,
  ): Promise<ResultColumn[] | undefined> {
    const plan = await this.plan(this.prepared.expand(sql));
    if (plan.kind === 'fetch') return [...this.cursors.columns(plan.cursor)];
    const query = await this.query(sql);
    if (query === undefined) return undefined;
    const described = values === undefined ? withNulls(query) : bindParameters(query, values);
    return (await this.session.describe(described)).columns;
  }

  /** The types of a statement's parameters: text where nothing in the statement tells. */
  async parameterOids(sql: string, count: number): Promise<number[]> {
    const query = count === 0 ? undefined : await this.query(sql);
    let types: DuckDBTypeId[] = [];
    try {
      if (query !== undefined)
        types = (await this.session.describe(withNumbers(query))).parameterTypes;
    } catch {
      // Some expression must know its parameter's type before it has a type itself.
    }
    return Array.from({ length: count }, (_, index) => inferredOid(types[index]));
  }

  /** A query's text for the engine, as the user may run it; undefined for all other statements. */
  private async query(text: string): Promise<string | undefined> {
    const sql = this.prepared.expand(text);
    const plan = await this.plan(sql);
    const shown = plan.kind === 'show' ? plan.name : SHOWN_NAMES[plan.kind];
    if (shown !== undefined) return `SELECT '' AS "${shown.replaceAll('"', '""')}"`;
    if (plan.kind !== 'query') return undefined;
    this.session.prepare(NO_VALUES);
    return (await this.allowed(plan, sql)).sql;
  }

  private async allowed<P extends Plan>(plan: P, sql: string): Promise<P> {
    return (await allowedPlan(this.warehouse, this.session, plan, sql)) as P;
  }

  /**
   * Runs one statement.
   * @param isAlone nothing else is to happen in its transaction
   */
  async run(text: string, values: ReadonlyMap<string, string>, isAlone: boolean): Promise<Done> {
    this.isBusy = true;
    try {
      const sql = this.prepared.expand(text);
      const plan = await this.plan(sql);
      switch (plan.kind) {
        case 'transaction':
          return { plan: await this.runTransaction(plan), rowCount: 0 };
        case 'declare':
          await this.declare(plan, values);
          return { plan, rowCount: 0 };
        case 'fetch': {
          const result = this.cursors.fetch(plan.cursor, plan.most);
          return { plan, rowCount: result.rowCount, result };
        }
        case 'close':
          this.cursors.close(plan.cursor);
          return { plan, rowCount: 0 };
        case 'prepare':
          await this.prepare(plan);
          return { plan, rowCount: 0 };
        case 'deallocate':
          this.prepared.get(plan.name);
          this.prepared.remove(plan.name);
          return { plan, rowCount: 0 };
        default:
          return { plan, ...(await this.execute(plan, sql, values, isAlone)) };
      }
    } finally {
      this.isBusy = false;
    }
  }

  /** Sets what the client asked for when it connected. */
  async set(name: string, value: string): Promise<void> {
    await this.execute({ kind: 'set', name, value }, '', NO_VALUES, true);
    await this.finish();
  }

  private async execute(
    plan: Plan,
    sql: string,
    values: ReadonlyMap<string, string>,
    isAlone: boolean,
  ): Promise<Outcome> {
    const { session } = this;
    const isOnly = isAlone && !session.isExplicitTransaction && !session.isInTransaction;
    session.prepare(values);
    const allowed = await this.allowed(plan, sql);
    const outcome = await execute(session, allowed, this.warehouse.copy, isOnly);
    if (plan.kind === 'set') this.settings.set(plan.name, plan.value);
    return outcome;
  }

  /** The result is kept whole, as Redshift's leader node keeps it. */
  private async declare(
    { cursor, query }: Extract<ClientPlan, { kind: 'declare' }>,
    values: ReadonlyMap<string, string>,
  ): Promise<void> {
    if (!this.session.isExplicitTransaction)
      throw new SqlError('DECLARE CURSOR may only be used in transaction blocks', '25P01');
    this.cursors.refuseSecond(cursor);
    const plan = await this.plan(query);
    const isQuery = plan.kind === 'query';
    const result = isQuery && (await this.execute(plan, query, values, false)).result;
    if (!result) throw new SqlError('a cursor is for a SELECT', '42601');
    this.cursors.declare(cursor, result);
  }

  /** What can't be run is refused now. */
  private async prepare({
    name,
    typeNames,
    statement,
  }: Extract<ClientPlan, { kind: 'prepare' }>): Promise<void> {
    this.prepared.refuseTaken(name);
    await this.plan(PreparedStatements.checked(statement, typeNames));
    this.prepared.add(name, { sql: statement, parameterOids: typeNames.map(() => 0), typeNames });
  }

  private async runTransaction(plan: Extract<Plan, { kind: 'transaction' }>): Promise<Plan> {
    const { session } = this;
    if (plan.action === 'begin') {
      if (session.isExplicitTransaction)
        this.warn('25001', 'there is already a transaction in progress');
      session.isExplicitTransaction = true;
      return plan;
    }
    const isEndOfNothing = !session.isExplicitTransaction && !this.hasFailed;
    if (isEndOfNothing) this.warn('25P01', 'there is no transaction in progress');
    this.cursors.clear();
    const isCommit = plan.action === 'commit' && !this.hasFailed;
    this.hasFailed = false;
    if (isCommit) await session.commit();
    else await session.rollback();
    return { kind: 'transaction', action: isCommit ? 'commit' : 'rollback' };
  }

  /** Commits what ran outside of a transaction that the client began. */
  async finish(): Promise<void> {
    if (!this.hasFailed && !this.session.isExplicitTransaction) await this.session.commit();
  }

  /** Takes back the transaction that a statement failed in. */
  async fail(error: unknown): Promise<void> {
    const { session } = this;
    this.hasFailed ||= session.isExplicitTransaction;
    this.cursors.clear();
    await session.rollback();
    session.resume();
    if (error instanceof LoadError) await keepLoadFaults(session, error.table, error.faults);
  }

  /** Stops the statement that runs now, if one does. */
  cancel(): void {
    if (this.isBusy) this.session.cancel();
  }

  /** Ends the session and whatever transaction is open. */
  async close(): Promise<void> {
    await this.session.rollback();
    this.session.close();
  }
}
