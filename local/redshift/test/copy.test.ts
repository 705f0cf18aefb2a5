import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, run, runBatch, startWarehouse, type TestWarehouse } from './client.ts';
import { COPY_CASES } from './copy-options.ts';

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
  warehouse = await startWarehouse({
    s3: { endpoint, region: 'us-east-1', credentials },
    callers: { CARL: 'carl', DORA: 'dora' },
  });
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
      "COPY public.csv FROM 's3://lake/text/a.csv' IAM_ROLE DEFAULT CSV EMPTYASNULL IGNOREHEADER 1",
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

  it('reads compressed text of each format', async () => {
    await put('packed/1.gz', gzipSync('1|a\n'));
    await put('packed/1.zst', zstdCompressSync('2|b\n'));
    await put('packed/2.gz', gzipSync('3,c\n'));
    await put('packed/3.zst', zstdCompressSync('{"id":4,"s":"d"}'));
    await put('packed/4.gz', gzipSync('5|e\\|f\n'));
    await run(warehouse.client, 'CREATE TABLE public.packed (id INT, s VARCHAR(9))');
    for (const [key, options] of [
      ['1.gz', 'GZIP'],
      ['1.zst', 'ZSTD'],
      ['2.gz', 'CSV GZIP'],
      ['3.zst', "JSON 'auto' ZSTD"],
      ['4.gz', 'ESCAPE GZIP'],
    ])
      await run(
        warehouse.client,
        `COPY public.packed FROM 's3://lake/packed/${key}' IAM_ROLE DEFAULT ${options}`,
      );
    expect(await rows(warehouse.client, 'SELECT * FROM public.packed ORDER BY id')).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
      [5, 'e|f'],
    ]);
  });

  it.each(COPY_CASES.map((item) => [item.name, item] as const))('%s', async (_, item) => {
    const key = `options/${COPY_CASES.indexOf(item)}.txt`;
    await put(key, item.body);
    await run(warehouse.client, `DROP TABLE IF EXISTS public.taken`);
    await run(warehouse.client, `CREATE TABLE public.taken (${item.columns})`);
    const copy = `COPY public.taken FROM 's3://lake/${key}' IAM_ROLE DEFAULT ${item.options}`;
    if (item.rows) {
      await run(warehouse.client, copy);
      expect(await rows(warehouse.client, 'SELECT * FROM public.taken')).toEqual(item.rows);
    } else
      await expect(run(warehouse.client, copy)).rejects.toThrow(
        "Check 'stl_load_errors' system table for details.",
      );
    if (item.faults)
      expect(
        await rows(
          warehouse.client,
          `SELECT line_number, colname, raw_field_value, err_code FROM stl_load_errors WHERE filename = 's3://lake/${key}' ORDER BY line_number`,
        ),
      ).toEqual(item.faults);
  });

  it('names the file among several that is at fault, to whom the load was', async () => {
    await put('several/1.csv', '1,Ann,2026-01-01\n');
    await put('several/2.csv', '2,Bob,2026-01-01\n3,Cy,today\n');
    await run(
      warehouse.client,
      'CREATE TABLE public.several (id INT, name VARCHAR(9), at TIMESTAMP)',
    );
    await run(warehouse.client, "CREATE USER carl PASSWORD 'Carl1234'");
    await run(warehouse.client, 'GRANT INSERT ON public.several TO carl');
    const copy = "COPY public.several FROM 's3://lake/several/' IAM_ROLE DEFAULT CSV";
    await expect(run(warehouse.as('CARL'), copy)).rejects.toThrow("Check 'stl_load_errors'");
    const asked =
      "SELECT trim(table_name), line_number, filename, colname, type, err_reason FROM stl_load_errors WHERE filename LIKE '%/several/%'";
    const fault = [
      'several',
      2,
      's3://lake/several/2.csv',
      'at',
      'timestamp',
      'Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]',
    ];
    expect(await rows(warehouse.client, asked)).toEqual([fault]);
    expect(await rows(warehouse.as('CARL'), asked)).toEqual([fault]);
    expect(await rows(warehouse.as('DORA'), asked)).toEqual([]);
    expect(
      await rows(
        warehouse.client,
        "SELECT file_name, column_name, error_code, table_id > 0 FROM sys_load_error_detail WHERE file_name LIKE '%/several/%'",
      ),
    ).toEqual([['s3://lake/several/2.csv', 'at', 1206, true]]);
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
      const json =
        format === 'JSON' ? "JSON 'auto'" : format === 'CSV' ? 'CSV EMPTYASNULL' : format;
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

  const unloaded = async (options: string) => {
    await run(
      warehouse.client,
      `UNLOAD ('SELECT 1 AS id, ''a|"b'' AS s, true AS flag UNION ALL SELECT 2, NULL, false ORDER BY id') TO 's3://lake/case_' IAM_ROLE DEFAULT CLEANPATH ${options}`,
    );
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: 'lake', Prefix: 'case_' }),
    );
    const keys = Contents.map(({ Key = '' }) => Key);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'lake', Key: keys[0] ?? '' }));
    return { keys, body: Buffer.from((await Body?.transformToByteArray()) ?? []) };
  };

  // https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html
  it.each([
    ['', 'case_0000_part_00', '1|a|"b|t\n2||f\n'],
    ['PARALLEL OFF', 'case_000', '1|a|"b|t\n2||f\n'],
    ['PARALLEL TRUE HEADER', 'case_0000_part_00', 'id|s|flag\n1|a|"b|t\n2||f\n'],
    ['ADDQUOTES', 'case_0000_part_00', '"1"|"a|"b"|"t"\n"2"||"f"\n'],
    ['ESCAPE', 'case_0000_part_00', '1|a\\|"b|t\n2||f\n'],
    ['ESCAPE ADDQUOTES', 'case_0000_part_00', '"1"|"a\\|\\"b"|"t"\n"2"||"f"\n'],
    ["DELIMITER '\\t' NULL AS '-'", 'case_0000_part_00', '1\ta|"b\tt\n2\t-\tf\n'],
    ['CSV HEADER', 'case_0000_part_00', 'id,s,flag\n1,"a|""b",t\n2,,f\n'],
    ["CSV DELIMITER AS '|'", 'case_0000_part_00', '1|"a|""b"|t\n2||f\n'],
    ["CSV EXTENSION 'csv'", 'case_0000_part_00.csv', '1,"a|""b",t\n2,,f\n'],
    [
      'JSON',
      'case_0000_part_00',
      '{"id":1,"s":"a|\\"b","flag":"t"}\n{"id":2,"s":null,"flag":"f"}\n',
    ],
  ])('with %s writes %s', async (options, key, text) => {
    const { keys, body } = await unloaded(options);
    expect([keys, body.toString()]).toEqual([[key], text]);
  });

  it('compresses what it writes, and names it so', async () => {
    const gzipped = await unloaded('GZIP');
    expect(gzipped.keys).toEqual(['case_0000_part_00.gz']);
    expect(gunzipSync(gzipped.body).toString()).toBe('1|a|"b|t\n2||f\n');
    const zstd = await unloaded('ZSTD PARALLEL OFF');
    expect(zstd.keys).toEqual(['case_000.zst']);
    expect(zstdDecompressSync(zstd.body).toString()).toBe('1|a|"b|t\n2||f\n');
    expect((await unloaded('PARQUET PARALLEL OFF')).keys).toEqual(['case_000.parquet']);
  });

  it('writes a manifest, and at length its columns and counts', async () => {
    const manifest = async (options: string) => {
      const { keys } = await unloaded(options);
      expect(keys).toEqual(['case_0000_part_00', 'case_manifest']);
      const { Body } = await s3.send(
        new GetObjectCommand({ Bucket: 'lake', Key: 'case_manifest' }),
      );
      return JSON.parse((await Body?.transformToString()) ?? '');
    };
    const url = 's3://lake/case_0000_part_00';
    expect(await manifest('MANIFEST')).toEqual({
      entries: [{ url, meta: { content_length: 14 } }],
    });
    // https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD_command_examples.html
    expect(await manifest('MANIFEST VERBOSE')).toEqual({
      entries: [{ url, meta: { content_length: 14, record_count: 2 } }],
      schema: {
        elements: [
          { name: 'id', type: { base: 'integer' } },
          { name: 's', type: { base: 'character varying' } },
          { name: 'flag', type: { base: 'boolean' } },
        ],
      },
      meta: { content_length: 14, record_count: 2 },
      author: { name: 'Amazon Redshift', version: '1.0.0' },
    });
  });

  it('overwrites with ALLOWOVERWRITE, and leaves others with CLEANPATH out of its way', async () => {
    await unloaded("EXTENSION 'old'");
    const unload = (options: string) =>
      run(warehouse.client, `UNLOAD ('SELECT 7') TO 's3://lake/case_' IAM_ROLE DEFAULT ${options}`);
    await expect(unload('')).rejects.toThrow('not empty');
    await unload('ALLOWOVERWRITE');
    expect((await unloaded('')).keys).toEqual(['case_0000_part_00']);
  });
});
