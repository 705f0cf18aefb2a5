import { ExecuteStatementCommand, type RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, run, startWarehouse, type TestWarehouse } from './client.ts';

let warehouse: TestWarehouse;
let admin: RedshiftDataClient;
let loader: RedshiftDataClient;
let analyst: RedshiftDataClient;

beforeAll(async () => {
  warehouse = await startWarehouse({ callers: { LOADER: 'IAMR:loader', ANALYST: 'IAMR:analyst' } });
  admin = warehouse.client;
  loader = warehouse.as('LOADER');
  analyst = warehouse.as('ANALYST');
  for (const sql of [
    'CREATE SCHEMA mart',
    'CREATE TABLE mart.card (id INT, holder VARCHAR(20), number VARCHAR(16))',
    "INSERT INTO mart.card VALUES (1, 'Ann', '1111222233334444')",
    'CREATE VIEW mart.cards AS SELECT id, number AS card_number FROM mart.card',
    'CREATE USER "IAMR:loader" PASSWORD DISABLE',
    'CREATE USER "IAMR:analyst" PASSWORD DISABLE',
    'CREATE ROLE writer',
    'CREATE ROLE reader',
    'GRANT ROLE reader TO ROLE writer',
    'GRANT ROLE writer TO "IAMR:loader"',
    'GRANT ROLE reader TO "IAMR:analyst"',
  ]) {
    await run(admin, sql);
  }
});

afterAll(async () => {
  await warehouse?.stop();
});

