import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCatalogueWarehouse } from './catalogue-warehouse.ts';
import { PASSWORDS, sqlStateOf, type TestPostgres } from './postgres-client.ts';

let warehouse: TestPostgres;

beforeAll(async () => {
  warehouse = await startCatalogueWarehouse();
});

afterAll(async () => {
  await warehouse?.stop();
});

const ask = async (sql: string, values: unknown[] = []) =>
  (await (await warehouse.connect()).query(sql, values)).rows;

it('tells the rights of the session and its roles', async () => {
  const ann = await warehouse.connect({ user: 'ann', password: PASSWORDS.ann });
  const { rows } = await ann.query(
    `SELECT has_schema_privilege('shop', 'USAGE') AS usage, has_schema_privilege('shop', 'CREATE') AS creates,
        has_table_privilege('shop.cheap', 'SELECT') AS view_read, pg_catalog.has_table_privilege(current_user, '"shop"."item"', 'select') AS table_read,
        has_any_column_privilege('shop.cheap', 'update') AS updates`,
  );
  expect(rows).toEqual([
    { usage: true, creates: false, view_read: true, table_read: false, updates: false },
  ]);
  expect(await ask("SELECT has_table_privilege('shop.item', 'DELETE') AS deletes")).toEqual([
    { deletes: true },
  ]);
});

it('tells the rights of another user, and of many at once', async () => {
  const rows = await ask(
    `SELECT usename AS user, has_table_privilege(usename, 'shop.item', 'select') AS reads_table, has_table_privilege(usename, 'shop.cheap', 'select') AS reads_view,
        has_schema_privilege(usename, 'shop', 'create') AS creates, has_database_privilege(usename, 'dev', 'create') AS creates_schemas FROM pg_user ORDER BY usename`,
  );
  expect(rows).toEqual([
    { user: 'admin', reads_table: true, reads_view: true, creates: true, creates_schemas: true },
    {
      user: 'iamr:analyst',
      reads_table: false,
      reads_view: true,
      creates: false,
      creates_schemas: false,
    },
  ]);
  const ann = await warehouse.connect({ user: 'ann', password: PASSWORDS.ann });
  const { rows: ofAdmin } = await ann.query(
    "SELECT has_table_privilege('admin', 'shop.item', 'delete') AS deletes",
  );
  expect(ofAdmin).toEqual([{ deletes: true }]);
});

it('names what it returns as PostgreSQL does', async () => {
  const [row] = await ask(
    `SELECT current_schema(), version() IS NOT NULL, c.relname::text, pg_catalog.pg_get_userbyid(c.relowner), count(*), 'shop.item'::regclass, CASE WHEN true THEN 1 END
       FROM pg_class c WHERE c.relname = 'item' GROUP BY c.relname, c.relowner`,
  );
  expect(Object.keys(row)).toEqual([
    'current_schema',
    '?column?',
    'relname',
    'pg_get_userbyid',
    'count',
    'regclass',
    'case',
  ]);
});

it.each([
  ['SELECT * FROM pg_catalog.pg_ts_config', '42P01', 'relation "pg_catalog.pg_ts_config"'],
  ['SELECT pg_catalog.pg_ls_dir(oid) FROM pg_class', '42883', 'function pg_catalog.pg_ls_dir'],
])('says what the catalogue has not: %s', async (sql, code, message) => {
  const client = await warehouse.connect();
  await expect(client.query(sql)).rejects.toMatchObject({
    code,
    message: `${message} does not exist`,
  });
});

it('finds columns with types, comments and order, by parameters', async () => {
  const rows = await ask(
    `SELECT a.attname, a.attnum, t.typname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, d.description, c.relkind
       FROM pg_catalog.pg_namespace n
       JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
       JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
       JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = a.attnum AND d.classoid = 'pg_class'::regclass
       WHERE n.nspname LIKE $1 AND c.relname = $2 AND a.attnum > 1 AND NOT a.attisdropped ORDER BY a.attnum LIMIT 2`,
    ['sh%', 'item'],
  );
  expect(rows).toEqual([
    {
      attname: 'name',
      attnum: 2,
      typname: 'varchar',
      type: 'character varying(20)',
      description: null,
      relkind: 'r',
    },
    {
      attname: 'price',
      attnum: 3,
      typname: 'numeric',
      type: 'numeric(10,2)',
      description: 'in euros',
      relkind: 'r',
    },
  ]);
});

it('asks all of a catalogue table, with its oid', async () => {
  const rows = await ask(
    'SELECT n.oid, n.*, n.nspname = ANY(current_schemas(true)) AS seen FROM pg_namespace n ORDER BY nspname',
  );
  expect(rows.map(({ nspname, seen }) => [nspname, seen])).toEqual([
    ['information_schema', false],
    ['pg_catalog', true],
    ['public', true],
    ['shop', false],
  ]);
});

