import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, run, type TestWarehouse } from '../client.ts';
import { type Lake, startLake } from './lake.ts';
import { COPY_CASES } from './options.ts';

let lake: Lake;
let warehouse: TestWarehouse;

beforeAll(async () => {
  lake = await startLake({ CARL: 'carl', DORA: 'dora' });
  warehouse = lake.warehouse;
});

afterAll(async () => {
  await lake?.stop();
});

describe('COPY from text', () => {
  it('loads CSV with a header, quotes and empty fields', async () => {
    await run(warehouse.client, 'CREATE TABLE public.csv (id INT, name VARCHAR(20), at TIMESTAMP)');
    await lake.put('text/a.csv', 'id,name,at\n1,"Ann, Lee",2026-01-01 10:00:00\n2,,\n');
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
    await lake.put(
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
    await lake.put('packed/1.gz', gzipSync('1|a\n'));
    await lake.put('packed/1.zst', zstdCompressSync('2|b\n'));
    await lake.put('packed/2.gz', gzipSync('3,c\n'));
    await lake.put('packed/3.zst', zstdCompressSync('{"id":4,"s":"d"}'));
    await lake.put('packed/4.gz', gzipSync('5|e\\|f\n'));
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
    await lake.put(key, item.body);
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
    await lake.put('several/1.csv', '1,Ann,2026-01-01\n');
    await lake.put('several/2.csv', '2,Bob,2026-01-01\n3,Cy,today\n');
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
