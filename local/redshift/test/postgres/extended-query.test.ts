import { type EventEmitter, once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MessageExchange, openExchange } from './message-exchange.ts';
import { sqlStateOf, startPostgresWarehouse, type TestPostgres } from './postgres-client.ts';

let warehouse: TestPostgres;

beforeAll(async () => {
  warehouse = await startPostgresWarehouse();
  const client = await warehouse.connect();
  await client.query(
    'CREATE TABLE item (id INT NOT NULL, name VARCHAR(20), price DECIMAL(10,2), sold_at TIMESTAMP, is_new BOOLEAN, ratio FLOAT, big BIGINT, small SMALLINT, day DATE)',
  );
  await client.query(
    "INSERT INTO item VALUES (1, 'pen', -1234.50, '2000-01-01 00:00:01', true, 0.1, 9007199254740993, -3, '1999-12-31'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
  );
});

afterAll(async () => {
  await warehouse?.stop();
});

it('binds the parameters of a prepared statement, again and again', async () => {
  const client = await warehouse.connect();
  const query = { name: 'by-id', text: 'SELECT name, price FROM item WHERE id = $1' };
  expect((await client.query({ ...query, values: [1] })).rows).toEqual([
    { name: 'pen', price: '-1234.50' },
  ]);
  expect((await client.query({ ...query, values: [2] })).rows).toEqual([
    { name: null, price: null },
  ]);
});

it('reads quotes, dollars and nulls in parameters as values', async () => {
  const client = await warehouse.connect();
  const text = "it's $1; DROP TABLE item; --";
  const { rows } = await client.query('SELECT $1 AS a, $2 AS b, $1 AS again', [text, null]);
  expect(rows).toEqual([{ a: text, b: null, again: text }]);
});

it('changes rows with parameters', async () => {
  const client = await warehouse.connect();
  await client.query('CREATE TABLE change (id INT, name VARCHAR(10))');
  const inserted = await client.query('INSERT INTO change VALUES ($1, $2), ($3, $4)', [
    1,
    'a',
    2,
    null,
  ]);
  expect(inserted.rowCount).toBe(2);
  const updated = await client.query('UPDATE change SET name = $1 WHERE id = $2', ['b', 2]);
  expect(updated.rowCount).toBe(1);
  expect((await client.query('SELECT * FROM change ORDER BY id')).rows).toEqual([
    { id: 1, name: 'a' },
    { id: 2, name: 'b' },
  ]);
});

it('fails a statement and goes on with the next', async () => {
  const client = await warehouse.connect();
  expect(await sqlStateOf(client.query('SELECT * FROM nowhere WHERE a = $1', [1]))).toBe('42P01');
  expect(await sqlStateOf(client.query('SELECT 1/$1::int', [0]))).toBe('22012');
  expect(await sqlStateOf(client.query('SELECT $1::int', ['x']))).toBe('22P02');
  expect((await client.query('SELECT $1::int AS a', [3])).rows).toEqual([{ a: 3 }]);
});

it('gives 100,000 rows of ten columns', async () => {
  const client = await warehouse.connect();
  await client.query(
    'CREATE TABLE digit AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n',
  );
  const number = 'a.i + 10 * b.i + 100 * c.i + 1000 * d.i + 10000 * e.i';
  const { rows } = await client.query({
    text: `SELECT ${number} AS i, 'x' AS b, 1.5 AS c, true AS d, GETDATE() AS e, NULL AS f, 2 AS g, 3 AS h, 4 AS j, 5 AS k FROM digit a, digit b, digit c, digit d, digit e ORDER BY 1`,
    rowMode: 'array',
  });
  expect(rows).toHaveLength(100_000);
  expect(rows.every((row, index) => row[0] === index)).toBe(true);
});

it('cancels a long query and keeps the session', async () => {
  const client = await warehouse.connect();
  await client.query(
    'CREATE TEMP TABLE many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i FROM n',
  );
  const query = new pg.Query(
    'SELECT COUNT(*) FROM many a, many b, many c, many d WHERE a.i + b.i + c.i + d.i = 7',
  );
  let error: (Error & { code?: string }) | undefined;
  const ended = new Promise<void>((resolve) => {
    query.on('error', (cause) => {
      error = cause;
      resolve();
    });
    query.on('end', () => resolve());
  });
  client.query(query);
  // It may not have begun when the first request to cancel comes: that one is for nothing.
  const asked: Promise<unknown>[] = [];
  const asking = setInterval(() => {
    const other = new pg.Client({ host: '127.0.0.1', port: warehouse.port }) as unknown as {
      connection: EventEmitter;
      cancel(client: pg.Client, query: pg.Query): void;
    };
    asked.push(once(other.connection, 'end'));
    other.cancel(client, query);
  }, 100);
  await ended;
  clearInterval(asking);
  // One that comes late would cancel the next query.
  await Promise.all(asked);
  expect(error?.code).toBe('57014');
  expect((await client.query('SELECT count(*) AS n FROM many')).rows).toEqual([{ n: '3000' }]);
});