it('follows regclass both ways', async () => {
  const rows = await ask(
    "SELECT c.oid::regclass::text AS name, 'shop.cheap'::regclass::oid = c.oid AS same FROM pg_class c WHERE c.oid = 'shop.cheap'::regclass",
  );
  expect(rows).toEqual([{ name: 'shop.cheap', same: true }]);
});

it('matches names as PostgreSQL does: any part, or by case', async () => {
  const names = async (condition: string) =>
    (await ask(`SELECT relname FROM pg_catalog.pg_class WHERE ${condition} ORDER BY 1`)).map(
      ({ relname }) => relname,
    );
  expect(await names("relname ~ 'ea'")).toEqual(['cheap']);
  expect(await names("relname ~* '^CH'")).toEqual(['cheap']);
  expect(await names("relname !~ '^(ch|it|no)'")).toEqual(['recent']);
});

it.each([
  'SELECT db.oid, db.* FROM pg_catalog.pg_database db WHERE datname = current_database()',
  "SELECT setting FROM pg_catalog.pg_settings WHERE name = 'standard_conforming_strings'",
  'SELECT current_schema(), session_user',
  'SELECT version()',
  "SELECT current_setting('server_version')",
  "SELECT nspname FROM pg_namespace WHERE nspname <> 'pg_toast' AND (nspname !~ '^pg_temp_' OR nspname = (pg_catalog.current_schemas(true))[1])",
  'WITH named AS (SELECT schemaname, tablename AS name FROM pg_catalog.pg_tables UNION SELECT schemaname, viewname FROM pg_catalog.pg_views UNION SELECT schemaname, matviewname FROM pg_catalog.pg_matviews) SELECT * FROM named',
  "SELECT t.oid, t.*, format_type(nullif(t.typbasetype, 0), t.typtypmod) AS base FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid WHERE c.relkind IS NULL OR c.relkind = 'c'",
  'SELECT i.*, pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid',
  "SELECT c.oid, c.*, pg_get_constraintdef(c.oid) AS definition FROM pg_catalog.pg_constraint c WHERE c.contype = 'f'::char AND 1 = ANY(c.conkey)",
  "SELECT s.relname, s.n_live_tup FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid AND c.relkind IN ('r', 'p', 'v', 'f', 'm')",
  "SELECT typinput = 'pg_catalog.array_in'::regproc AS is_array, typname FROM pg_catalog.pg_type ORDER BY pg_type.oid DESC",
  'SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns',
  // DBeaver's Redshift connection.
  'SELECT schemaname, esoptions FROM pg_catalog.svv_external_schemas WHERE databasename = current_database()',
  'SELECT p.oid, p.*, pg_catalog.pg_get_expr(p.proargdefaults, 0) AS defaults FROM pg_catalog.pg_proc p WHERE p.pronamespace = 1',
  'SELECT s.process, s.user_name, s.db_name FROM pg_catalog.stv_sessions s',
  'SELECT a.* FROM pg_catalog.pg_stat_activity a',
  `SELECT "table", "size", tbl_rows FROM svv_table_info WHERE "schema" = 'shop'`,
  'SELECT c.oid, (SELECT array_agg(i.inhparent) FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid) AS parents FROM pg_catalog.pg_class c',
  // Metabase's Redshift driver.
  'SELECT schemaname, tablename FROM svv_external_tables',
  "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^information_schema|catalog_history|pg_' AND has_table_privilege('\"' || n.nspname || '\".\"' || c.relname || '\"', 'SELECT')",
  "SELECT to_char(current_timestamp, 'YYYY-MM-DD HH24:MI:SS.MS TZ')",
])('answers %s', async (sql) => {
  expect(Array.isArray(await ask(sql))).toBe(true);
});

it.each([
  ['SELECT c.relname FROM pg_class c, shop.item i', 'reads a table beside the catalogue'],
  [
    'WITH item AS (SELECT * FROM item) SELECT * FROM item, pg_class',
    'names its own query like a table',
  ],
  ['SELECT relname, (SELECT count(*) FROM shop.item) FROM pg_class', 'reads a table in a subquery'],
])('gives no way around rights: %s', async (sql) => {
  const ann = await warehouse.connect({ user: 'ann', password: PASSWORDS.ann });
  await ann.query('SET search_path TO shop');
  expect(await sqlStateOf(ann.query(sql))).toBe('42501');
});

it.each([
  "SELECT * FROM pg_class, read_csv('/etc/passwd')",
  "SELECT relname FROM pg_class UNION ALL SELECT * FROM '/etc/passwd'",
  'SELECT * FROM pg_internal.submission, pg_class',
  'SELECT * FROM pg_class, duckdb_settings()',
  "SELECT getenv('HOME') FROM pg_class",
  'SELECT * FROM pg_class, (DESCRIBE pg_class)',
  'SELECT pg_internal.pg_is_superuser() FROM pg_class',
  'SELECT * FROM pg_held',
])('gives no way to the engine: %s', async (sql) => {
  const client = await warehouse.connect();
  expect(await sqlStateOf(client.query(sql))).toMatch(/^(42|3F)/);
});
