import { DescribeStatementCommand, ExecuteStatementCommand } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, runBatch, startWarehouse, type TestWarehouse } from '../client.ts';

let warehouse: TestWarehouse;

beforeAll(async () => {
  warehouse = await startWarehouse();
  const made = await runBatch(warehouse.client, [
    'CREATE TABLE t (id INTEGER, s VARCHAR(20))',
    "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT a.i, 'some text' FROM n a CROSS JOIN n b",
  ]);
  expect(made.Error).toBeUndefined();
});

afterAll(async () => {
  await warehouse?.stop();
});

it('says FINISHED of a statement once it is committed, not before', async () => {
  const { client } = warehouse;
  // The commit of a million changed rows takes a while.
  const { Id } = await client.send(
    new ExecuteStatementCommand({
      WorkgroupName: 'w',
      Database: 'dev',
      Sql: 'UPDATE t SET id = -1',
    }),
  );
  for (;;) {
    const { Status, Error: error } = await client.send(new DescribeStatementCommand({ Id }));
    expect(error).toBeUndefined();
    if (Status === 'FINISHED') break;
  }
  expect(await rows(client, 'SELECT COUNT(*) FROM t WHERE id <> -1')).toEqual([[0]]);
});