async function exchange(talk: (messages: MessageExchange) => Promise<void>): Promise<void> {
  const messages = await openExchange(warehouse.port);
  try {
    await talk(messages);
  } finally {
    messages.close();
  }
}

it('answers statements that are sent without waiting, in order', () =>
  exchange(async (messages) => {
    for (const sql of ['SELECT 1 AS a', 'SELECT 2 AS b', 'SELECT 3 AS c']) {
      messages.parse('', sql);
      messages.bind('', '', []);
      messages.execute('', 0);
      messages.sync();
    }
    const answers = await messages.until('Z', 3);
    expect(answers.map(({ type }) => type).join('')).toBe('12DCZ12DCZ12DCZ');
    expect(answers.filter(({ type }) => type === 'D').map(({ text }) => text)).toEqual([
      '1',
      '2',
      '3',
    ]);
  }));

it('passes over everything after an error up to the next Sync', () =>
  exchange(async (messages) => {
    messages.parse('', 'INSERT INTO item (id) VALUES (77)');
    messages.bind('', '', []);
    messages.execute('', 0);
    messages.parse('', 'SELECT * FROM nowhere');
    messages.bind('', '', []);
    messages.execute('', 0);
    messages.parse('', 'INSERT INTO item (id) VALUES (78)');
    messages.bind('', '', []);
    messages.execute('', 0);
    messages.sync();
    expect((await messages.until('Z')).map(({ type }) => type).join('')).toBe('12C12EZ');
    messages.parse('', 'SELECT count(*) FROM item WHERE id > 70');
    messages.bind('', '', []);
    messages.execute('', 0);
    messages.sync();
    // What ran before the error in the same pipeline is taken back too.
    expect((await messages.until('Z')).find(({ type }) => type === 'D')?.text).toBe('0');
  }));

it('gives a portal as many rows as are asked for', () =>
  exchange(async (messages) => {
    messages.parse('all', 'SELECT id FROM item ORDER BY id');
    messages.bind('rows', 'all', []);
    messages.execute('rows', 1);
    messages.execute('rows', 1);
    messages.execute('rows', 1);
    messages.closePortal('rows');
    messages.sync();
    expect((await messages.until('Z')).map(({ type, text }) => [type, text])).toEqual([
      ['1', ''],
      ['2', ''],
      ['D', '1'],
      ['s', ''],
      ['D', '2'],
      ['C', 'SELECT 1'],
      ['C', 'SELECT 0'],
      ['3', ''],
      ['Z', 'I'],
    ]);
  }));

it('describes a statement before it has values: parameters and columns', () =>
  exchange(async (messages) => {
    messages.parse('s', 'SELECT name, price, sold_at FROM item WHERE id = $1 AND sold_at < $2');
    messages.describeStatement('s');
    messages.sync();
    const answers = await messages.until('Z');
    expect(answers.find(({ type }) => type === 't')?.oids).toEqual([23, 1114]);
    expect(answers.find(({ type }) => type === 'T')?.columns).toEqual([
      ['name', 1043],
      ['price', 1700],
      ['sold_at', 1114],
    ]);
    messages.parse('', 'INSERT INTO item (id) VALUES ($1)');
    messages.describeStatement('');
    messages.sync();
    expect((await messages.until('Z')).map(({ type }) => type).join('')).toBe('1tnZ');
  }));

// Worked out by hand from PostgreSQL's send functions: the driver reads no binary results.
it('gives values in binary where that is asked for', () =>
  exchange(async (messages) => {
    messages.parse(
      '',
      'SELECT id, name, price, sold_at, is_new, ratio, big, small, day FROM item ORDER BY id',
    );
    messages.bind('', '', [], 1);
    messages.execute('', 0);
    messages.sync();
    const [first, second] = (await messages.until('Z')).filter(({ type }) => type === 'D');
    expect(first?.values).toEqual([
      '00000001',
      Buffer.from('pen').toString('hex'),
      // Two digits to the base of 10,000, the first of weight 0, negative, two places: 1234, 5000.
      '000200004000000204d21388',
      // One second after 2000-01-01, in microseconds.
      '00000000000f4240',
      '01',
      '3fb999999999999a',
      '0020000000000001',
      'fffd',
      'ffffffff',
    ]);
    expect(second?.values?.slice(1)).toEqual(Array.from({ length: 8 }, () => 'null'));
  }));
