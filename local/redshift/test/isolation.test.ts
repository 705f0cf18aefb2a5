import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translate } from '../sql/translate.ts';
import { rows, run, runBatch, startWarehouse, type TestWarehouse } from './client.ts';

let warehouse: TestWarehouse;

beforeAll(async () => {
  warehouse = await startWarehouse({ callers: { ANALYST: 'ann' } });
  const made = await runBatch(warehouse.client, [
    'CREATE USER ann PASSWORD DISABLE',
    'CREATE SCHEMA shown',
    'CREATE SCHEMA hidden',
    "CREATE TABLE shown.report AS SELECT 'shown' AS a, 'secret' AS b",
    "CREATE TABLE hidden.salaries AS SELECT 'hidden' AS a",
    'GRANT USAGE ON SCHEMA shown TO ann',
    'GRANT SELECT FOR TABLES IN SCHEMA shown TO ann',
    "CREATE MASKING POLICY stars WITH (b VARCHAR(256)) USING ('***')",
    'ATTACH MASKING POLICY stars ON shown.report (b) TO ann',
    'CREATE VIEW shown.over_report AS SELECT b FROM shown.report',
  ]);
  expect(made.Error).toBeUndefined();
});

afterAll(async () => {
  await warehouse?.stop();
});

/** Every way to call a function, or to read from one, that a statement could try. */
const ARGUMENTS = ['', '1', "'a'", "'a', 'b'", '1, 2', "'a', 1, 1", "'a', 'b', 'c'"];
const CALLS = [
  (call: string) => `SELECT ${call}`,
  (call: string) => `SELECT ${call} OVER ()`,
  (call: string) => `SELECT 1 FROM ${call} AS t`,
  (call: string) => `SELECT a FROM t WHERE ${call} IS NULL ORDER BY ${call}`,
];

/** What the engine and Redshift both have: https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html */
const REDSHIFT_FUNCTIONS = new Set(
  `abs acos any_value ascii asin atan atan2 avg bit_and bit_or bool_and bool_or cbrt ceil ceiling char_length character_length
  chr concat cos cot count cume_dist current_database current_date current_schema current_user decode degrees dense_rank exp
  first_value floor greatest json_array_length json_extract_path_text lag last_day last_value lead least left len length listagg
  ln log lower lpad ltrim max md5 median min mod now nth_value ntile nullif octet_length percent_rank pi position pow power
  radians random rank regexp_replace repeat replace reverse right round row_number rpad rtrim session_user sha1 sign sin
  split_part sqrt stddev stddev_pop stddev_samp strpos substr substring sum tan timezone to_hex to_timestamp translate trim trunc
  unnest upper var_pop var_samp variance version array_concat array_contains array_distinct array_flatten array_intersection array_position array_slice array_to_string subarray`.split(
    /\s+/,
  ),
);

describe('functions', () => {
  it('refuses every function of the engine that Redshift has not, however it is called', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const result = await connection.run('SELECT DISTINCT function_name FROM duckdb_functions()');
    const names = (await result.getRowsJS()).map((row) => String(row[0]));
    connection.closeSync();
    instance.closeSync();
    const foreign = names.filter(
      (name) => /^[a-z_]\w*$/i.test(name) && !REDSHIFT_FUNCTIONS.has(name),
    );
    expect(foreign.length).toBeGreaterThan(600);
    const taken = foreign
      .flatMap((name) => ARGUMENTS.map((list) => `${name}(${list})`))
      .flatMap((call) => CALLS.map((statement) => statement(call)))
      .filter((statement) => isTaken(statement));
    expect(taken).toEqual([]);
  });

  it.each(['ifnull', 'instr', 'lcase', 'locate', 'ucase', 'string_agg', 'iff', 'date_format'])(
    'refuses %s of other dialects',
    (name) => {
      expect(isTaken(`SELECT ${name}('a', 'b') FROM t`)).toBe(false);
      expect(isTaken(`SELECT "${name}"('a') FROM t`)).toBe(false);
    },
  );
});

function isTaken(statement: string): boolean {
  try {
    translate(statement);
    return true;
  } catch {
    return false;
  }
}

