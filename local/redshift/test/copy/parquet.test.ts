import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, run, runBatch, type TestWarehouse } from '../client.ts';
import { type Lake, startLake } from './lake.ts';

let lake: Lake;
let warehouse: TestWarehouse;
let folder: string;

/** Writes a query's rows as a Parquet object; returns its length in bytes. */
async function putParquet(key: string, query: string): Promise<number> {
  const file = join(folder, 'object.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  const body = await readFile(file);
  await lake.put(key, body);
  return body.length;
}

async function putManifest(key: string, entries: { url: string; bytes?: number }[]): Promise<void> {
  const body = JSON.stringify({
    entries: entries.map(({ url, bytes }) => ({
      url,
      mandatory: true,
      ...(bytes === undefined ? {} : { meta: { content_length: bytes } }),
    })),
  });
  await lake.put(key, body);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redshift-copy-'));
  lake = await startLake();
  warehouse = lake.warehouse;
  await run(
    warehouse.client,
    'CREATE TABLE public.item (id INTEGER NOT NULL, name VARCHAR(5), at TIMESTAMP)',
  );
});

afterAll(async () => {
  await lake?.stop();
  await rm(folder, { recursive: true, force: true });
});

const GOOD =
  "SELECT 1::INTEGER AS a, 'Zoë' AS b, TIMESTAMP '2026-01-02 03:04:05.25' AS c UNION ALL SELECT 2, NULL, NULL";

function copyOf(key: string, rest = ''): string {
  return `COPY public.item FROM 's3://lake/${key}' IAM_ROLE 'arn:aws:iam::123456789012:role/copy' FORMAT AS PARQUET ${rest}`;
}

describe('COPY from Parquet', () => {
  it('loads columns by position and counts the rows', async () => {
    await putParquet('good/1.parquet', GOOD);
    const answer = await runBatch(warehouse.client, [copyOf('good/1.parquet')]);
    expect(answer.SubStatements?.[0]?.ResultRows).toBe(2);
    expect(await rows(warehouse.client, 'SELECT * FROM public.item ORDER BY id')).toEqual([
      [1, 'Zoë', '2026-01-02 03:04:05.25'],
      [2, null, null],
    ]);
  });

  it('loads every object of a manifest inside a batch, or nothing of it', async () => {
    const bytes = await putParquet('many/1.parquet', GOOD);
    const more = await putParquet('many/2.parquet', GOOD);
    await putManifest('many.manifest', [
      { url: 's3://lake/many/1.parquet', bytes },
      { url: 's3://lake/many/2.parquet', bytes: more },
    ]);
    const staged =
      "COPY staged FROM 's3://lake/many.manifest' IAM_ROLE DEFAULT FORMAT PARQUET MANIFEST";
    const answer = await runBatch(warehouse.client, [
      'CREATE TEMP TABLE staged (LIKE public.item)',
      staged,
      'DELETE FROM public.item',
      'INSERT INTO public.item SELECT * FROM staged',
    ]);
    expect(answer.Error).toBeUndefined();
    expect(answer.SubStatements?.map((part) => part.ResultRows)).toEqual([0, 4, 2, 4]);
    const failed = await runBatch(warehouse.client, [
      'DELETE FROM public.item',
      copyOf('nothing/here'),
    ]);
    expect(failed.Error).toContain("The specified S3 prefix 'nothing/here' does not exist");
    expect(await rows(warehouse.client, 'SELECT COUNT(*) FROM public.item')).toEqual([[4]]);
  });

  // https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html
  it('does without an entry that is not mandatory, not without all of them', async () => {
    const bytes = await putParquet('there.parquet', GOOD);
    const manifest = (mandatory: boolean | undefined, urls: string[]) =>
      lake.put(
        'some.manifest',
        JSON.stringify({
          entries: urls.map((url) => ({ url, mandatory, meta: { content_length: bytes } })),
        }),
      );
    const there = 's3://lake/there.parquet';
    const gone = 's3://lake/gone.parquet';
    await manifest(undefined, [there, gone]);
    const answer = await runBatch(warehouse.client, [copyOf('some.manifest', 'MANIFEST')]);
    expect([answer.Error, answer.SubStatements?.[0]?.ResultRows]).toEqual([undefined, 2]);
    await manifest(true, [there, gone]);
    await expect(run(warehouse.client, copyOf('some.manifest', 'MANIFEST'))).rejects.toThrow(
      'The specified key does not exist',
    );
    await manifest(false, [gone]);
    await expect(run(warehouse.client, copyOf('some.manifest', 'MANIFEST'))).rejects.toThrow(
      'does not exist',
    );
  });

  it('wants meta.content_length in a manifest, and the true one', async () => {
    const bytes = await putParquet('one.parquet', GOOD);
    await putManifest('without.manifest', [{ url: 's3://lake/one.parquet' }]);
    await expect(run(warehouse.client, copyOf('without.manifest', 'MANIFEST'))).rejects.toThrow(
      'content_length',
    );
    await putManifest('wrong.manifest', [{ url: 's3://lake/one.parquet', bytes: bytes + 1 }]);
    await expect(run(warehouse.client, copyOf('wrong.manifest', 'MANIFEST'))).rejects.toThrow(
      `${bytes + 1}`,
    );
  });

  it.each([
    [
      'another number of columns',
      'SELECT 1::INTEGER AS a',
      'Unmatched number of columns between table and file. Table columns: 3, Data columns: 1',
    ],
    [
      'another type',
      "SELECT 1::BIGINT AS a, 'x' AS b, TIMESTAMP '2026-01-01' AS c",
      'incompatible Parquet schema',
    ],
    [
      'a text of six bytes in five characters',
      "SELECT 1::INTEGER AS a, 'Zoë12' AS b, TIMESTAMP '2026-01-01' AS c",
      'is longer than the length defined in the table',
    ],
    [
      'a null where none may be',
      "SELECT NULL::INTEGER AS a, 'x' AS b, TIMESTAMP '2026-01-01' AS c",
      'NULL',
    ],
  ])('refuses %s', async (name, query, message) => {
    await putParquet(`bad/${name}.parquet`, query);
    await expect(run(warehouse.client, copyOf(`bad/${name}.parquet`))).rejects.toThrow(message);
  });

  it('refuses options that Parquet does not take, and a COPY without authorization', async () => {
    await expect(run(warehouse.client, copyOf('good/', 'MAXERROR 10'))).rejects.toThrow('MAXERROR');
    await expect(
      run(warehouse.client, "COPY public.item FROM 's3://lake/good/' FORMAT PARQUET"),
    ).rejects.toThrow('CREDENTIALS');
  });
});