describe('grants', () => {
  it('are asked for the schema first, then for the relation', async () => {
    await expect(run(analyst, 'SELECT * FROM mart.card')).rejects.toThrow(
      'ERROR: permission denied for schema mart',
    );
    await run(admin, 'GRANT USAGE ON SCHEMA mart TO ROLE reader');
    await expect(run(analyst, 'SELECT * FROM mart.card')).rejects.toThrow(
      'ERROR: permission denied for relation card',
    );
    await expect(run(analyst, 'SELECT * FROM mart.crad')).rejects.toThrow(
      'ERROR: relation "crad" does not exist',
    );
    await expect(run(analyst, 'SELECT * FROM pg_internal.privilege')).rejects.toThrow(
      'schema "pg_internal" does not exist',
    );
  });

  it('are shown to whom they concern', async () => {
    await run(admin, 'CREATE TABLE mart.shown (a INT)');
    await run(admin, 'GRANT SELECT ON mart.shown TO ROLE reader');
    await run(admin, 'GRANT INSERT ON mart.shown TO ROLE writer');
    const shown = async (client: RedshiftDataClient) =>
      (await rows(client, 'SHOW GRANTS ON TABLE mart.shown')).map((row) => [row[4], row[6]]);
    expect(await shown(admin)).toEqual([
      ['INSERT', 'writer'],
      ['SELECT', 'reader'],
    ]);
    expect(await shown(analyst)).toEqual([['SELECT', 'reader']]);
  });

  it('reach a user through a role that holds another role', async () => {
    await run(admin, 'GRANT SELECT ON mart.card TO ROLE reader');
    await run(admin, 'GRANT INSERT, DELETE ON mart.card TO ROLE writer');
    expect(await rows(loader, 'SELECT id FROM mart.card')).toEqual([[1]]);
    await run(loader, "INSERT INTO mart.card VALUES (2, 'Bob', '5555666677778888')");
    await expect(run(loader, 'UPDATE mart.card SET id = 3')).rejects.toThrow(
      'permission denied for relation card',
    );
    await expect(run(analyst, 'DELETE FROM mart.card')).rejects.toThrow(
      'permission denied for relation card',
    );
    await run(admin, 'REVOKE SELECT ON mart.card FROM ROLE reader');
    await expect(run(loader, 'SELECT id FROM mart.card')).rejects.toThrow('permission denied');
  });

  it('let a view read with the rights of its owner', async () => {
    await run(admin, 'GRANT SELECT ON mart.cards TO ROLE reader');
    expect(await rows(analyst, 'SELECT id FROM mart.cards WHERE id = 1')).toEqual([[1]]);
    await expect(run(analyst, 'SELECT id FROM mart.card')).rejects.toThrow('permission denied');
  });

  it('on single columns allow these only', async () => {
    await run(admin, 'GRANT SELECT (id) ON mart.card TO "IAMR:analyst"');
    expect(await rows(analyst, 'SELECT id FROM mart.card WHERE id = 1')).toEqual([[1]]);
    await expect(run(analyst, 'SELECT holder FROM mart.card')).rejects.toThrow('permission denied');
    await expect(run(analyst, 'SELECT * FROM mart.card')).rejects.toThrow('permission denied');
  });

  it('by default privileges reach relations that come later', async () => {
    await run(
      admin,
      'ALTER DEFAULT PRIVILEGES IN SCHEMA mart GRANT SELECT ON TABLES TO ROLE reader',
    );
    await run(admin, 'CREATE TABLE mart.later AS SELECT 1 AS a');
    expect(await rows(analyst, 'SELECT a FROM mart.later')).toEqual([[1]]);
    await run(admin, 'DROP TABLE mart.later');
  });

  it('on ALL TABLES reach those that are there', async () => {
    await run(admin, 'CREATE TABLE mart.other AS SELECT 1 AS a');
    await run(admin, 'REVOKE ALL ON ALL TABLES IN SCHEMA mart FROM ROLE reader');
    await expect(run(analyst, 'SELECT a FROM mart.other')).rejects.toThrow('permission denied');
    await run(admin, 'GRANT SELECT ON ALL TABLES IN SCHEMA mart TO ROLE reader');
    expect(await rows(analyst, 'SELECT a FROM mart.other')).toEqual([[1]]);
  });

  it('of an open transaction count for nobody else, and from its commit on for all', async () => {
    await run(admin, 'CREATE SCHEMA vault');
    await run(admin, 'GRANT USAGE ON SCHEMA vault TO ROLE reader');
    await run(admin, 'CREATE TABLE vault.pending AS SELECT 1 AS a');
    const inSession = async (Sql: string, SessionId: string | undefined) => {
      const session = SessionId === undefined ? { SessionKeepAliveSeconds: 60 } : { SessionId };
      const answer = await admin.send(
        new ExecuteStatementCommand({
          Sql,
          WaitTimeSeconds: 20,
          ...session,
          ...(SessionId === undefined && { Database: 'dev' }),
        }),
      );
      expect(answer.Status).toBe('FINISHED');
      return answer.SessionId;
    };
    const read = () => rows(analyst, 'SELECT a FROM vault.pending');
    await expect(read()).rejects.toThrow('permission denied');
    for (const end of ['ROLLBACK', 'COMMIT'] as const) {
      const session = await inSession('BEGIN', undefined);
      await inSession('GRANT SELECT ON vault.pending TO ROLE reader', session);
      await expect(read()).rejects.toThrow('permission denied');
      await inSession(end, session);
    }
    expect(await read()).toEqual([[1]]);
    await run(admin, 'REVOKE SELECT ON vault.pending FROM ROLE reader');
    await expect(read()).rejects.toThrow('permission denied');
    await run(admin, 'DROP SCHEMA vault CASCADE');
  });
});

describe('definitions', () => {
  it('want CREATE on the schema, and their owner', async () => {
    await expect(run(loader, 'CREATE TABLE mart.mine (a INT)')).rejects.toThrow(
      'permission denied for schema mart',
    );
    await run(admin, 'GRANT CREATE ON SCHEMA mart TO ROLE writer');
    await run(loader, 'CREATE TABLE mart.mine (a INT)');
    await run(loader, 'INSERT INTO mart.mine VALUES (1)');
    await expect(run(loader, 'DROP TABLE mart.card')).rejects.toThrow(
      'must be owner of relation card',
    );
    await expect(run(analyst, 'TRUNCATE mart.mine')).rejects.toThrow(
      'must be owner of relation mine',
    );
    await expect(run(loader, 'CREATE USER x PASSWORD DISABLE')).rejects.toThrow(
      'must be superuser to create user',
    );
    await run(loader, 'DROP TABLE mart.mine');
  });

  it('let everyone make temporary tables', async () => {
    await run(analyst, 'CREATE TEMP TABLE t AS SELECT 1 AS a');
  });
});

