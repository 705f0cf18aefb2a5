import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, run, type TestWarehouse } from '../client.ts';
import { type Lake, startLake } from './lake.ts';

let lake: Lake;
let warehouse: TestWarehouse;

beforeAll(async () => {
  lake = await startLake();
  warehouse = lake.warehouse;
});

afterAll(async () => {
  await lake?.stop();
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
    const keys = await lake.keys('case_');
    return { keys, body: await lake.get(keys[0] ?? '') };
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
      return JSON.parse((await lake.get('case_manifest')).toString());
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
