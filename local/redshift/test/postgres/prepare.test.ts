import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sqlStateOf, startPostgresWarehouse, type TestPostgres } from './postgres-client.ts';

let warehouse: TestPostgres;
let client: Awaited<ReturnType<TestPostgres['connect']>>;

beforeAll(async () => {
  warehouse = await startPostgresWarehouse();
  await (await warehouse.connect()).query(
    'CREATE TABLE item (id INT, name VARCHAR(20), price DECIMAL(10,2))',
  );
});

afterAll(async () => {
  await warehouse?.stop();
});

beforeEach(async () => {
  client = await warehouse.connect();
});

// https://docs.aws.amazon.com/redshift/latest/dg/r_PREPARE.html
it('runs a prepared statement with values, again and again', async () => {
  await client.query(
    'PREPARE add_item (int, varchar, decimal(10,2)) AS INSERT INTO item VALUES ($1, $2, $3 * 2)',
  );
  const done = await client.query("EXECUTE add_item (1, 'it''s, (a) pen', 1.5 + 1)");
  expect([done.command, done.rowCount]).toEqual(['INSERT', 1]);
  await client.query('EXECUTE add_item (2, NULL, NULL)');
  await client.query('PREPARE all_items AS SELECT * FROM item ORDER BY id');
  expect((await client.query('EXECUTE all_items')).rows).toEqual([
    { id: 1, name: "it's, (a) pen", price: '5.00' },
    { id: 2, name: null, price: null },
  ]);
});

it('reads a value as the type that was declared', async () => {
  await client.query('PREPARE half (float) AS SELECT $1 / 2 AS half');
  expect((await client.query('EXECUTE half (7)')).rows).toEqual([{ half: 3.5 }]);
});

it('forgets a prepared statement that is deallocated', async () => {
  await client.query('PREPARE one AS SELECT 1 AS a');
  expect(await sqlStateOf(client.query('PREPARE one AS SELECT 2 AS a'))).toBe('42P05');
  await client.query('DEALLOCATE PREPARE one');
  expect(await sqlStateOf(client.query('EXECUTE one'))).toBe('26000');
  await client.query('PREPARE one AS SELECT 2 AS a');
  expect((await client.query('EXECUTE one')).rows).toEqual([{ a: 2 }]);
});

it('is kept by its connection alone', async () => {
  await client.query('PREPARE mine AS SELECT 1 AS a');
  const other = await warehouse.connect();
  expect(await sqlStateOf(other.query('EXECUTE mine'))).toBe('26000');
});

it('runs by EXECUTE what the driver has prepared', async () => {
  await client.query({ name: 'by-driver', text: 'SELECT $1::int + 1 AS a', values: [1] });
  expect((await client.query('EXECUTE "by-driver" (4)')).rows).toEqual([{ a: 5 }]);
});

it.each([
  ['PREPARE bad (int) AS SELECT $2', '42P02'],
  ['PREPARE bad AS CREATE TABLE other (a INT)', '42601'],
  ['PREPARE bad AS SELECT * FROM', '42601'],
  ['EXECUTE nothing', '26000'],
  ['DEALLOCATE nothing', '26000'],
  ['DEALLOCATE ALL', '42601'],
])('refuses %s', async (sql, sqlState) => {
  expect(await sqlStateOf(client.query(sql))).toBe(sqlState);
});

it('refuses another number of values than of types', async () => {
  await client.query('PREPARE two (int, int) AS SELECT $1 + $2');
  expect(await sqlStateOf(client.query('EXECUTE two (1)'))).toBe('42601');
});
