import {
  ActiveStatementsExceededException,
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type ExecuteStatementCommandOutput,
  type Field,
  GetStatementResultCommand,
  RedshiftDataClient,
  type RedshiftDataClientConfig,
  type RedshiftDataClientResolvedConfig,
  ResourceNotFoundException,
  type SqlParameter,
  ValidationException,
} from '@aws-sdk/client-redshift-data';
import { ConsistencyError, TransientError } from '../domain/errors.ts';
import { ResultRecordsProtocol } from './result-records.ts';

/** Values for `:name` parameters. The Data API binds text only: write `CAST(:n AS INTEGER)` in the SQL. */
export type SqlParameters = Readonly<Record<string, string | number>>;

/** One value of a result: NUMERIC, dates and timestamps come as text. */
export type ResultValue = string | number | boolean | null;
export type ResultRow = Record<string, ResultValue>;

export type ResultColumn = { readonly name: string; readonly type: string };
export type Result = { readonly columns: readonly ResultColumn[]; readonly rows: ResultValue[][] };

export type WarehouseTarget = {
  /** Redshift Serverless workgroup. */
  readonly workgroup: string;
  readonly database: string;
  /** Secret of the database user to be. @default the user that is named like the caller's role */
  readonly secretArn?: string;
};

/** Longest wait that the Data API offers, in seconds. */
const longestWaitSeconds = 30;
/** Where somebody watches a transaction. */
const tellingWaitSeconds = 1;

/** 1018, 1023 and a deadlock: a concurrent transaction was in the way; the same again can succeed. */
const isConflict = (message: string): boolean =>
  /\b(1018|1023)\b|serializable isolation violation|deadlock detected/i.test(message);

/** The statement ended, and not well. */
export class StatementFailed extends ConsistencyError {
  override readonly name = 'StatementFailed';
  readonly statementId: string;
  readonly sqlMessage: string;
  /** Whether it was a COPY: then a file may be at fault, and not the statement. */
  readonly isCopy: boolean;
  /** Which statement of a transaction it was, from 0; null where there was only one. */
  readonly position: number | null;

  constructor(statementId: string, sqlMessage: string, sql: string, position: number | null) {
    super(`The warehouse refused a statement: ${sqlMessage} [${sql.trim().slice(0, 200)}]`);
    this.statementId = statementId;
    this.sqlMessage = sqlMessage;
    this.isCopy = /^\s*COPY\b/i.test(sql);
    this.position = position;
  }
}

const fieldValue = (field: Field): ResultValue => {
  if (field.isNull) return null;
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null;
};

const sqlParameters = (parameters: SqlParameters): SqlParameter[] | undefined => {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return undefined;
  return entries.map(([name, value]) => ({ name, value: String(value) }));
};

/** The rows of a result as objects. */
export const rowsOf = ({ columns, rows }: Result): ResultRow[] =>
  rows.map((row) => Object.fromEntries(columns.map((column, i) => [column.name, row[i] ?? null])));

type Logger = RedshiftDataClientResolvedConfig['logger'];

/**
 * A logger without `info`: for one that has it, the SDK copies every answer, field by field, before the
 * line is thrown away, which costs a second for 100,000 rows.
 */
const quietLogger = { trace() {}, debug() {}, warn() {}, error() {} } as unknown as Logger;

/** What tells of a submitted statement. */
type Submitted = Pick<ExecuteStatementCommandOutput, 'Id' | 'HasResultSet'> & {
  readonly Status?: string | undefined;
};

/**
 * As many statements run as may: the same later succeeds. The SDK does not know this error for one to wait
 * on, so its retries are told, from within them.
 */
