import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  type DescribeStatementResponse,
  ExecuteStatementCommand,
  type Field,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { type RedshiftOptions, startRedshift } from '../index.ts';

/** A cell as a test writes it: text for numeric and times, null for a null. */
export type Cell = string | number | boolean | null;

export interface QueryResult {
  columns: string[];
  types: string[];
  rows: Cell[][];
}

/** A started warehouse with a client of one caller. */
export interface TestWarehouse {
  readonly url: string;
  readonly client: RedshiftDataClient;
  readonly dataDir: string;
  /** A client with another access key. */
  as(accessKeyId: string): RedshiftDataClient;
  stop(): Promise<void>;
}

export const NOW = new Date('2026-03-10T12:00:00Z');

/** Starts a warehouse on a temporary folder (or on the given one, which then stays). */
export async function startWarehouse(
  options: Partial<RedshiftOptions> = {},
): Promise<TestWarehouse> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'redshift-test-')));
  const server = await startRedshift({ s3: {}, now: () => NOW, ...options, dataDir });
  const clients: RedshiftDataClient[] = [];
  const as = (accessKeyId: string) => {
    const client = new RedshiftDataClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
    clients.push(client);
    return client;
  };
  return {
    url: server.url,
    client: as('ADMIN'),
    dataDir,
    as,
    stop: async () => {
      for (const client of clients) client.destroy();
      await server.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function cell(field: Field): Cell {
  if (field.isNull) return null;
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null;
}

async function described(
  client: RedshiftDataClient,
  id: string,
): Promise<DescribeStatementResponse> {
  for (;;) {
    const answer = await client.send(new DescribeStatementCommand({ Id: id, WaitTimeSeconds: 20 }));
    if (answer.Status === 'FINISHED' || answer.Status === 'FAILED' || answer.Status === 'ABORTED')
      return answer;
  }
}

/** All pages of a result. */
export async function fetchResult(client: RedshiftDataClient, id: string): Promise<QueryResult> {
  const result: QueryResult = { columns: [], types: [], rows: [] };
  let token: string | undefined;
  do {
    const page = await client.send(
      new GetStatementResultCommand({ Id: id, ...(token ? { NextToken: token } : {}) }),
    );
    result.columns = (page.ColumnMetadata ?? []).map((column) => column.name ?? '');
    result.types = (page.ColumnMetadata ?? []).map((column) => column.typeName ?? '');
    for (const record of page.Records ?? []) result.rows.push(record.map(cell));
    token = page.NextToken;
  } while (token);
  return result;
}

/** Runs one statement and fetches what it returns. @throws Error with the statement's error */
export async function run(
  client: RedshiftDataClient,
  sql: string,
  parameters?: Record<string, string>,
): Promise<QueryResult & { resultRows: number }> {
  const submitted = await client.send(
    new ExecuteStatementCommand({
      Sql: sql,
      Database: 'dev',
      WorkgroupName: 'test',
      ...(parameters
        ? { Parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })) }
        : {}),
    }),
  );
  const id = submitted.Id ?? '';
  const answer = await described(client, id);
  if (answer.Status !== 'FINISHED') throw new Error(answer.Error ?? answer.Status);
  const result = answer.HasResultSet
    ? await fetchResult(client, id)
    : { columns: [], types: [], rows: [] };
  return { ...result, resultRows: answer.ResultRows ?? -1 };
}

/** Runs a batch to its end, whatever that is. */
export async function runBatch(
  client: RedshiftDataClient,
  sqls: string[],
  mode?: 'AUTO_COMMIT',
): Promise<DescribeStatementResponse> {
  const submitted = await client.send(
    new BatchExecuteStatementCommand({
      Sqls: sqls,
      Database: 'dev',
      WorkgroupName: 'test',
      ...(mode ? { ExecutionMode: mode } : {}),
    }),
  );
  return described(client, submitted.Id ?? '');
}

/** The rows that a query returns. */
export async function rows(
  client: RedshiftDataClient,
  sql: string,
  parameters?: Record<string, string>,
): Promise<Cell[][]> {
  return (await run(client, sql, parameters)).rows;
}
