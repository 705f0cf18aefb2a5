import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ObjectStore } from '../../../../adapters/object-store.ts';
import {
  findExtract,
  readExtract,
  writeExtract,
} from '../../../../batch/dimensions/extract-record.ts';
import { extractDimensions } from '../../../../batch/extract-dimensions.ts';
import { loadDimensions } from '../../../../batch/load-dimensions.ts';
import { plan } from '../../../../batch/plan.ts';
import { type BatchSummary, runBatch } from '../../../../batch/run.ts';
import { dimensions } from '../../../../domain/dimensions.ts';
import {
  ConfigurationError,
  ConsistencyError,
  ContractError,
  TransientError,
} from '../../../../domain/errors.ts';
import { parseStepEvent } from '../../../../lambdas/batch-step/run-state.ts';
import { runExtraction } from '../../../../lambdas/extract-dimensions/run-extraction.ts';
import { queryWithDuckDb, readWithParquetjs } from '../../../unit/parquet/parquet-readers.ts';
import type { DimensionParts } from '../dimension-parts.ts';
import { batchConfig } from '../local-objects.ts';

export const describePublishedRows = (started: () => DimensionParts) =>
  describe('publishing', () => {
    let parts: DimensionParts;
    let published: BatchSummary;
    /** What MySQL held when the run began whose outcome the tests look at. */
    let source: Record<string, string[]>;

    const oddEmployees = [
      [1, 'Zoë 🛒', null, '', null, '0001-01-01'],
      [-2_147_483_648, '𝒜'.repeat(25), "o'\\\n\t", ' ', null, '9999-12-31'],
      [2_147_483_647, 'x'.repeat(100), 'Ω', '🛒', '2000-02-29', '1969-12-31'],
    ];

    beforeAll(async () => {
      parts = started();
      await parts.seedAnew();
      for (const [emp_key, first_name, last_name, email, ldap, hire_date] of oddEmployees) {
        const row = { emp_key, first_name, last_name, email, ldap, hire_date };
        await parts.mysql.query('INSERT INTO futurecart_employee_details SET ?', row);
      }
      await parts.mysql.query(
        'INSERT INTO futurecart_calendar_details (week_number) VALUES (-32768), (32767)',
      );
      source = await parts.inMysql();
      published = await parts.run();
    });

    describe('a run of the dimensions', () => {
      it('brings them into the warehouse as they are in MySQL: every row, value, null and four-byte character', async () => {
        expect(published.steps.map(({ name }) => name).slice(0, 2)).toEqual([
          'extract-dimensions',
          'load-dimensions',
        ]);
        expect(source['employee']?.join()).toContain('Zoë 🛒');
        expect(await parts.inWarehouse()).toEqual(source);
        expect(published.dimensions?.map(({ name, rows }) => [name, rows])).toEqual(
          dimensions.map(({ name }) => [name, source[name]?.length]),
        );
      });

      it('leaves rows, checksums, bytes and durations in its record', async () => {
        const [record] = await parts.warehouse.query(
          'SELECT mode, status, details FROM ops.batch_run WHERE run_id = :run_id',
          { run_id: published.runId },
        );
        expect(record).toMatchObject({ mode: 'dimensions', status: 'published' });
        const details = JSON.parse(String(record?.['details']));
        expect(details.steps[0]).toMatchObject({
          name: 'extract-dimensions',
          counts: { tables: 8 },
        });
        expect(details.steps[0].seconds).toBeGreaterThan(0);
        expect(details.dimensions).toEqual((await findExtract(parts.context, published))?.tables);
        expect(details.dimensions[5]).toMatchObject({
          name: 'employee',
          checksum: expect.stringMatching(/^\d{18,}$/),
        });
      });

      it('extracts each to one Parquet file that two independent readers read alike', async () => {
        const staging = new ObjectStore('casepulse-staging');
        for (const { name, rows } of (await readExtract(parts.context, published)).tables) {
          const columns = dimensions.find((each) => each.name === name)?.columns ?? [];
          const file = await staging.get(`runs/${published.runId}/dimensions/${name}.parquet`);
          const body = file ?? new Uint8Array();
          const byDuckDb = await queryWithDuckDb(body, 'SELECT * FROM {{file}}');
          expect(byDuckDb).toHaveLength(rows);
          expect(Object.keys(byDuckDb[0] ?? {})).toEqual(columns.map((column) => column.name));
          const dates = columns.filter(({ type }) => type === 'date').map((column) => column.name);
          const byParquetjs = (await readWithParquetjs(body)).rows.map((row) =>
            Object.fromEntries(
              columns.map((column) => {
                const value = row[column.name] ?? null;
                const isDate = dates.includes(column.name) && value instanceof Date;
                return [column.name, isDate ? value.toISOString().slice(0, 10) : value];
              }),
            ),
          );
          expect(byParquetjs).toEqual(byDuckDb);
          const [described] = await queryWithDuckDb(
            body,
            `SELECT BOOL_AND(stats_min_value IS NOT NULL OR stats_null_count = num_values) AS statistics, MIN(compression) AS compression FROM parquet_metadata({{file}})`,
          );
          expect(described).toEqual({ statistics: true, compression: 'SNAPPY' });
        }
      });
    });

    describe('the dimensions', () => {
      beforeEach(() => parts.seedAnew());

      it('are replaced: what is gone from MySQL is gone, and an emptied table is empty', async () => {
        const { mysql, lift, inMysql, inWarehouse } = parts;
        await mysql.query('DELETE FROM futurecart_product_details');
        await mysql.query('DELETE FROM futurecart_call_center_details LIMIT 3');
        const before = await inWarehouse();
        await lift();
        const after = await inWarehouse();
        expect(before['product']).not.toEqual([]);
        expect(after['product']).toEqual([]);
        expect(after).toEqual(await inMysql());
      });

      it('change all at once: a reader sees the former rows of all of them, or the new ones of all', async () => {
        const { mysql, lift, warehouse } = parts;
        await lift();
        await mysql.query("UPDATE futurecart_case_category_details SET priority = 'new'");
        await mysql.query("UPDATE futurecart_case_priority_details SET SLA = 'new'");
        await mysql.query("UPDATE futurecart_employee_details SET manager = 'new'");
        const look = async () => {
          const [row] = await warehouse.query(`SELECT
          (SELECT COUNT(*) FROM dim.case_category) || ' ' || (SELECT COUNT(*) FROM dim.case_category WHERE priority = 'new') AS categories,
          (SELECT COUNT(*) FROM dim.case_priority) || ' ' || (SELECT COUNT(*) FROM dim.case_priority WHERE sla = 'new') AS priorities,
          (SELECT COUNT(*) FROM dim.employee) || ' ' || (SELECT COUNT(*) FROM dim.employee WHERE manager = 'new') AS employees`);
          return row;
        };
        let isLifting = true;
        const lifting = lift().finally(() => {
          isLifting = false;
        });
        const seen = [];
        while (isLifting) seen.push(await look());
        await lifting;
        seen.push(await look());
        const former = { categories: '27 0', priorities: '25 0', employees: '400 0' };
        const changed = { categories: '27 27', priorities: '25 25', employees: '400 400' };
        expect(seen[0]).toEqual(former);
        const turn = seen.findIndex((row) => row?.['categories'] !== former.categories);
        expect(seen).toEqual(seen.map((_, at) => (at < turn ? former : changed)));
        expect(seen.at(-1)).toEqual(changed);
      });

      it('stay as they were, all eight, where one of them does not give the rows and values that MySQL gave', async () => {
        const { context, mysql, inWarehouse } = parts;
        const before = await inWarehouse();
        await mysql.query("UPDATE futurecart_case_priority_details SET SLA = '99'");
        const half = await plan(context);
        await extractDimensions(context, half);
        const { tables } = await readExtract(context, half);
        const corrupt = async (change: { rows: number } | { checksum: string }) => {
          const changed = tables.map((table) =>
            table.name === 'survey_question' ? { ...table, ...change } : table,
          );
          await writeExtract(context, half, { tables: changed, ranges: [] });
          return loadDimensions(context, half);
        };
        const short = corrupt({ rows: 6 });
        await expect(short).rejects.toThrow(ConsistencyError);
        await expect(short).rejects.toThrow(
          /dim.survey_question must hold the 6 rows .*nothing was published/,
        );
        await expect(corrupt({ checksum: '12' })).rejects.toThrow(
          /dim.survey_question must hold the 5 rows with checksum 12 that MySQL gave/,
        );
        expect(await inWarehouse()).toEqual(before);
      });

      it.each([
        [
          'a zero date',
          "SET SESSION sql_mode = ''",
          "UPDATE futurecart_employee_details SET hire_date = '0000-00-00' WHERE emp_key = 100007",
          `futurecart_employee_details.hire_date must be a date 'YYYY-MM-DD' that there is, or NULL, got "0000-00-00" where emp_key is 100007`,
        ],
        [
          'a date without a day',
          "SET SESSION sql_mode = ''",
          "UPDATE futurecart_employee_details SET hire_date = '2026-02-00' WHERE emp_key = 100007",
          `got "2026-02-00" where emp_key is 100007`,
        ],
        [
          'a value longer than the warehouse takes',
          'ALTER TABLE futurecart_call_center_details MODIFY location VARCHAR(300) CHARACTER SET utf8mb4',
          "UPDATE futurecart_call_center_details SET location = REPEAT('🛒', 51) WHERE call_center_id = 'C-102'",
          'futurecart_call_center_details.location must be at most 200 bytes long (it has 204), got',
        ],
      ])(
        'are not published with %s, and the message names table, column, value and key',
        async (_, prepare, change, message) => {
          const { mysql, run, inWarehouse } = parts;
          const before = await inWarehouse();
          await mysql.query(prepare);
          await mysql.query(change);
          const running = run();
          await expect(running).rejects.toThrow(ContractError);
          await expect(running).rejects.toThrow(message);
          expect(await inWarehouse()).toEqual(before);
        },
      );

      it('are the same where a table is read in ranges of its key, by children of a map as by the command', async () => {
        const { context, mysql, inMysql, inWarehouse } = parts;
        await mysql.query(
          "INSERT INTO futurecart_employee_details (first_name) VALUES ('keyless')",
        );
        const ranged = { ...context, config: { ...context.config, keyRanges: { employee: 3 } } };

        const run = await plan(ranged);
        const byCommand = await extractDimensions(ranged, run);
        const { tables } = await readExtract(context, run);

        const mapped = await plan(ranged);
        const event = (rest: object) =>
          parseStepEvent({ step: 'extract-dimensions', state: { run: mapped }, ...rest });
        const state = await runExtraction(event({}), async () => ranged);
        const list = await context.staging.get(String(state?.rangeList));
        const ranges = JSON.parse(Buffer.from(list ?? []).toString()) as object[];
        expect(ranges).toHaveLength(3);
        await expect(loadDimensions(ranged, mapped)).rejects.toThrow(
          /must extract every range of employee, got none for range 0/,
        );
        for (const range of ranges) {
          expect(await runExtraction(event({ range }), async () => ranged)).toBeNull();
        }
        const loaded = await loadDimensions(ranged, mapped);

        expect(loaded).toMatchObject({ tables: 8, rows: byCommand['rows'] });
        expect((await readExtract(context, mapped)).tables).toEqual(tables);
        expect(await inWarehouse()).toEqual(await inMysql());
      });

      it('are not published where a table is missing', async () => {
        await parts.mysql.query('DROP TABLE futurecart_product_details');
        const running = parts.run();
        await expect(running).rejects.toThrow(ConfigurationError);
        await expect(running).rejects.toThrow(
          /must have every reference table.*futurecart_product_details/,
        );
      });

      it('are not published where the user may not read a table', async () => {
        const { config, mysql, database } = parts;
        await mysql.query("CREATE OR REPLACE USER reader@'127.0.0.1' IDENTIFIED BY 's3cret'");
        for (const { source } of dimensions.slice(0, -1)) {
          await mysql.query(`GRANT SELECT ON ${source} TO reader@'127.0.0.1'`);
        }
        const mysqlUrl = database.url.replace('root@', 'reader:s3cret@');
        const running = runBatch({ ...config, mysqlUrl }, { only: 'dimensions' });
        await expect(running).rejects.toThrow(ConfigurationError);
        await expect(running).rejects.toThrow(
          /must let this user read the table; grant it SELECT.*futurecart_survey_question_details/,
        );
      });
    });

    describe('a run that can reach no MySQL', () => {
      it('says that it does not answer', async () => {
        const running = runBatch(batchConfig('mysql://root@127.0.0.1:1/futurecart'), {
          only: 'dimensions',
        });
        await expect(running).rejects.toThrow(TransientError);
        await expect(running).rejects.toThrow(/MySQL at 127.0.0.1:1 must answer/);
      });

      it('asks for MYSQL_URL where there is none', async () => {
        await expect(runBatch(batchConfig(null), { only: 'dimensions' })).rejects.toThrow(
          /MYSQL_URL must be set/,
        );
      });
    });
  });