describe('masking policies', () => {
  it('mask a column for whom they are attached to, directly and through views', async () => {
    await run(
      admin,
      "CREATE MASKING POLICY hide WITH (n VARCHAR(16)) USING ('XXXX' || RIGHT(n, 4))",
    );
    await run(admin, 'ATTACH MASKING POLICY hide ON mart.card (number) TO ROLE reader');
    await run(admin, 'GRANT SELECT ON mart.card TO ROLE reader');
    expect(await rows(analyst, 'SELECT number, id FROM mart.card WHERE id = 1')).toEqual([
      ['XXXX4444', 1],
    ]);
    expect(await rows(analyst, 'SELECT * FROM mart.cards ORDER BY id')).toEqual([
      [1, 'XXXX4444'],
      [2, 'XXXX8888'],
    ]);
    expect(
      await rows(analyst, "SELECT COUNT(*) FROM mart.card c WHERE c.number LIKE '1111%'"),
    ).toEqual([[0]]);
    expect(await rows(admin, 'SELECT number FROM mart.card WHERE id = 1')).toEqual([
      ['1111222233334444'],
    ]);
  });

  it('of the highest priority win', async () => {
    await run(
      admin,
      'CREATE MASKING POLICY nothing WITH (n VARCHAR(16)) USING (NULL::VARCHAR(16))',
    );
    await expect(
      run(admin, 'ATTACH MASKING POLICY nothing ON mart.card (number) TO PUBLIC'),
    ).rejects.toThrow('priority');
    await run(
      admin,
      'ATTACH MASKING POLICY nothing ON mart.card (number) TO "IAMR:analyst" PRIORITY 10',
    );
    expect(await rows(analyst, 'SELECT number FROM mart.card WHERE id = 1')).toEqual([[null]]);
    await run(admin, 'DETACH MASKING POLICY nothing ON mart.card (number) FROM "IAMR:analyst"');
    expect(await rows(analyst, 'SELECT number FROM mart.card WHERE id = 1')).toEqual([
      ['XXXX4444'],
    ]);
    await expect(run(admin, 'DROP MASKING POLICY hide')).rejects.toThrow('attached');
  });
});

describe("a common table expression of a table's name", () => {
  const readings = [
    'WITH vault AS (SELECT code FROM vault) SELECT code FROM vault',
    'WITH RECURSIVE vault (code) AS (SELECT code FROM vault UNION ALL SELECT code FROM vault WHERE 1 = 0) SELECT code FROM vault',
    'WITH other AS (SELECT code FROM vault), vault AS (SELECT code FROM other) SELECT code FROM vault',
  ];

  beforeAll(async () => {
    await run(admin, 'CREATE TABLE vault (code VARCHAR(10))');
    await run(admin, "INSERT INTO vault VALUES ('secret')");
  });

  it.each(readings)('needs the right to read the table: %s', async (sql) => {
    await expect(run(analyst, sql)).rejects.toThrow('permission denied for relation vault');
    expect(await rows(admin, sql)).toEqual([['secret']]);
  });

  it('reads it masked', async () => {
    await run(admin, 'GRANT SELECT ON vault TO "IAMR:analyst"');
    await run(admin, "CREATE MASKING POLICY stars WITH (c VARCHAR(10)) USING ('***'::VARCHAR(10))");
    await run(admin, 'ATTACH MASKING POLICY stars ON vault (code) TO "IAMR:analyst" PRIORITY 1');
    for (const sql of readings) expect(await rows(analyst, sql)).toEqual([['***']]);
  });
});

it('current_user is the database user of the caller', async () => {
  expect(await rows(loader, 'SELECT current_user')).toEqual([['IAMR:loader']]);
});
