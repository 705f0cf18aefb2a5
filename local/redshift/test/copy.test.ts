import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, run, runBatch, startWarehouse, type TestWarehouse } from './client.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
let fauxqs: FauxqsServer;
let s3: S3Client;
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
  await s3.send(new PutObjectCommand({ Bucket: 'lake', Key: key, Body: body }));
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
  await s3.send(new PutObjectCommand({ Bucket: 'lake', Key: key, Body: body }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redshift-copy-'));
  fauxqs = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${fauxqs.port}`;
  s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'lake' }));
  warehouse = await startWarehouse({ s3: { endpoint, region: 'us-east-1', credentials } });
  await run(
    warehouse.client,
    'CREATE TABLE public.item (id INTEGER NOT NULL, name VARCHAR(5), at TIMESTAMP)',
  );
});

afterAll(async () => {
  await warehouse?.stop();
  s3?.destroy();
  await fauxqs?.stop();
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

describe('COPY from text', () => {
  async function put(key: string, body: string | Buffer): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: 'lake', Key: key, Body: body }));
  }

  it('loads CSV with a header, quotes and empty fields', async () => {
    await run(warehouse.client, 'CREATE TABLE public.csv (id INT, name VARCHAR(20), at TIMESTAMP)');
    await put('text/a.csv', 'id,name,at\n1,"Ann, Lee",2026-01-01 10:00:00\n2,,\n');
    await run(
      warehouse.client,
      "COPY public.csv FROM 's3://lake/text/a.csv' IAM_ROLE DEFAULT CSV IGNOREHEADER 1",
    );
    expect(await rows(warehouse.client, 'SELECT * FROM public.csv ORDER BY id')).toEqual([
      [1, 'Ann, Lee', '2026-01-01 10:00:00'],
      [2, null, null],
    ]);
  });

  it("loads gzipped JSON by key, and any case with 'auto ignorecase'", async () => {
    await run(warehouse.client, 'CREATE TABLE public.json (id INT, name VARCHAR(20), more SUPER)');
    await put(
      'text/a.json.gz',
      gzipSync('{"id":1,"name":"Ann","more":{"a":[1]},"unknown":1}\n{"ID":2,"Name":"Bob"}\n'),
    );
    await run(
      warehouse.client,
      "COPY public.json FROM 's3://lake/text/a.json.gz' IAM_ROLE DEFAULT FORMAT AS JSON 'auto' GZIP",
    );
    await run(
      warehouse.client,
      "COPY public.json FROM 's3://lake/text/a.json.gz' IAM_ROLE DEFAULT FORMAT AS JSON 'auto ignorecase' GZIP",
    );
    expect(
      await rows(warehouse.client, 'SELECT id, name FROM public.json ORDER BY id, name'),
    ).toEqual([
      [1, 'Ann'],
      [1, 'Ann'],
      [2, 'Bob'],
      [null, null],
    ]);
  });

  it('points to stl_load_errors where a value is of the wrong type', async () => {
    await put('text/bad.csv', 'x,Ann,2026-01-01\n');
    await expect(
      run(warehouse.client, "COPY public.csv FROM 's3://lake/text/bad.csv' IAM_ROLE DEFAULT CSV"),
    ).rejects.toThrow("Check 'stl_load_errors'");
    expect(
      await rows(
        warehouse.client,
        "SELECT table_name, filename FROM stl_load_errors WHERE filename LIKE '%bad.csv'",
      ),
    ).toEqual([['csv', 's3://lake/text/bad.csv']]);
  });
});

describe('UNLOAD', () => {
  it.each(['PARQUET', 'CSV', 'JSON'])(
    'writes %s that COPY reads again by its manifest',
    async (format) => {
      await run(
        warehouse.client,
        'CREATE TABLE IF NOT EXISTS public.out (id INT, name VARCHAR(20))',
      );
      await run(warehouse.client, 'DELETE FROM public.out');
      await run(
        warehouse.client,
        `UNLOAD ('SELECT 1 AS id, ''it''''s, x'' AS name UNION ALL SELECT 2, NULL') TO 's3://lake/out/${format}/' IAM_ROLE DEFAULT FORMAT AS ${format} MANIFEST`,
      );
      const json = format === 'JSON' ? "JSON 'auto'" : format;
      await run(
        warehouse.client,
        `COPY public.out FROM 's3://lake/out/${format}/manifest' IAM_ROLE DEFAULT FORMAT AS ${json} MANIFEST`,
      );
      expect(await rows(warehouse.client, 'SELECT * FROM public.out ORDER BY id')).toEqual([
        [1, "it's, x"],
        [2, null],
      ]);
      await expect(
        run(warehouse.client, `UNLOAD ('SELECT 1') TO 's3://lake/out/${format}/' IAM_ROLE DEFAULT`),
      ).rejects.toThrow('not empty');
    },
  );
});
