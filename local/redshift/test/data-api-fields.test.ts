import {
  ActiveSessionsExceededException,
  ActiveStatementsExceededException,
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  DescribeStatementCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  GetStatementResultCommand,
  ListSchemasCommand,
  ListSessionsCommand,
  type ListSessionsCommandInput,
  ListStatementsCommand,
  type RedshiftDataClient,
  ResourceNotFoundException,
  ValidationException,
} from '@aws-sdk/client-redshift-data';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rows, run, runBatch, startWarehouse, type TestWarehouse } from './client.ts';

let warehouse: TestWarehouse;
const where = { Database: 'dev', WorkgroupName: 'w' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

beforeAll(async () => {
  warehouse = await startWarehouse({
    callers: { ANN: 'ann' },
    quotas: { statements: 4, sessions: 2 },
  });
  await runBatch(warehouse.client, [
    'CREATE SCHEMA shop',
    'CREATE TABLE shop.orders (id INT, label VARCHAR(10))',
    'CREATE TABLE public.held (a INT)',
    "CREATE USER ann PASSWORD 'Ann12345'",
  ]);
});

/** Resolves when the sessions of a test, which live for a second, have ended. */
async function noSession(): Promise<void> {
  for (;;) {
    const { Sessions = [] } = await warehouse.client.send(new ListSessionsCommand({}));
    if (Sessions.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

afterEach(noSession);

afterAll(async () => {
  await warehouse?.stop();
});

async function execute(
  members: Partial<ExecuteStatementCommandInput> & { Sql: string },
  client = warehouse.client,
) {
  const target = members.SessionId ? {} : where;
  const { Id = '', SessionId = '' } = await client.send(
    new ExecuteStatementCommand({ ...target, WaitTimeSeconds: 20, ...members }),
  );
  return { Id, SessionId };
}

/** A transaction that holds a lock until it is told to end. */
async function holdLock(client: RedshiftDataClient): Promise<() => Promise<void>> {
  const { SessionId } = await execute({ Sql: 'BEGIN', SessionKeepAliveSeconds: 60 }, client);
  await execute({ Sql: 'LOCK public.held', SessionId }, client);
  return async () => {
    await execute({ Sql: 'ROLLBACK', SessionId, SessionKeepAliveSeconds: 1 }, client);
  };
}

describe('DescribeStatement', () => {
  it('has each member of a statement with a result', async () => {
    const { Id } = await execute({
      Sql: 'SELECT :a AS a UNION ALL SELECT :a',
      Parameters: [{ name: 'a', value: 'four' }],
    });
    const described = await warehouse.client.send(new DescribeStatementCommand({ Id }));
    expect(described).toMatchObject({
      Id,
      Status: 'FINISHED',
      Database: 'dev',
      DbUser: 'admin',
      WorkgroupName: 'w',
      ResultFormat: 'JSON',
      HasResultSet: true,
      ResultRows: 2,
      ResultSize: 8,
      QueryString: 'SELECT :a AS a UNION ALL SELECT :a',
      QueryParameters: [{ name: 'a', value: 'four' }],
    });
    expect(described.RedshiftPid).toBeGreaterThan(0);
    expect(described.RedshiftQueryId).toBeGreaterThan(0);
    expect(described.RedshiftQueryUuid).toMatch(UUID);
    expect(described.Duration).toBeGreaterThan(0);
    expect(Number(described.UpdatedAt)).toBeGreaterThanOrEqual(Number(described.CreatedAt));
    expect([described.Error, described.SubStatements, described.ExecutionMode]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has each member of a batch and of its statements', async () => {
    const batch = await runBatch(warehouse.client, [
      "INSERT INTO shop.orders VALUES (1, 'a'), (2, 'b')",
      'SELECT label FROM shop.orders',
      'DELETE FROM shop.orders',
    ]);
    expect(batch).toMatchObject({ ExecutionMode: 'TRANSACTION', HasResultSet: true });
    expect(batch.QueryString).toBeUndefined();
    const parts = batch.SubStatements ?? [];
    expect(
      parts.map((part) => [
        part.Id,
        part.Status,
        part.ResultRows,
        part.ResultSize,
        part.HasResultSet,
      ]),
    ).toEqual([
      [`${batch.Id}:1`, 'FINISHED', 2, 0, false],
      [`${batch.Id}:2`, 'FINISHED', 2, 2, true],
      [`${batch.Id}:3`, 'FINISHED', 2, 0, false],
    ]);
    for (const part of parts) {
      expect(part.Duration).toBeGreaterThan(0);
      expect(part.RedshiftQueryUuid).toMatch(UUID);
      expect(part.CreatedAt).toBeInstanceOf(Date);
      expect(part.UpdatedAt).toBeInstanceOf(Date);
    }
    const second = await warehouse.client.send(
      new DescribeStatementCommand({ Id: `${batch.Id}:2` }),
    );
    expect(second).toMatchObject({ QueryString: 'SELECT label FROM shop.orders', ResultRows: 2 });
    const alone = await runBatch(warehouse.client, ['SELECT 1'], 'AUTO_COMMIT');
    expect(alone.ExecutionMode).toBe('AUTO_COMMIT');
  });

  it('has -1 for the rows of a statement that failed', async () => {
    const { Id } = await execute({ Sql: 'SELECT * FROM nowhere' });
    expect(await warehouse.client.send(new DescribeStatementCommand({ Id }))).toMatchObject({
      Status: 'FAILED',
      ResultRows: -1,
      ResultSize: -1,
      HasResultSet: false,
    });
  });
});

describe('exceptions', () => {
  it('are typed where a result can’t be had', async () => {
    const result = (Id: string, NextToken?: string) =>
      warehouse.client.send(new GetStatementResultCommand({ Id, NextToken }));
    const { Id: without } = await execute({ Sql: 'DELETE FROM shop.orders' });
    await expect(result(without)).rejects.toThrow(ResourceNotFoundException);
    await expect(result(without)).rejects.toMatchObject({ ResourceId: without });
    const { Id: failed } = await execute({ Sql: 'SELECT 1/0' });
    await expect(result(failed)).rejects.toThrow(ValidationException);
    const { Id = '' } = await runBatch(warehouse.client, ['SELECT 1', 'SELECT 2']);
    await expect(result(Id)).rejects.toThrow(ValidationException);
    await expect(result(`${Id}:3`)).rejects.toThrow(ResourceNotFoundException);
    await expect(result(`${Id}:1`, 'nonsense')).rejects.toThrow('Invalid NextToken');
    await expect(warehouse.client.send(new CancelStatementCommand({ Id }))).rejects.toThrow(
      'Could not cancel a query that is already in FINISHED state.',
    );
  });

  it.each([
    ['SessionKeepAliveSeconds', { SessionKeepAliveSeconds: 86_401 }],
    ['SessionKeepAliveSeconds', { SessionKeepAliveSeconds: -1 }],
    ['WaitTimeSeconds', { WaitTimeSeconds: 31 }],
    ['ClientToken', { ClientToken: 'x'.repeat(65) }],
    ['exclude each other', { ClusterIdentifier: 'c' }],
    ['DbUser', { DbUser: 'ann' }],
    ['Parameters', { Parameters: [] }],
  ])('are of validation for a request with a wrong %s', async (message, members) => {
    const sent = execute({ Sql: 'SELECT 1', ...members });
    await expect(sent).rejects.toBeInstanceOf(ValidationException);
    await expect(sent).rejects.toThrow(message);
  });

  it('tell that as many statements are active as may be, and as many sessions', async () => {
    const end = await holdLock(warehouse.client);
    const waiting = await Promise.all(
      [1, 2, 3, 4].map(() => execute({ Sql: 'LOCK public.held', WaitTimeSeconds: 0 })),
    );
    await expect(execute({ Sql: 'SELECT 1' })).rejects.toThrow(ActiveStatementsExceededException);
    for (const { Id } of waiting) await warehouse.client.send(new CancelStatementCommand({ Id }));
    await execute({ Sql: 'SELECT 1', SessionKeepAliveSeconds: 1 });
    await expect(execute({ Sql: 'SELECT 1', SessionKeepAliveSeconds: 1 })).rejects.toThrow(
      ActiveSessionsExceededException,
    );
    await end();
  });

  it('keep others from a statement, and from its result', async () => {
    const { Id } = await execute({ Sql: 'SELECT 1' });
    const ann = warehouse.as('ANN');
    for (const command of [
      new DescribeStatementCommand({ Id }),
      new GetStatementResultCommand({ Id }),
      new CancelStatementCommand({ Id }),
    ])
      await expect(ann.send(command as DescribeStatementCommand)).rejects.toThrow(
        ResourceNotFoundException,
      );
  });
});

describe('DbUser', () => {
  it('is who the superuser is with a cluster, and only oneself for others', async () => {
    const asAnn = {
      Sql: 'SELECT current_user',
      Database: 'dev',
      ClusterIdentifier: 'c',
      WorkgroupName: undefined,
    };
    const { Id } = await execute({ ...asAnn, DbUser: 'ann' });
    const { Records } = await warehouse.client.send(new GetStatementResultCommand({ Id }));
    expect(Records).toEqual([[{ stringValue: 'ann' }]]);
    await execute({ ...asAnn, DbUser: 'ann' }, warehouse.as('ANN'));
    await expect(execute({ ...asAnn, DbUser: 'admin' }, warehouse.as('ANN'))).rejects.toMatchObject(
      {
        name: 'AccessDeniedException',
      },
    );
  });
});

it('GetStatementResult waits for a statement that still runs', async () => {
  const end = await holdLock(warehouse.client);
  const { Id = '' } = await warehouse.client.send(
    new BatchExecuteStatementCommand({ ...where, Sqls: ['LOCK public.held', 'SELECT 7'] }),
  );
  const get = (WaitTimeSeconds: number) =>
    warehouse.client.send(new GetStatementResultCommand({ Id: `${Id}:2`, WaitTimeSeconds }));
  await expect(get(0)).rejects.toThrow('not finished');
  const waiting = get(30);
  await end();
  expect((await waiting).Records).toEqual([[{ longValue: 7 }]]);
});

describe('lists', () => {
  it('ListStatements goes by status, name, workgroup and caller, page by page', async () => {
    for (const name of ['load-1', 'load-2', 'Load-3'])
      await execute({ Sql: 'SELECT 1', StatementName: name, WorkgroupName: 'lists' });
    await execute({ Sql: 'SELECT 1/0', StatementName: 'load-4', WorkgroupName: 'lists' });
    await run(warehouse.as('ANN'), 'SELECT 5');
    const names = async (filter: ConstructorParameters<typeof ListStatementsCommand>[0]) => {
      const found: (string | undefined)[] = [];
      let NextToken: string | undefined;
      do {
        const page = await warehouse.client.send(
          new ListStatementsCommand({ MaxResults: 2, NextToken, ...filter }),
        );
        found.push(...(page.Statements ?? []).map(({ StatementName }) => StatementName));
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return found;
    };
    expect(await names({ StatementName: 'load' })).toEqual(['load-2', 'load-1']);
    expect(await names({ StatementName: 'load', Status: 'ALL' })).toEqual([
      'load-4',
      'load-2',
      'load-1',
    ]);
    expect(await names({ WorkgroupName: 'lists' })).toEqual(['Load-3', 'load-2', 'load-1']);
    expect(await names({ WorkgroupName: 'lists', Database: 'other' })).toEqual([]);
    const { Statements = [] } = await warehouse
      .as('ANN')
      .send(new ListStatementsCommand({ Status: 'ALL' }));
    expect(Statements.map(({ QueryString }) => QueryString)).toContain('SELECT 5');
    expect(Statements.map(({ QueryString }) => QueryString)).not.toContain('SELECT 1/0');
    await expect(names({ WorkgroupName: 'lists', ClusterIdentifier: 'c' })).rejects.toThrow(
      ValidationException,
    );
    await expect(names({ MaxResults: 101 })).rejects.toThrow('MaxResults');
  });

  it('ListSchemas and DescribeTable go page by page', async () => {
    const first = await warehouse.client.send(new ListSchemasCommand({ ...where, MaxResults: 3 }));
    const { NextToken } = first;
    const rest = await warehouse.client.send(new ListSchemasCommand({ ...where, NextToken }));
    expect([...(first.Schemas ?? []), ...(rest.Schemas ?? [])]).toEqual([
      'information_schema',
      'pg_catalog',
      'public',
      'shop',
    ]);
    const table = { ...where, Schema: 'shop', Table: 'orders' };
    const id = await warehouse.client.send(new DescribeTableCommand({ ...table, MaxResults: 1 }));
    const label = await warehouse.client.send(
      new DescribeTableCommand({ ...table, NextToken: id.NextToken }),
    );
    expect([id, label].map(({ ColumnList = [] }) => ColumnList.map(({ name }) => name))).toEqual([
      ['id'],
      ['label'],
    ]);
  });

  it('DescribeTable without a table gives the columns of all', async () => {
    const { ColumnList = [] } = await warehouse.client.send(new DescribeTableCommand(where));
    expect(
      ColumnList.map((column) => `${column.schemaName}.${column.tableName}.${column.name}`),
    ).toEqual(['public.held.a', 'shop.orders.id', 'shop.orders.label']);
  });

  it('ListSessions tells where a session is and until when, and lists it when it has closed', async () => {
    const list = async (filter: ListSessionsCommandInput) =>
      (await warehouse.client.send(new ListSessionsCommand(filter))).Sessions ?? [];
    const { SessionId } = await execute({
      Sql: 'CREATE TEMP TABLE mine (a INT)',
      SessionKeepAliveSeconds: 1,
    });
    const [session] = await list({ SessionId });
    expect(session).toMatchObject({
      SessionId,
      Database: 'dev',
      WorkgroupName: 'w',
      DbUser: 'admin',
    });
    expect(Number(session?.SessionTtl) - Number(session?.UpdatedAt)).toBe(1000);
    expect(await list({ WorkgroupName: 'another' })).toEqual([]);
    await expect(list({ SessionId, Status: 'BUSY' })).rejects.toThrow(ValidationException);
    await noSession();
    expect((await list({ Status: 'CLOSED' })).map((closed) => closed.SessionId)).toContain(
      SessionId,
    );
    await expect(execute({ Sql: 'SELECT 1', SessionId })).rejects.toThrow(
      ResourceNotFoundException,
    );
    await expect(rows(warehouse.client, 'SELECT * FROM mine')).rejects.toThrow('does not exist');
  });
});
