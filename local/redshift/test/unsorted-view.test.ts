import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, startWarehouse, type TestWarehouse } from './client.ts';

let warehouse: TestWarehouse;
const rowsOf = (sql: string) => rows(warehouse.client, sql);

beforeAll(async () => {
  warehouse = await startWarehouse();
  for (const sql of [
    'CREATE TABLE t (a INTEGER, b VARCHAR(5))',
    "INSERT INTO t VALUES (2, 'x'), (3, 'w'), (1, 'y')",
    'CREATE VIEW sorted AS SELECT a, b FROM t ORDER BY a',
    'CREATE VIEW first_two AS SELECT a, b FROM t ORDER BY a LIMIT 2',
    'CREATE VIEW top_two AS SELECT TOP 2 a, b FROM t ORDER BY a',
  ])
    await rows(warehouse.client, sql);
});
afterAll(() => warehouse.stop());

/** How many steps of a query's plan sort. */
const sorts = async (sql: string): Promise<number> =>
  (await rowsOf(`EXPLAIN ${sql}`)).filter(([line]) => /(Order By|Top N)(?!.*:)/.test(String(line)))
    .length;

describe('a view with an ORDER BY', () => {
  it('gives its rows in that order', async () => {
    expect(await rowsOf('SELECT b FROM sorted')).toEqual([['y'], ['x'], ['w']]);
    expect(await rowsOf('SELECT b FROM sorted LIMIT 1')).toEqual([['y']]);
    expect(await sorts('SELECT b FROM sorted')).toBe(1);
  });

  it('is sorted once by a query that sorts its rows', async () => {
    expect(await rowsOf('SELECT s.b FROM sorted s WHERE a > 1 ORDER BY s.b')).toEqual([
      ['w'],
      ['x'],
    ]);
    expect(await sorts('SELECT b FROM sorted ORDER BY b')).toBe(1);
    expect(await sorts('SELECT * FROM public.sorted ORDER BY a DESC')).toBe(1);
  });

  it('keeps it where it decides which rows there are', async () => {
    expect(await rowsOf('SELECT b FROM first_two ORDER BY b')).toEqual([['x'], ['y']]);
    expect(await rowsOf('SELECT b FROM top_two ORDER BY b')).toEqual([['x'], ['y']]);
    expect(await rowsOf('SELECT * FROM (SELECT b FROM sorted LIMIT 2) x ORDER BY b')).toEqual([
      ['x'],
      ['y'],
    ]);
  });

  it('is read as it is by now after it was made again', async () => {
    await rows(
      warehouse.client,
      'CREATE OR REPLACE VIEW sorted AS SELECT a, b FROM t WHERE a < 3 ORDER BY a',
    );
    expect(await rowsOf('SELECT b FROM sorted ORDER BY b')).toEqual([['x'], ['y']]);
  });
});
