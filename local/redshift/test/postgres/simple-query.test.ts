import { afterAll, beforeAll, expect, it } from 'vitest';
import { sqlStateOf, startPostgresWarehouse, type TestPostgres } from './postgres-client.ts';

let warehouse: TestPostgres;

beforeAll(async () => {
  warehouse = await startPostgresWarehouse();
  const client = await warehouse.connect();
  await client.query('CREATE TABLE item (id INT NOT NULL, name VARCHAR(5), price DECIMAL(10,2))');
});

afterAll(async () => {
  await warehouse?.stop();
});

it("answers psql in Redshift's SQL", async () => {
  const { output, errors } = await warehouse.psql(
    "SELECT DATEADD(day, 1, '2026-03-10'::date) AS next_day, GETDATE() AS now, NVL(NULL, 'x') AS x, 7/2 AS half, true AS yes",
  );
  expect(errors).toBe('');
  expect(output).toContain('2026-03-11 00:00:00 | 2026-03-10 12:00:00 | x |    3 | t');
});

it('names each command that is done', async () => {
  const { output, errors } = await warehouse.psql(
    'CREATE TABLE tagged (a INT)',
    'INSERT INTO tagged VALUES (1), (2)',
    'UPDATE tagged SET a = 3 WHERE a = 1',
    'DELETE FROM tagged',
    'CREATE OR REPLACE VIEW tagged_view AS SELECT a FROM tagged',
    'GRANT SELECT ON tagged TO PUBLIC',
    'DROP VIEW tagged_view',
    'TRUNCATE tagged',
    "SET search_path TO 'public'",
  );
  expect(errors).toBe('');
  expect(output.trim().split('\n')).toEqual([
    'CREATE TABLE',
    'INSERT 0 2',
    'UPDATE 1',
    'DELETE 2',
    'CREATE VIEW',
    'GRANT',
    'DROP VIEW',
    'TRUNCATE TABLE',
    'SET',
  ]);
});

it('lays a plan out in lines, a step below the one that it feeds', async () => {
  const { output, errors } = await warehouse.psql(
    'CREATE TABLE planned AS SELECT 1 AS a',
    'EXPLAIN SELECT a, count(*) FROM planned GROUP BY 1',
  );
  expect(errors).toBe('');
  const [, , , first, ...lines] = output.trimEnd().split('\n');
  expect(first).toMatch(/^ \S.* Group By/);
  expect(lines).toContainEqual(expect.stringMatching(/^ +-> {2}Seq Scan on public\.planned/));
});

it('runs the statements of one text in one transaction', async () => {
  const client = await warehouse.connect();
  const failing = "INSERT INTO item VALUES (1, 'a', 1); INSERT INTO item VALUES (2, 'too long', 1)";
  expect(await sqlStateOf(client.query(failing))).toBe('22001');
  expect((await client.query('SELECT count(*) AS n FROM item')).rows).toEqual([{ n: '0' }]);
  const results = (await client.query('SELECT 1 AS a; SELECT 2 AS b')) as unknown as {
    rows: unknown[];
  }[];
  expect(results.map(({ rows }) => rows)).toEqual([[{ a: 1 }], [{ b: 2 }]]);
});

it.each([
  ['SELEC 1', '42601'],
  ['SELECT * FROM nowhere', '42P01'],
  ['SELECT nothing FROM item', '42703'],
  ['SELECT no_such_function(1)', '42883'],
  ['SELECT 1/0', '22012'],
  ["SELECT 'x'::int", '22P02'],
  ['INSERT INTO item VALUES (NULL, NULL, NULL)', '23502'],
  ['CREATE TABLE item (a INT)', '42P07'],
  ['INSERT INTO item VALUES (1, $$a$$, 1) RETURNING id', '42601'],
  ['COPY item FROM STDIN', '0A000'],
])('refuses %s with SQLSTATE %s and goes on', async (sql, sqlState) => {
  const client = await warehouse.connect();
  expect(await sqlStateOf(client.query(sql))).toBe(sqlState);
  expect((await client.query('SELECT 1 AS a')).rows).toEqual([{ a: 1 }]);
});

it("refuses COPY FROM STDIN as Redshift does, and psql's connection goes on", async () => {
  const { output, errors } = await warehouse.psql('COPY item FROM STDIN', 'SELECT 5 AS after');
  expect(errors).toContain(
    'ERROR:  LOAD source is not supported. (Hint: only S3 or DynamoDB or EMR based load is allowed)',
  );
  expect(output).toContain('after');
});

