import {
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  ResourceNotFoundException,
  ValidationException,
} from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchResult, rows, run, runBatch, startWarehouse, type TestWarehouse } from './client.ts';

let warehouse: TestWarehouse;

beforeAll(async () => {
  warehouse = await startWarehouse();
});

afterAll(async () => {
  await warehouse?.stop();
});

function execute(
  members: Partial<ConstructorParameters<typeof ExecuteStatementCommand>[0]> & { Sql: string },
) {
  return warehouse.client.send(
    new ExecuteStatementCommand({
      ...(members.SessionId ? {} : { Database: 'dev', WorkgroupName: 'w' }),
      WaitTimeSeconds: 20,
      ...members,
    }),
  );
}

describe('ExecuteStatement', () => {
  it('waits for the statement and tells what it came to', async () => {
    const answer = await execute({ Sql: 'SELECT 1 AS one', StatementName: 'first' });
    expect(answer).toMatchObject({
      Status: 'FINISHED',
      HasResultSet: true,
      Database: 'dev',
      DbUser: 'admin',
      WorkgroupName: 'w',
    });
    const described = await warehouse.client.send(
      new DescribeStatementCommand({ Id: answer.Id ?? '' }),
    );
    expect(described).toMatchObject({
      Status: 'FINISHED',
      ResultRows: 1,
      QueryString: 'SELECT 1 AS one',
      ResultFormat: 'JSON',
    });
    expect(described.Duration).toBeGreaterThan(0);
    expect(described.CreatedAt).toBeInstanceOf(Date);
  });

  it('reports a failed statement with its error, not as an exception', async () => {
    const answer = await execute({ Sql: 'SELECT * FROM nowhere' });
    expect(answer.Status).toBe('FAILED');
    const described = await warehouse.client.send(
      new DescribeStatementCommand({ Id: answer.Id ?? '' }),
    );
    expect(described.Error).toBe('ERROR: relation "nowhere" does not exist');
    await expect(
      warehouse.client.send(new GetStatementResultCommand({ Id: answer.Id ?? '' })),
    ).rejects.toBeInstanceOf(ValidationException);
  });

  it('binds named parameters as values', async () => {
    expect(
      await rows(warehouse.client, "SELECT :a::int + 1, :b, ':a'", { a: '41', b: "it's" }),
    ).toEqual([[42, "it's", ':a']]);
  });

  it.each([
    ['SELECT * FROM :p', 'many'],
    ['SELECT 1 AS :p', 'x", (SELECT count(*) FROM pg_internal.privilege) AS "y'],
    ['SELECT i AS "a", i :p FROM many', 'x" FROM pg_internal.privilege --'],
    ['SELECT many.:p FROM many', 'i'],
    ['SELECT i FROM many AS :p', 'm'],
    ['CREATE TABLE :p (a INT)', 't'],
    ["SELECT * FROM (SELECT 'a' AS k, 1 AS v) t PIVOT (SUM(v) FOR k IN ('a' AS :p))", 'x" --'],
    ['WITH q AS (SELECT 1 AS a) SELECT a FROM q ORDER BY a LIMIT :p', '1; SELECT 2'],
  ])('binds a parameter to no name: %s', async (sql, p) => {
    await expect(rows(warehouse.client, sql, { p })).rejects.toThrow(/syntax error|Invalid digit/);
  });

  it('refuses unused, empty and doubled parameters', async () => {
    const parameters = (list: [string, string][]) =>
      execute({ Sql: 'SELECT :a', Parameters: list.map(([name, value]) => ({ name, value })) });
    await expect(
      parameters([
        ['a', '1'],
        ['b', '2'],
      ]),
    ).rejects.toThrow('Unused parameters: [b]');
    await expect(parameters([['a', '']])).rejects.toBeInstanceOf(ValidationException);
    await expect(
      parameters([
        ['a', '1'],
        ['a', '2'],
      ]),
    ).rejects.toThrow('duplicate');
  });

  it('refuses a statement of more than 100 KB, an unknown database and an Id that is not there', async () => {
    await expect(execute({ Sql: `SELECT '${'x'.repeat(102_400)}'` })).rejects.toBeInstanceOf(
      ValidationException,
    );
    await expect(execute({ Sql: 'SELECT 1', Database: 'other' })).rejects.toBeInstanceOf(
      ValidationException,
    );
    await expect(
      warehouse.client.send(
        new DescribeStatementCommand({ Id: 'd9b6c0c9-0747-4bf4-b142-e8883122f766' }),
      ),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('gives the first submission back for the same ClientToken and refuses another content', async () => {
    await run(warehouse.client, 'CREATE TABLE once (a INT)');
    const first = await execute({ Sql: 'INSERT INTO once VALUES (1)', ClientToken: 'token-1' });
    const again = await execute({ Sql: 'INSERT INTO once VALUES (1)', ClientToken: 'token-1' });
    expect(again.Id).toBe(first.Id);
    expect(await rows(warehouse.client, 'SELECT COUNT(*) FROM once')).toEqual([[1]]);
    await expect(
      execute({ Sql: 'INSERT INTO once VALUES (2)', ClientToken: 'token-1' }),
    ).rejects.toBeInstanceOf(ValidationException);
  });

  it('cancels a running statement', async () => {
    await run(
      warehouse.client,
      'CREATE TABLE many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i FROM n',
    );
    const answer = await execute({
      Sql: 'SELECT COUNT(*) FROM many a, many b, many c, many d WHERE a.i + b.i + c.i + d.i = 7',
      WaitTimeSeconds: 0,
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(
      (await warehouse.client.send(new CancelStatementCommand({ Id: answer.Id ?? '' }))).Status,
    ).toBe(true);
    const described = await warehouse.client.send(
      new DescribeStatementCommand({ Id: answer.Id ?? '' }),
    );
    expect(described.Status).toBe('ABORTED');
  });

  it('pages a large result by NextToken', async () => {
    const query =
      "SELECT a.i, REPEAT('x', 100) AS filler FROM many a, (SELECT i FROM many WHERE i <= 10) b";
    const answer = await execute({ Sql: query });
    const first = await warehouse.client.send(
      new GetStatementResultCommand({ Id: answer.Id ?? '' }),
    );
    expect(first.NextToken).toBeDefined();
    expect(first.TotalNumRows).toBe(30_000);
    expect((await fetchResult(warehouse.client, answer.Id ?? '')).rows).toHaveLength(30_000);
  });

  it('refuses a row of more than 64 KB, on whatever page it is', async () => {
    const row = (bytes: number) => `REPEAT('x', 30000) AS a, REPEAT('y', ${bytes - 30_000}) AS b`;
    const most = await execute({ Sql: `SELECT ${row(65_536)}` });
    expect((await fetchResult(warehouse.client, most.Id ?? '')).rows).toHaveLength(1);
    const long = await execute({
      Sql: `SELECT i, REPEAT('x', 40000) AS a, CASE WHEN i = 60 THEN REPEAT('y', 40000) ELSE '' END AS b FROM many WHERE i <= 60 ORDER BY i`,
    });
    await expect(fetchResult(warehouse.client, long.Id ?? '')).rejects.toThrow('row 60 has more');
  });
});

describe('BatchExecuteStatement', () => {
  it('commits all statements or none', async () => {
    await run(warehouse.client, 'CREATE TABLE batch (a INT NOT NULL)');
    const failed = await runBatch(warehouse.client, [
      'INSERT INTO batch VALUES (1)',
      'INSERT INTO batch VALUES (NULL)',
      'INSERT INTO batch VALUES (3)',
    ]);
    expect(failed.Status).toBe('FAILED');
    expect(failed.SubStatements?.map((part) => part.Status)).toEqual([
      'FINISHED',
      'FAILED',
      'ABORTED',
    ]);
    expect(await rows(warehouse.client, 'SELECT COUNT(*) FROM batch')).toEqual([[0]]);
    const done = await runBatch(warehouse.client, [
      'INSERT INTO batch VALUES (1)',
      'SELECT a FROM batch',
    ]);
    expect(done.Status).toBe('FINISHED');
    expect((await fetchResult(warehouse.client, `${done.Id}:2`)).rows).toEqual([[1]]);
  });

  it('commits each statement alone in AUTO_COMMIT', async () => {
    await run(warehouse.client, 'CREATE TABLE auto (a INT NOT NULL)');
    const answer = await runBatch(
      warehouse.client,
      [
        'INSERT INTO auto VALUES (1)',
        'INSERT INTO auto VALUES (NULL)',
        'INSERT INTO auto VALUES (3)',
      ],
      'AUTO_COMMIT',
    );
    expect(answer.SubStatements?.map((part) => part.Status)).toEqual([
      'FINISHED',
      'FAILED',
      'FINISHED',
    ]);
    expect(await rows(warehouse.client, 'SELECT a FROM auto ORDER BY a')).toEqual([[1], [3]]);
  });

  it('keeps a temporary table for the batch only', async () => {
    const answer = await runBatch(warehouse.client, [
      'CREATE TEMP TABLE t1 AS SELECT 7 AS a',
      'SELECT a FROM t1',
    ]);
    expect((await fetchResult(warehouse.client, `${answer.Id}:2`)).rows).toEqual([[7]]);
    await expect(run(warehouse.client, 'SELECT a FROM t1')).rejects.toThrow(
      'relation "t1" does not exist',
    );
  });

  it('takes 1 to 40 statements', async () => {
    const send = (count: number) =>
      warehouse.client.send(
        new BatchExecuteStatementCommand({ Sqls: Array(count).fill('SELECT 1'), Database: 'dev' }),
      );
    await expect(send(41)).rejects.toBeInstanceOf(ValidationException);
    await expect(send(40)).resolves.toBeDefined();
  });

  it('serialises writers by LOCK, each seeing the one before', async () => {
    await run(warehouse.client, 'CREATE TABLE lock_me (a INT)');
    await run(warehouse.client, 'CREATE TABLE counter AS SELECT 0 AS n');
    const step = () => runBatch(warehouse.client, ['LOCK lock_me', 'UPDATE counter SET n = n + 1']);
    const answers = await Promise.all(Array.from({ length: 8 }, step));
    expect(answers.map((answer) => answer.Error)).toEqual(Array(8).fill(undefined));
    expect(await rows(warehouse.client, 'SELECT n FROM counter')).toEqual([[8]]);
  });

  it('cancels a statement that waits for a lock', async () => {
    const holder = await execute({ Sql: 'BEGIN', SessionKeepAliveSeconds: 60 });
    const SessionId = holder.SessionId ?? '';
    await execute({ Sql: 'LOCK lock_me', SessionId });
    const waiting = await execute({ Sql: 'LOCK lock_me', WaitTimeSeconds: 0 });
    const Id = waiting.Id ?? '';
    expect((await warehouse.client.send(new CancelStatementCommand({ Id }))).Status).toBe(true);
    await execute({ Sql: 'ROLLBACK', SessionId });
  });

  it('ends one of two transactions that wait for what the other holds', async () => {
    await run(warehouse.client, 'CREATE TABLE lock_me_too (a INT)');
    const begin = () => execute({ Sql: 'BEGIN', SessionKeepAliveSeconds: 60 });
    const [one = '', two = ''] = (await Promise.all([begin(), begin()])).map((a) => a.SessionId);
    await execute({ Sql: 'LOCK lock_me', SessionId: one });
    await execute({ Sql: 'LOCK lock_me_too', SessionId: two });
    const waiting = await execute({ Sql: 'LOCK lock_me_too', SessionId: one, WaitTimeSeconds: 0 });
    const crossing = await execute({ Sql: 'LOCK lock_me', SessionId: two });
    const describe = (Id: string | undefined) =>
      warehouse.client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
    // Whichever comes second is ended; the other goes on, since the ended one holds no lock any more.
    const answers = await Promise.all([describe(waiting.Id), describe(crossing.Id)]);
    expect(answers.map(({ Status }) => Status).sort()).toEqual(['FAILED', 'FINISHED']);
    expect(answers.map((answer) => answer.Error ?? '').join('')).toContain('deadlock detected');
    for (const SessionId of [one, two]) await execute({ Sql: 'ROLLBACK', SessionId });
  });

  it('tells conflicting writers without a lock with error 1023', async () => {
    await run(warehouse.client, 'CREATE TABLE fought AS SELECT 0 AS n');
    const step = () =>
      runBatch(warehouse.client, [
        'UPDATE fought SET n = n + 1',
        'SELECT COUNT(*) FROM many a, many b',
      ]);
    const answers = await Promise.all([step(), step()]);
    const errors = answers.flatMap((answer) => (answer.Error === undefined ? [] : [answer.Error]));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('1023');
  });
});
