import {
  DescribeStatementCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  GetStatementResultV2Command,
  ListDatabasesCommand,
  ListSchemasCommand,
  ListSessionsCommand,
  ListStatementsCommand,
  ListTablesCommand,
  ResourceNotFoundException,
  ValidationException,
} from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchResult, run, runBatch, startWarehouse, type TestWarehouse } from './client.ts';

let warehouse: TestWarehouse;
const where = { Database: 'dev', WorkgroupName: 'w' };

beforeAll(async () => {
  warehouse = await startWarehouse();
  await runBatch(warehouse.client, [
    'CREATE SCHEMA shop',
    'CREATE TABLE shop.orders (id INT IDENTITY(1, 1), label VARCHAR(10) NOT NULL, price DECIMAL(8, 2))',
    'CREATE VIEW shop.labels AS SELECT label FROM shop.orders',
    'CREATE TABLE shop.returns (id INT)',
    "INSERT INTO shop.orders (label, price) VALUES ('a', 1.5), ('b, c', NULL)",
  ]);
});

afterAll(async () => {
  await warehouse?.stop();
});

function execute(
  members: Partial<ConstructorParameters<typeof ExecuteStatementCommand>[0]> & { Sql: string },
) {
  return warehouse.client.send(
    new ExecuteStatementCommand({
      ...(members.SessionId ? {} : where),
      WaitTimeSeconds: 20,
      ...members,
    }),
  );
}

describe('the catalogue', () => {
  it('ListDatabases names the one database', async () => {
    const { Databases } = await warehouse.client.send(new ListDatabasesCommand(where));
    expect(Databases).toEqual(['dev']);
    await expect(
      warehouse.client.send(new ListDatabasesCommand({ Database: 'other' })),
    ).rejects.toBeInstanceOf(ValidationException);
  });

  it('ListSchemas names each schema once, and by a pattern', async () => {
    const all = await warehouse.client.send(new ListSchemasCommand(where));
    expect(all.Schemas).toEqual(['information_schema', 'pg_catalog', 'public', 'shop']);
    const some = await warehouse.client.send(
      new ListSchemasCommand({ ...where, SchemaPattern: 'sh%' }),
    );
    expect(some.Schemas).toEqual(['shop']);
  });

  it('ListTables gives tables and views, page by page', async () => {
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await warehouse.client.send(
        new ListTablesCommand({ ...where, SchemaPattern: 'shop', MaxResults: 2, NextToken }),
      );
      expect(page.Tables?.length).toBeLessThanOrEqual(2);
      names.push(...(page.Tables ?? []).map(({ name, type }) => `${type} ${name}`));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names).toEqual(['VIEW labels', 'TABLE orders', 'TABLE returns']);
  });

  it('DescribeTable gives columns with types, lengths and nullability', async () => {
    const { TableName, ColumnList = [] } = await warehouse.client.send(
      new DescribeTableCommand({ ...where, Schema: 'shop', Table: 'orders' }),
    );
    expect(TableName).toBe('orders');
    expect(
      ColumnList.map(({ name, typeName, precision, scale, nullable }) => ({
        name,
        typeName,
        precision,
        scale,
        nullable,
      })),
    ).toEqual([
      { name: 'id', typeName: 'int4', precision: 32, scale: 0, nullable: 0 },
      { name: 'label', typeName: 'varchar', precision: 10, scale: 0, nullable: 0 },
      { name: 'price', typeName: 'numeric', precision: 8, scale: 2, nullable: 1 },
    ]);
  });
});

describe('results', () => {
  it('of one statement of a batch are fetched by its own id', async () => {
    const { Id = '' } = await runBatch(warehouse.client, [
      'SELECT 1 AS one',
      'SELECT label FROM shop.orders ORDER BY label',
    ]);
    const { SubStatements = [] } = await warehouse.client.send(
      new DescribeStatementCommand({ Id }),
    );
    expect(SubStatements.map((part) => [part.Id, part.Status, part.ResultRows])).toEqual([
      [`${Id}:1`, 'FINISHED', 1],
      [`${Id}:2`, 'FINISHED', 2],
    ]);
    const second = await warehouse.client.send(new GetStatementResultCommand({ Id: `${Id}:2` }));
    expect(second.Records).toEqual([[{ stringValue: 'a' }], [{ stringValue: 'b, c' }]]);
  });

  it('are CSV where the statement asked for it, and then by GetStatementResultV2 alone', async () => {
    const { Id = '' } = await warehouse.client.send(
      new ExecuteStatementCommand({
        ...where,
        Sql: 'SELECT label, price FROM shop.orders ORDER BY label',
        ResultFormat: 'CSV',
        WaitTimeSeconds: 20,
      }),
    );
    const { Records, TotalNumRows } = await warehouse.client.send(
      new GetStatementResultV2Command({ Id }),
    );
    expect(Records).toEqual([{ CSVRecords: 'label,price\r\na,1.50\r\n"b, c",\r\n' }]);
    expect(TotalNumRows).toBe(2);
    await expect(
      warehouse.client.send(new GetStatementResultCommand({ Id })),
    ).rejects.toBeInstanceOf(ValidationException);
  });

  it('are CSV page by page, the header on the first one', async () => {
    const { Id = '' } = await warehouse.client.send(
      new ExecuteStatementCommand({
        ...where,
        Sql: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) SELECT i, REPEAT('x', 1000) AS filler FROM n ORDER BY i",
        ResultFormat: 'CSV',
        WaitTimeSeconds: 20,
      }),
    );
    const lines: string[] = [];
    let pages = 0;
    let NextToken: string | undefined;
    do {
      const page = await warehouse.client.send(
        new GetStatementResultV2Command({ Id, ...(NextToken ? { NextToken } : {}) }),
      );
      const text = page.Records?.map((record) => record.CSVRecords ?? '').join('') ?? '';
      lines.push(...text.trimEnd().split('\r\n'));
      pages += 1;
      NextToken = page.NextToken;
    } while (NextToken);
    expect(pages).toBeGreaterThan(1);
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      'i',
      ...Array.from({ length: 2500 }, (_, i) => String(i + 1)),
    ]);
  });
});