const retryWhileFull = (client: RedshiftDataClient): void => {
  client.middlewareStack.add(
    (next) => async (request) => {
      try {
        return await next(request);
      } catch (error) {
        if (error instanceof ActiveStatementsExceededException) {
          error.$retryable = { throttling: true };
        }
        throw error;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'retryWhileFull', override: true },
  );
};

/**
 * A client of the Data API that reads answers at little cost.
 * @param config what differs from the environment's endpoint and credentials, and from eight patient attempts
 */
export const dataApiClient = (config: RedshiftDataClientConfig = {}): RedshiftDataClient =>
  new RedshiftDataClient({
    maxAttempts: 8,
    retryMode: 'adaptive',
    logger: quietLogger,
    protocol: ResultRecordsProtocol,
    ...config,
  });

/** The warehouse behind the Redshift Data API. Endpoint and credentials are the environment's. */
export class Warehouse {
  /** Open to whoever listens to its calls: a tracer. */
  readonly client: RedshiftDataClient;
  readonly #target: Pick<ExecuteStatementCommandInput, 'WorkgroupName' | 'Database' | 'SecretArn'>;

  constructor(target: WarehouseTarget, client = dataApiClient()) {
    retryWhileFull(client);
    this.client = client;
    this.#target = {
      WorkgroupName: target.workgroup,
      Database: target.database,
      SecretArn: target.secretArn,
    };
  }

  /** Runs one statement and gives its rows as arrays beside the columns. @throws StatementFailed, TransientError */
  async result(sql: string, parameters: SqlParameters = {}): Promise<Result> {
    const started = await this.client.send(
      new ExecuteStatementCommand({
        ...this.#target,
        Sql: sql,
        Parameters: sqlParameters(parameters),
        WaitTimeSeconds: longestWaitSeconds,
      }),
    );
    const { HasResultSet } = await this.#finished(started, sql);
    return HasResultSet ? this.#fetch(started.Id) : { columns: [], rows: [] };
  }

  /**
   * What a statement of a transaction answered before a later one failed.
   * @param position of the statement, from 0
   * @returns null where the service has not kept it, since all work was rolled back
   */
  async answerBefore(failure: StatementFailed, position: number): Promise<ResultRow[] | null> {
    try {
      return rowsOf(await this.#fetch(`${failure.statementId}:${position + 1}`));
    } catch (error) {
      if (error instanceof ValidationException || error instanceof ResourceNotFoundException)
        return null;
      throw error;
    }
  }

  /** Runs one statement and gives its rows as objects. @throws StatementFailed, TransientError */
  async query(sql: string, parameters: SqlParameters = {}): Promise<ResultRow[]> {
    return rowsOf(await this.result(sql, parameters));
  }

  /**
   * Runs up to 40 statements as one transaction.
   * @param clientToken 1 to 64 characters; the same token with the same statements runs them once.
   * @param finished is told about once a second how many of the statements have run
   * @throws StatementFailed, TransientError
   */
  async transaction(
    sqls: readonly string[],
    clientToken?: string,
    parameters: SqlParameters = {},
    finished?: (statements: number) => void,
  ): Promise<void> {
    await this.#batch(sqls, clientToken, parameters, finished);
  }

  /**
   * What up to 40 queries answer of one state of the warehouse, in their order.
   * @param finished is told about once a second how many of them have run
   * @throws StatementFailed, TransientError
   */
  async results(
    sqls: readonly string[],
    finished?: (statements: number) => void,
  ): Promise<Result[]> {
    if (sqls.length === 0) return [];
    const { Id } = await this.#batch(sqls, undefined, {}, finished);
    return Promise.all(sqls.map((_, at) => this.#fetch(`${Id}:${at + 1}`)));
  }

  async #batch(
    sqls: readonly string[],
    clientToken: string | undefined,
    parameters: SqlParameters,
    finished?: (statements: number) => void,
  ): Promise<Submitted> {
    const started = await this.client.send(
      new BatchExecuteStatementCommand({
        ...this.#target,
        Sqls: [...sqls],
        ClientToken: clientToken,
        Parameters: sqlParameters(parameters),
        WaitTimeSeconds: finished ? tellingWaitSeconds : longestWaitSeconds,
      }),
    );
    return this.#finished(started, sqls.join(';\n'), finished);
  }

  /** Waits for the statement's end, which a short one has come to before its submission was answered. */
  async #finished(
    submitted: Submitted,
    sql: string,
    finished?: (statements: number) => void,
  ): Promise<Submitted> {
    if (submitted.Status === 'FINISHED') return submitted;
    const WaitTimeSeconds = finished ? tellingWaitSeconds : longestWaitSeconds;
    for (;;) {
      const described = await this.client.send(
        new DescribeStatementCommand({ Id: submitted.Id, WaitTimeSeconds }),
      );
      finished?.(
        described.SubStatements?.filter(({ Status }) => Status === 'FINISHED').length ?? 0,
      );
      if (described.Status === 'FINISHED') return described;
      if (described.Status === 'FAILED' || described.Status === 'ABORTED') {
        const parts = described.SubStatements ?? [];
        const position = parts.findIndex((statement) => statement.Status === 'FAILED');
        const failed = parts[position];
        const message = failed?.Error ?? described.Error ?? `the statement was ${described.Status}`;
        if (isConflict(message)) {
          throw new TransientError(`A concurrent transaction was in the way: ${message}`);
        }
        throw new StatementFailed(
          described.Id ?? '',
          message,
          failed?.QueryString ?? sql,
          failed ? position : null,
        );
      }
    }
  }

  async #fetch(id: string | undefined): Promise<Result> {
    const rows: ResultValue[][] = [];
    let columns: ResultColumn[] = [];
    let token: string | undefined;
    do {
      const page = await this.client.send(
        new GetStatementResultCommand({ Id: id, NextToken: token }),
      );
      columns = (page.ColumnMetadata ?? []).map((column) => ({
        name: column.label ?? column.name ?? '',
        type: column.typeName ?? '',
      }));
      for (const record of page.Records ?? []) rows.push(record.map(fieldValue));
      token = page.NextToken;
    } while (token);
    return { columns, rows };
  }
}