it.each([
  ['DISCARD ALL', 'near "DISCARD"', '^'],
  ["SELECT 'ä' AS a FRO item", 'near "FRO"', `${' '.repeat(16)}^`],
  ['COPY item TO STDOUT', 'near "STDOUT"', `${' '.repeat(13)}^`],
  ['\\copy (SELECT 1) TO STDOUT', 'near "("', `${' '.repeat(6)}^`],
])('shows where its parser stops in %s', async (sql, message, caret) => {
  const { errors } = await warehouse.psql(sql);
  expect(errors).toContain(`ERROR:  syntax error at or ${message}\nLINE 1: `);
  expect(errors.split('\n')[2]).toBe(`${' '.repeat('LINE 1: '.length)}${caret}`);
});

it('shows where the second of two statements is wrong', async () => {
  const { errors } = await warehouse.psql('SELECT 1;\nSELEC 2');
  expect(errors).toContain('LINE 2: SELEC 2\n        ^');
});

it('takes back what a transaction did', async () => {
  const client = await warehouse.connect();
  await client.query('BEGIN');
  await client.query("INSERT INTO item VALUES (10, 'x', 1)");
  expect((await client.query('SELECT count(*) AS n FROM item')).rows).toEqual([{ n: '1' }]);
  await client.query('ROLLBACK');
  expect((await client.query('SELECT count(*) AS n FROM item')).rows).toEqual([{ n: '0' }]);
});

it('shows a transaction to others when it commits', async () => {
  const writer = await warehouse.connect();
  const reader = await warehouse.connect();
  await writer.query('CREATE TABLE shared (a INT)');
  await writer.query('BEGIN');
  await writer.query('INSERT INTO shared VALUES (1)');
  expect((await reader.query('SELECT * FROM shared')).rows).toEqual([]);
  await writer.query('COMMIT');
  expect((await reader.query('SELECT * FROM shared')).rows).toEqual([{ a: 1 }]);
});

it('refuses everything in a failed transaction until its end, which takes all of it back', async () => {
  const client = await warehouse.connect();
  await client.query('BEGIN');
  await client.query("INSERT INTO item VALUES (11, 'x', 1)");
  expect(await sqlStateOf(client.query('SELECT * FROM nowhere'))).toBe('42P01');
  expect(await sqlStateOf(client.query('SELECT 1'))).toBe('25P02');
  expect((await client.query('COMMIT')).command).toBe('ROLLBACK');
  expect((await client.query('SELECT count(*) AS n FROM item')).rows).toEqual([{ n: '0' }]);
});

it('keeps temporary tables to their connection', async () => {
  const one = await warehouse.connect();
  const other = await warehouse.connect();
  await one.query('CREATE TEMP TABLE mine (a INT)');
  await one.query('INSERT INTO mine VALUES (1)');
  expect((await one.query('SELECT * FROM mine')).rows).toEqual([{ a: 1 }]);
  expect(await sqlStateOf(other.query('SELECT * FROM mine'))).toBe('42P01');
});

it('warns of a COMMIT without a transaction', async () => {
  const { output, errors } = await warehouse.psql('COMMIT');
  expect(errors).toBe('WARNING:  there is no transaction in progress\n');
  expect(output).toBe('COMMIT\n');
});

it('takes what drivers say when they connect', async () => {
  const client = await warehouse.connect();
  await client.query("SET application_name = 'a tool'");
  expect((await client.query('SHOW application_name')).rows).toEqual([
    { application_name: 'a tool' },
  ]);
  await client.query('SET extra_float_digits = 3; SET DateStyle = ISO');
  await client.query('SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED');
  const { rows } = await client.query('SHOW TRANSACTION ISOLATION LEVEL');
  expect(rows).toEqual([{ transaction_isolation: 'serializable' }]);
});

it('forgets what a session set where a pool takes it back', async () => {
  const client = await warehouse.connect();
  await client.query("CREATE SCHEMA aside; SET search_path TO aside; SET application_name = 'x'");
  await client.query('ABORT; RESET ALL; SET SESSION AUTHORIZATION DEFAULT');
  const { rows } = await client.query('SELECT current_schema() AS schema');
  expect(rows).toEqual([{ schema: 'public' }]);
  expect((await client.query('SHOW application_name')).rows).toEqual([{ application_name: '' }]);
});

it('answers an empty text', async () => {
  const client = await warehouse.connect();
  expect((await client.query(' ; -- nothing')).rows).toEqual([]);
});
