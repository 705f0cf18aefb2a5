import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMysql } from '../../../adapters/mysql.ts';
import { dimensions } from '../../../domain/dimensions.ts';
import { ConfigurationError, ContractError } from '../../../domain/errors.ts';
import type { Progress } from '../../../domain/progress.ts';
import { startMariaDb } from '../../../local/mariadb.ts';
import { readReferenceKeys } from '../../../simulator/reference-keys.ts';
import { seedDimensions } from '../../../simulator/seed-dimensions.ts';

let folder: string;
let database: Awaited<ReturnType<typeof startMariaDb>>;
let connection: Connection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seed-dimensions-'));
  database = await startMariaDb({ dataDir: join(folder, 'mariadb') });
  connection = await openMysql(database.url);
});
afterAll(async () => {
  await connection.end();
  await database.close();
  await rm(folder, { recursive: true });
});

const common = { size: 'small', seed: 11, now: '2026-11-21 10:00:00' } as const;
const seed = (from?: string) =>
  seedDimensions({ ...common, mysqlUrl: database.url, ...(from && { from }) });

const rows = async (sql: string): Promise<RowDataPacket[]> =>
  (await connection.query<RowDataPacket[]>(sql))[0];

const files = async (contents: Readonly<Record<string, string>>): Promise<string> => {
  const from = await mkdtemp(join(folder, 'files-'));
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(join(from, `${name}.txt`), content);
  }
  return from;
};

const centers = (...ids: string[]) =>
  [
    'call_center_id\tcall_center_vendor\tlocation\tcountry',
    ...ids.map((id) => `${id}\tVox\tPune\tin`),
    '',
  ].join('\n');
const countries = (...lines: string[]) => ['id\tName\tAlpha_2\tAlpha_3', ...lines, ''].join('\n');

describe('seedDimensions', () => {
  it('makes the tables with the source’s names and types and fills all eight', async () => {
    const progress: Progress[] = [];
    const summary = await seedDimensions({ ...common, mysqlUrl: database.url }, (step) =>
      progress.push(step),
    );
    for (const { source } of dimensions) {
      const [count] = await rows(`SELECT COUNT(*) AS n FROM ${source}`);
      expect(count?.['n']).toBe(summary[source]);
      expect(progress).toContainEqual({
        step: source,
        done: summary[source],
        total: summary[source],
        unit: 'rows',
      });
    }
    const columns = await rows(
      `SELECT column_name AS n, column_type AS t FROM information_schema.columns WHERE table_name = 'futurecart_calendar_details' AND table_schema = DATABASE() ORDER BY ordinal_position`,
    );
    expect(columns.map(({ n, t }) => `${n} ${String(t).replace(/(?<=int)\(\d+\)/, '')}`)).toEqual([
      'calendar_date date',
      'date_desc varchar(50)',
      'week_day_nbr smallint',
      'week_number smallint',
      'week_name varchar(50)',
      'year_week_number int',
      'month_number smallint',
      'month_name varchar(50)',
      'quarter_number smallint',
      'quarter_name varchar(50)',
      'half_year_number smallint',
      'half_year_name varchar(50)',
      'geo_region_cd char(2)',
    ]);
    expect(await rows('SELECT `range` FROM futurecart_survey_question_details')).toHaveLength(5);
  });

  it('has the same rows after a second run', async () => {
    const checksums = () =>
      rows(`CHECKSUM TABLE ${dimensions.map(({ source }) => source).join(', ')}`);
    await seed();
    const first = await checksums();
    await seed();
    expect(await checksums()).toEqual(first);
  });

  it('replaces the tables that have a file and leaves the others', async () => {
    await seed();
    const from = await files({ futurecart_call_center_details: centers('C-1', 'C-2') });
    expect(await seed(from)).toEqual({ futurecart_call_center_details: 2 });
    expect(
      (await rows('SELECT call_center_id AS id FROM futurecart_call_center_details')).map(
        ({ id }) => id,
      ),
    ).toEqual(['C-1', 'C-2']);
    expect(await rows('SELECT * FROM futurecart_case_country_details')).toHaveLength(193);
  });

  it('changes no table where one file of several is refused', async () => {
    await seed();
    const from = await files({
      futurecart_call_center_details: centers('C-1'),
      futurecart_case_country_details: countries('1\tIndia\tin\tind', '2\tFrance\tfra\tfra'),
    });
    await expect(seed(from)).rejects.toThrow(
      'futurecart_case_country_details.txt line 3, column 3: Alpha_2 must have at most 2 characters, got "fra"',
    );
    await expect(seed(from)).rejects.toThrow(ContractError);
    expect(await rows('SELECT * FROM futurecart_call_center_details')).toHaveLength(25);
    expect(await rows('SELECT * FROM futurecart_case_country_details')).toHaveLength(193);
  });

  it('refuses a folder without a dimension file, and one with a misnamed file', async () => {
    await expect(seed(await files({}))).rejects.toThrow(ConfigurationError);
    const misnamed = await files({
      futurecart_call_center_details: centers('C-1'),
      futurecart_call_centre_details: centers('C-1'),
    });
    await expect(seed(misnamed)).rejects.toThrow('got futurecart_call_centre_details.txt');
  });
});

describe('readReferenceKeys', () => {
  it('reads what events may name from the tables, custom ones too', async () => {
    await seed();
    await seed(await files({ futurecart_call_center_details: centers('C-1', 'C-2') }));
    const keys = await readReferenceKeys(database.url);
    expect(keys.callCenters).toEqual(['C-1', 'C-2']);
    expect(keys.countries).toContain('IN');
    expect(keys.categories).toHaveLength(27);
    expect(keys.categories[0]).toMatchObject({
      category: 'CAT1',
      subCategory: 'SCAT1',
      slaHours: 2,
    });
    expect(keys.products).toHaveLength(300);
    expect(keys.employees[0]).toBe('100001');
  });

  it('says what to do where a table is empty', async () => {
    await connection.query('DELETE FROM futurecart_product_details');
    await expect(readReferenceKeys(database.url)).rejects.toThrow(
      'futurecart_product_details must have rows, got none; run seed-dimensions first',
    );
  });
});
