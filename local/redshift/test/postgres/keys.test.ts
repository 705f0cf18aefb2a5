import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sqlStateOf, startPostgresWarehouse, type TestPostgres } from './postgres-client.ts';

let warehouse: TestPostgres;
let client: Awaited<ReturnType<TestPostgres['connect']>>;

beforeAll(async () => {
  warehouse = await startPostgresWarehouse();
  client = await warehouse.connect();
});

afterAll(async () => {
  await warehouse?.stop();
});

beforeEach(async () => {
  await client.query('DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop');
  await client.query(
    'CREATE TABLE shop.item (shop INT, code VARCHAR(10), name VARCHAR(20) UNIQUE, PRIMARY KEY (code, shop))',
  );
  await client.query(
    `CREATE TABLE shop.sale (id BIGINT IDENTITY(1, 2) PRIMARY KEY, item VARCHAR(10), shop INT,
      CONSTRAINT sold FOREIGN KEY (item, shop) REFERENCES shop.item)`,
  );
});

const ask = async (sql: string) => (await client.query(sql)).rows;

/** Keys as a driver reads them: from their arrays of column numbers. */
const keys = (numbers = 'conkey', relation = 'conrelid') =>
  ask(`SELECT c.conname AS name, c.contype AS kind, t.relname AS on_table, a.attname AS column
    FROM pg_catalog.pg_constraint c, pg_catalog.pg_class t, pg_catalog.pg_namespace n, pg_catalog.pg_attribute a, pg_catalog.generate_series(1, 4) AS place(n)
    WHERE t.oid = c.${relation} AND n.oid = t.relnamespace AND a.attrelid = t.oid AND a.attnum = c.${numbers}[place.n] AND n.nspname = 'shop'
    ORDER BY c.conname, place.n`);

const key = (name: string, kind: string, on_table: string, column: string) => ({
  name,
  kind,
  on_table,
  column,
});

it('tells drivers of keys, column by column in the order of the key', async () => {
  expect(await keys()).toEqual([
    key('item_name_key', 'u', 'item', 'name'),
    key('item_pkey', 'p', 'item', 'code'),
    key('item_pkey', 'p', 'item', 'shop'),
    key('sale_pkey', 'p', 'sale', 'id'),
    key('sold', 'f', 'sale', 'item'),
    key('sold', 'f', 'sale', 'shop'),
  ]);
  expect(await keys('confkey', 'confrelid')).toEqual([
    key('sold', 'f', 'item', 'code'),
    key('sold', 'f', 'item', 'shop'),
  ]);
});

it('tells of keys by the names of the SQL standard, as Metabase asks', async () => {
  const rows = await ask(
    `SELECT c.column_name, k.constraint_name, k.constraint_type, u.ordinal_position FROM svv_columns c
      JOIN information_schema.key_column_usage u ON u.table_schema = c.table_schema AND u.table_name = c.table_name AND u.column_name = c.column_name
      JOIN information_schema.table_constraints k ON k.constraint_name = u.constraint_name AND k.table_schema = u.table_schema AND k.table_name = u.table_name
      WHERE c.table_schema !~ '^information_schema|pg_' AND c.table_name = 'item' ORDER BY k.constraint_name, u.ordinal_position`,
  );
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['name', 'item_name_key', 'UNIQUE', 1],
    ['code', 'item_pkey', 'PRIMARY KEY', 1],
    ['shop', 'item_pkey', 'PRIMARY KEY', 2],
  ]);
});

it('refuses a foreign key to a table or a column that is not there', async () => {
  const made = (target: string) =>
    sqlStateOf(client.query(`CREATE TABLE shop.other (a INT REFERENCES ${target})`));
  expect(await made('shop.nothing (a)')).toBe('42P01');
  expect(await made('shop.item (nothing)')).toBe('42703');
});

