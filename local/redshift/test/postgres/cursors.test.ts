import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sqlStateOf, startPostgresWarehouse, type TestPostgres } from './postgres-client.ts';

let warehouse: TestPostgres;
let client: Awaited<ReturnType<TestPostgres['connect']>>;

beforeAll(async () => {
  warehouse = await startPostgresWarehouse();
  const admin = await warehouse.connect();
  await admin.query('CREATE TABLE item (id INT, name VARCHAR(5))');
  await admin.query("INSERT INTO item VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, NULL), (5, 'e')");
  await admin.query('CREATE USER "IAMR:analyst" PASSWORD DISABLE');
});

afterAll(async () => {
  await warehouse?.stop();
});

beforeEach(async () => {
  client = await warehouse.connect();
});

const ids = async (sql: string) => (await client.query(sql)).rows.map(({ id }) => id);

// https://docs.aws.amazon.com/redshift/latest/dg/declare.html and fetch.html
describe('a cursor', () => {
  beforeEach(async () => {
    await client.query('BEGIN');
    await client.query('DECLARE some CURSOR FOR SELECT id, name FROM item ORDER BY id');
  });

  it('gives rows in order, as many as are asked for, then none', async () => {
    expect((await client.query('FETCH NEXT FROM some')).rows).toEqual([{ id: 1, name: 'a' }]);
    expect(await ids('FETCH FORWARD 2 FROM some')).toEqual([2, 3]);
    expect(await ids('FETCH FORWARD ALL FROM some')).toEqual([4, 5]);
    expect(await ids('FETCH ALL FROM some')).toEqual([]);
  });

  it('gives the row that was fetched last again for FORWARD 0', async () => {
    expect(await ids('FETCH FORWARD 0 FROM some')).toEqual([]);
    expect(await ids('FETCH FORWARD 2 FROM some')).toEqual([1, 2]);
    expect(await ids('FETCH FORWARD 0 FROM some')).toEqual([2]);
    expect(await ids('FETCH ALL FROM some')).toEqual([3, 4, 5]);
    expect(await ids('FETCH FORWARD 0 FROM some')).toEqual([]);
  });

  it('is fetched from by ODBC drivers, which say IN', async () => {
    expect(await ids('fetch 3 in "some"')).toEqual([1, 2, 3]);
  });

  it('ends with its transaction though an ODBC driver says WITH HOLD', async () => {
    await client.query('CLOSE some');
    await client.query('declare "SQL_CUR1" cursor with hold for SELECT id FROM item ORDER BY id');
    expect(await ids('fetch 2 in "SQL_CUR1"')).toEqual([1, 2]);
    await client.query('COMMIT');
    expect(await sqlStateOf(client.query('fetch 2 in "SQL_CUR1"'))).toBe('34000');
  });

  it('keeps its result while the table changes', async () => {
    await client.query('DELETE FROM item');
    expect(await ids('FETCH ALL FROM some')).toEqual([1, 2, 3, 4, 5]);
    await client.query('ROLLBACK');
  });

  it('is gone when it is closed, and another may be opened', async () => {
    await client.query('CLOSE some');
    await client.query('DECLARE other CURSOR FOR SELECT 7 AS id');
    expect(await ids('FETCH FROM other')).toEqual([7]);
    expect(await sqlStateOf(client.query('FETCH FROM some'))).toBe('34000');
  });

  it.each(['COMMIT', 'ROLLBACK'])('ends with %s', async (end) => {
    await client.query(end);
    expect(await sqlStateOf(client.query('FETCH FROM some'))).toBe('34000');
  });

  it('is the only one of its session', async () => {
    expect(await sqlStateOf(client.query('DECLARE other CURSOR FOR SELECT 1'))).toBe('0A000');
  });

  it.each([
    ['FETCH BACKWARD 1 FROM some', '42601'],
    ['FETCH FROM other', '34000'],
    ['CLOSE other', '34000'],
    ['DECLARE other SCROLL CURSOR FOR SELECT 1', '0A000'],
  ])('refuses %s', async (sql, sqlState) => {
    expect(await sqlStateOf(client.query(sql))).toBe(sqlState);
  });

  it('is fetched from in the extended protocol, by rows with their types', async () => {
    const { rows, fields } = await client.query({ text: 'FETCH 1 FROM some', values: [] });
    expect(rows).toEqual([{ id: 1, name: 'a' }]);
    expect(fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
      ['id', 23],
      ['name', 1043],
    ]);
  });
});

it('refuses a cursor outside of a transaction', async () => {
  const declared = client.query('DECLARE some CURSOR FOR SELECT 1');
  expect(await sqlStateOf(declared)).toBe('25P01');
});

it('opens no cursor over what the user may not read', async () => {
  const ann = await warehouse.connect({ user: 'ann', password: 'secret of ann' });
  await ann.query('BEGIN');
  expect(await sqlStateOf(ann.query('DECLARE c CURSOR FOR SELECT * FROM item'))).toBe('42501');
});

it('shows a cursor page by page in psql', async () => {
  const { output, errors } = await warehouse.psql(
    'BEGIN',
    'DECLARE some CURSOR FOR SELECT id FROM item ORDER BY id',
    'FETCH FORWARD 2 FROM some',
    'CLOSE some',
    'END',
  );
  expect(errors).toBe('');
  expect(output).toContain(
    'DECLARE CURSOR\n id \n----\n  1\n  2\n(2 rows)\n\nCLOSE CURSOR\nCOMMIT',
  );
});
