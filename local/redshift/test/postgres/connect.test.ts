import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { connect as connectSocket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  PASSWORDS,
  sqlStateOf,
  startPostgresWarehouse,
  type TestPostgres,
} from './postgres-client.ts';

let warehouse: TestPostgres;

beforeAll(async () => {
  warehouse = await startPostgresWarehouse();
  const admin = await warehouse.connect();
  await admin.query('CREATE TABLE open_to_all (a INT); CREATE TABLE closed (a INT)');
  await admin.query('CREATE USER "IAMR:analyst" PASSWORD DISABLE');
  await admin.query('GRANT SELECT ON open_to_all TO "IAMR:analyst"');
});

afterAll(async () => {
  await warehouse?.stop();
});

it('lets psql in with the password', async () => {
  const { output, errors, code } = await warehouse.psql('SELECT 1 AS one', '\\conninfo');
  expect(errors).toBe('');
  expect(output).toContain('You are connected to database "dev" as user "admin"');
  expect(code).toBe(0);
});

it.each([
  ['a wrong password', 'admin', 'wrong'],
  ['an unknown user', 'nobody', PASSWORDS.admin],
])('keeps psql out with %s', async (_, user, password) => {
  const { errors, code } = await warehouse.psqlAs(user, password, 'SELECT 1');
  expect(errors).toContain(`FATAL:  password authentication failed for user "${user}"`);
  expect(code).toBe(2);
});

it('tells the driver the SQLSTATE of a wrong password and of an unknown database', async () => {
  expect(await sqlStateOf(warehouse.connect({ password: 'wrong' }))).toBe('28P01');
  expect(await sqlStateOf(warehouse.connect({ database: 'other' }))).toBe('3D000');
});

it.each([
  ['with the password', PASSWORDS.admin, undefined],
  ['not with a wrong one', 'wrong', '28P01'],
])("lets Amazon's own drivers in by MD5, %s", async (_, password, refused) => {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: warehouse.port,
    user: 'admin',
    password,
  });
  // What these drivers say of themselves, and nothing that takes SCRAM from them.
  Object.assign(client, {
    getStartupConf: () => ({
      user: 'admin',
      database: 'dev',
      client_protocol_version: '2',
      driver_version: 'Redshift JDBC Driver 2.1.0.30',
      '_pq_.compression': 'lz4:1',
    }),
  });
  const asked: string[] = [];
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  for (const event of ['authenticationMD5Password', 'authenticationSASL'])
    connection.on(event, () => asked.push(event));
  try {
    expect(await sqlStateOf(client.connect())).toBe(refused);
    expect(asked).toEqual(['authenticationMD5Password']);
  } finally {
    await client.end();
  }
});

it('says in the clear that it does not encrypt', async () => {
  await expect(warehouse.connect({ ssl: true })).rejects.toThrow(/does not support SSL/);
});

it('gives a login the rights of its database user', async () => {
  const ann = await warehouse.connect({ user: 'ann', password: PASSWORDS.ann });
  expect((await ann.query('SELECT CURRENT_USER AS who')).rows).toEqual([{ who: 'IAMR:analyst' }]);
  expect((await ann.query('SELECT * FROM open_to_all')).rows).toEqual([]);
  expect(await sqlStateOf(ann.query('SELECT * FROM closed'))).toBe('42501');
  expect(await sqlStateOf(ann.query('INSERT INTO open_to_all VALUES (1)'))).toBe('42501');
});

it('takes settings from the first message, and passes over what it does not know', async () => {
  const admin = await warehouse.connect();
  await admin.query('CREATE SCHEMA IF NOT EXISTS shop; CREATE SCHEMA IF NOT EXISTS "big shop"');
  const show = async (config: pg.ClientConfig) => {
    const client = await warehouse.connect(config);
    const { rows } = await client.query('SELECT current_schema() AS s');
    return [rows[0].s, (await client.query('SHOW query_group')).rows[0].query_group];
  };
  expect(await show({ options: '-c search_path=shop --query-group=night' })).toEqual([
    'shop',
    'night',
  ]);
  expect(await show({ options: '-csearch_path=big\\ shop,public' })).toEqual(['big shop', 'unset']);
  const { output, errors } = await warehouse.psqlWith(
    { PGOPTIONS: '-c search_path=shop' },
    'SHOW search_path',
  );
  expect([errors, output]).toEqual(['', expect.stringContaining(' shop')]);
  const refused = warehouse.connect({ options: '-c search_path=nowhere' });
  expect(await sqlStateOf(refused)).toBe('3F000');
});

it('says of itself what Redshift says', async () => {
  const client = await warehouse.connect();
  const { rows } = await client.query('SHOW server_version');
  expect(rows).toEqual([{ server_version: '8.0.2' }]);
});

it('ends a connection whose bytes are no messages', async () => {
  const socket = connectSocket(warehouse.port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.resume();
  socket.write('GET / HTTP/1.1\r\n\r\n');
  await closed;
});

/** The client's half of RFC 7677, written apart from the server's. */
it('proves to the client that it knows the password too', async () => {
  const { ScramExchange, scramVerifier } = await import('../../postgres/authentication/scram.ts');
  const exchange = new ScramExchange(scramVerifier('pencil'));
  const first = `n=user,r=${randomBytes(12).toString('base64')}`;
  const challenge = exchange.first(`n,,${first}`);
  const [, nonce = '', salt = '', iterations = ''] =
    /^r=(.*),s=(.*),i=(\d+)$/.exec(challenge) ?? [];
  const key = (name: string, salted: Buffer) => createHmac('sha256', salted).update(name).digest();
  const salted = pbkdf2Sync(
    'pencil',
    Buffer.from(salt, 'base64'),
    Number(iterations),
    32,
    'sha256',
  );
  const message = `${first},${challenge},c=biws,r=${nonce}`;
  const clientKey = key('Client Key', salted);
  const stored = createHash('sha256').update(clientKey).digest();
  const signature = createHmac('sha256', stored).update(message).digest();
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  const expected = createHmac('sha256', key('Server Key', salted)).update(message).digest('base64');
  expect(exchange.final(`c=biws,r=${nonce},p=${proof.toString('base64')}`)).toBe(`v=${expected}`);
});