it('has an index for each key that is unique, as a driver asks for a primary key', async () => {
  const rows = await ask(
    `SELECT ci.relname AS index, a.attname AS column, (i.keys).n AS place FROM pg_catalog.pg_class ct
      JOIN pg_catalog.pg_attribute a ON ct.oid = a.attrelid
      JOIN (SELECT x.indexrelid, x.indrelid, x.indisprimary, information_schema._pg_expandarray(x.indkey) AS keys FROM pg_catalog.pg_index x) i
        ON a.attnum = (i.keys).x AND a.attrelid = i.indrelid
      JOIN pg_catalog.pg_class ci ON ci.oid = i.indexrelid
      WHERE ct.relname = 'item' AND i.indisprimary ORDER BY place`,
  );
  expect(rows).toEqual([
    { index: 'item_pkey', column: 'code', place: 1 },
    { index: 'item_pkey', column: 'shop', place: 2 },
  ]);
});

it('shows keys in psql', async () => {
  const { output, errors } = await warehouse.psql('\\d shop.item', '\\d shop.sale', '\\di shop.*');
  expect(errors).toBe('');
  expect(output).toContain('"item_pkey" PRIMARY KEY, btree (code, shop)');
  expect(output).toMatch(/"item_name_key" UNIQUE( CONSTRAINT)?, btree \(name\)/);
  expect(output).toContain('"sold" FOREIGN KEY (item, shop) REFERENCES shop.item(code, shop)');
  expect(output).toContain('TABLE "shop.sale" CONSTRAINT "sold" FOREIGN KEY (item, shop)');
  expect(output.replace(/ +/g, ' ')).toContain('shop | sale_pkey | index | admin | sale');
});

// As in PG_ATTRDEF of Redshift, by which its drivers know a column that numbers itself.
it('shows an identity as Redshift does', async () => {
  const [row] = await ask(
    "SELECT column_default FROM information_schema.columns WHERE table_name = 'sale' AND column_name = 'id'",
  );
  expect(row?.column_default).toMatch(/^"identity"\(\d+, 0, '1,2'::text\)$/);
});

describe('keys follow their table', () => {
  const names = async () => (await keys()).map(({ name, column }) => `${name}:${column}`);

  it.each([
    [
      'ALTER TABLE shop.item RENAME COLUMN code TO number',
      ['item_pkey:number', 'item_pkey:shop', 'sold:item', 'sold:shop'],
    ],
    ['ALTER TABLE shop.item DROP COLUMN name', ['item_pkey:code', 'item_pkey:shop', 'sold:item']],
    ['ALTER TABLE shop.item RENAME TO article', ['item_pkey:code', 'item_pkey:shop', 'sold:item']],
    ['ALTER TABLE shop.sale DROP CONSTRAINT sold', ['item_pkey:code', 'item_pkey:shop']],
  ])('%s', async (sql, expected) => {
    await client.query(sql);
    expect(await names()).toEqual(expect.arrayContaining(expected));
    expect((await names()).includes('sold:item')).toBe(expected.includes('sold:item'));
  });

  it('are gone with a column of theirs, and with the table', async () => {
    await client.query('ALTER TABLE shop.item DROP COLUMN code');
    expect(await names()).toEqual(['item_name_key:name', 'sale_pkey:id']);
    await client.query('DROP TABLE shop.item');
    expect(await names()).toEqual(['sale_pkey:id']);
  });

  it('may be added later', async () => {
    await client.query('ALTER TABLE shop.sale ADD CONSTRAINT one UNIQUE (item)');
    expect(await names()).toContain('one:item');
  });
});

it('enforces no key', async () => {
  await client.query("INSERT INTO shop.item VALUES (1, 'a', 'x'), (1, 'a', 'x')");
  expect(await ask('SELECT count(*) AS n FROM shop.item')).toEqual([{ n: '2' }]);
});

it.each([
  ['CREATE TABLE shop.bad (a INT, PRIMARY KEY (b))', '42703'],
  ['CREATE TABLE shop.bad (a INT PRIMARY KEY, b INT PRIMARY KEY)', '42P16'],
  ['ALTER TABLE shop.sale DROP CONSTRAINT nothing', '42704'],
])('refuses %s', async (sql, sqlState) => {
  expect(await sqlStateOf(client.query(sql))).toBe(sqlState);
});