describe('ListSessions', () => {
  it('gives the sessions that are kept alive', async () => {
    const { SessionId } = await warehouse.client.send(
      new ExecuteStatementCommand({
        ...where,
        Sql: 'SELECT 1',
        SessionKeepAliveSeconds: 60,
        WaitTimeSeconds: 20,
      }),
    );
    const { Sessions = [] } = await warehouse.client.send(new ListSessionsCommand({}));
    expect(Sessions.map((session) => [session.SessionId, session.Status])).toEqual([
      [SessionId, 'AVAILABLE'],
    ]);
  });

  it('lists none that ended', async () => {
    await run(warehouse.client, 'SELECT 1');
    const { Sessions = [] } = await warehouse.client.send(
      new ListSessionsCommand({ Status: 'CLOSED' }),
    );
    expect(Sessions).toEqual([]);
  });
});

describe('sessions', () => {
  it('keep temporary tables and transactions between statements', async () => {
    const first = await execute({
      Sql: 'CREATE TEMP TABLE mine AS SELECT 1 AS a',
      SessionKeepAliveSeconds: 60,
    });
    const SessionId = first.SessionId ?? '';
    expect(SessionId).not.toBe('');
    await execute({ Sql: 'BEGIN', SessionId });
    await execute({ Sql: 'INSERT INTO mine VALUES (2)', SessionId });
    await execute({ Sql: 'ROLLBACK', SessionId });
    const answer = await execute({ Sql: 'SELECT COUNT(*) FROM mine', SessionId });
    expect((await fetchResult(warehouse.client, answer.Id ?? '')).rows).toEqual([[1]]);
  });

  it('have their temporary tables as they were where a transaction is rolled back', async () => {
    const { SessionId = '' } = await execute({
      Sql: 'CREATE TEMP TABLE kept (a INT, b VARCHAR(2))',
      SessionKeepAliveSeconds: 60,
    });
    const then = async (Sql: string) => (await execute({ Sql, SessionId })).Status;
    await then('BEGIN');
    await then('CREATE TEMP TABLE undone (a INT)');
    await then('DROP TABLE kept');
    await then('ROLLBACK');
    expect(await then('CREATE TEMP TABLE undone (a INT)')).toBe('FINISHED');
    expect(await then('CREATE TEMP TABLE kept (a INT)')).toBe('FAILED');
    expect(await then("INSERT INTO kept VALUES (1, 'abc')")).toBe('FAILED');
    expect(await then("INSERT INTO kept VALUES (1, 'ab')")).toBe('FINISHED');
  });

  it('are refused where there is none', async () => {
    await expect(
      execute({ Sql: 'SELECT 1', SessionId: 'd9b6c0c9-0747-4bf4-b142-e8883122f766' }),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });
});

describe('ListStatements', () => {
  it('lists finished statements, and by status and name', async () => {
    await execute({ Sql: 'SELECT 1 AS one', StatementName: 'first' });
    for (const table of ['a', 'b', 'c']) await execute({ Sql: `SELECT * FROM no_${table}` });
    const named = await warehouse.client.send(
      new ListStatementsCommand({ StatementName: 'first' }),
    );
    expect(named.Statements?.map((statement) => statement.QueryString)).toEqual([
      'SELECT 1 AS one',
    ]);
    const failed = await warehouse.client.send(
      new ListStatementsCommand({ Status: 'FAILED', MaxResults: 2 }),
    );
    expect(failed.Statements).toHaveLength(2);
    expect(failed.NextToken).toBeDefined();
  });
});