const HOSTILE = [
  // Files, the network and the process.
  "SELECT * FROM '/etc/passwd'",
  'SELECT * FROM "/etc/passwd"',
  'SELECT * FROM "https://example.com/x.parquet"',
  "SELECT * FROM read_text('/etc/passwd')",
  "SELECT * FROM glob('/*')",
  "SELECT getenv('HOME')",
  "COPY shown.report TO '/tmp/out.csv'",
  "COPY shown.report FROM '/etc/passwd' IAM_ROLE default",
  "COPY (SELECT 1) TO '/tmp/out.csv'",
  "EXPORT DATABASE '/tmp/out'",
  "IMPORT DATABASE '/tmp/out'",
  "ATTACH '/tmp/other.db' AS other",
  'DETACH dev',
  'USE memory',
  'INSTALL httpfs',
  'LOAD httpfs',
  'CREATE SECRET s (TYPE s3)',
  'CREATE MACRO f(a) AS a',
  'PRAGMA database_list',
  'CALL pragma_version()',
  // The engine's settings and catalogues.
  'SET enable_external_access TO true',
  "SET allowed_directories TO '/'",
  "SET temp_directory TO '/tmp'",
  "SET GLOBAL memory_limit TO '1GB'",
  'SET VARIABLE redshift = 1',
  'RESET threads',
  "SELECT current_setting('temp_directory')",
  "SELECT getvariable('redshift')",
  'SELECT * FROM duckdb_settings()',
  'SELECT * FROM duckdb_tables',
  'SELECT * FROM sqlite_master',
  'SELECT * FROM system.information_schema.tables',
  'SELECT * FROM temp.information_schema.tables',
  'SELECT * FROM main.duckdb_tables',
  "SELECT * FROM query_table('pg_internal.principal')",
  // The warehouse's own state.
  'SELECT * FROM pg_internal.principal',
  'SELECT * FROM dev.pg_internal.principal',
  'SELECT * FROM "PG_INTERNAL"."principal"',
  "INSERT INTO pg_internal.principal VALUES ('user', 'ann', true)",
  "UPDATE pg_internal.principal SET is_superuser = true WHERE name = 'ann'",
  'DELETE FROM pg_internal.masking_attachment',
  'DELETE FROM pg_internal.masking_attachment USING pg_tables',
  'TRUNCATE pg_internal.masking_attachment',
  'DROP TABLE pg_internal.masking_attachment',
  'DROP SCHEMA pg_internal CASCADE',
  'ALTER TABLE pg_internal.principal RENAME TO x',
  'LOCK pg_internal.principal',
  'GRANT SELECT ON pg_internal.principal TO PUBLIC',
  'GRANT USAGE ON SCHEMA pg_internal TO PUBLIC',
  'ALTER TABLE pg_internal.principal OWNER TO ann',
  'SET search_path TO pg_internal',
  'CREATE TABLE pg_internal.x (a INT)',
  'CREATE VIEW main.x AS SELECT 1 AS a',
  'DELETE FROM pg_class',
  // Rows, lists and other syntax of the engine.
  'SELECT report FROM shown.report',
  'SELECT rowid FROM shown.report',
  'SELECT [1, 2]',
  "SELECT {'a': 1}",
  'SELECT row(1, 2)',
  'SELECT (1, 2)',
  "SELECT 'abc'[1:2]",
  'SELECT list_transform([1], x -> x + 1)',
  'SELECT COLUMNS(*) FROM shown.report',
  'SELECT * REPLACE (1 AS a) FROM shown.report',
  'SELECT * RENAME (a AS c) FROM shown.report',
  'SELECT a FROM shown.report POSITIONAL JOIN shown.report r',
  'FROM shown.report',
  'SELECT 1::HUGEINT',
  "SELECT x'00'",
  'SELECT 1 LIMIT 10%',
  'SELECT 5 // 2',
  'SUMMARIZE shown.report',
  'DESCRIBE shown.report',
];

describe('a hostile analyst', () => {
  it.each(HOSTILE)('is refused: %s', async (statement) => {
    const answer = await runBatch(warehouse.as('ANALYST'), [statement]);
    expect(answer.Status).toBe('FAILED');
  });

  it('is refused as superuser too, where the engine or the own state is meant', async () => {
    const superusers = HOSTILE.filter((statement) => !/\bshown\b/.test(statement));
    for (const statement of superusers)
      expect([statement, (await runBatch(warehouse.client, [statement])).Status]).toEqual([
        statement,
        'FAILED',
      ]);
  });

  it('reads no schema through a search path that begins with one of its own', async () => {
    const answer = await runBatch(warehouse.as('ANALYST'), [
      'SET search_path TO shown, hidden',
      'SELECT a FROM salaries',
    ]);
    expect(answer.Error).toContain('permission denied for schema hidden');
  });

  it('reads masked columns masked, whatever the search path and the name', async () => {
    const analyst = warehouse.as('ANALYST');
    for (const query of [
      'SELECT b FROM shown.report',
      'SELECT b FROM dev.shown.report',
      'SELECT b FROM "SHOWN"."Report"',
      'SELECT b FROM shown.over_report',
      'WITH report AS (SELECT b FROM shown.report) SELECT b FROM report',
      'SELECT (SELECT MAX(b) FROM shown.report)',
    ])
      expect(await rows(analyst, query)).toEqual([['***']]);
    await run(analyst, 'CREATE TEMP TABLE copy_of AS SELECT b FROM shown.report');
  });

  it('learns no path and no host from an error', async () => {
    const texts = await Promise.all(
      HOSTILE.map(
        async (statement) => (await runBatch(warehouse.as('ANALYST'), [statement])).Error ?? '',
      ),
    );
    const leaks = texts.filter(
      (text) => text.includes(warehouse.dataDir) || /duckdb\.org|core_functions/i.test(text),
    );
    expect(leaks).toEqual([]);
  });
});
