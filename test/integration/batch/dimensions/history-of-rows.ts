import { beforeAll, describe, expect, it } from 'vitest';
import { batchContext } from '../../../../batch/context.ts';
import { extractDimensions } from '../../../../batch/extract-dimensions.ts';
import { loadDimensions } from '../../../../batch/load-dimensions.ts';
import { rollUpOfAll } from '../../../../batch/roll-up.ts';
import type { DimensionParts } from '../dimension-parts.ts';

/** On a warehouse that no run has published dimensions in. */
export const describeHistoryOfRows = (started: () => DimensionParts) =>
  describe('former rows', () => {
    let parts: DimensionParts;
    beforeAll(async () => {
      parts = started();
      await parts.seedAnew();
    });

    let runs = 0;

    /** Publishes the dimensions in a run that began then, UTC. */
    const publishAt = async (startedAt: string) => {
      const config = { ...parts.config, businessTimezone: 'Asia/Kolkata' };
      const context = batchContext(config, { only: 'dimensions' }, () => undefined);
      const run = { runId: `run-${runs++}`, startedAt };
      await extractDimensions(context, run);
      await loadDimensions(context, run);
    };

    const beginning = '0001-01-01 00:00:00';
    const end = '9999-12-31 00:00:00';

    const versions = (table: string, columns: string, where: string): Promise<unknown[]> =>
      parts.warehouse.query(
        `SELECT ${columns}, CAST(valid_from AS VARCHAR) AS valid_from, CAST(valid_to AS VARCHAR) AS valid_to, is_current
    FROM dim.${table}_history WHERE ${where} ORDER BY valid_from, is_current, 1`,
      );

    describe('the history of the dimensions', () => {
      it('begins with the first run: every row is valid from the beginning of time', async () => {
        await publishAt('2026-03-10 12:00:00');
        for (const table of ['employee', 'case_category', 'case_priority']) {
          const [history] = await parts.warehouse.query(
            `SELECT COUNT(*) AS versions, MIN(CAST(valid_from AS VARCHAR)) AS since, MIN(CAST(valid_to AS VARCHAR)) AS until FROM dim.${table}_history WHERE is_current`,
          );
          const [current] = await parts.warehouse.query(
            `SELECT COUNT(*) AS rows_ FROM dim.${table}`,
          );
          expect(history).toEqual({ versions: current?.['rows_'], since: beginning, until: end });
        }
      });

      it('keeps what a changed row held until the run that found the change, in business time', async () => {
        const { mysql } = parts;
        await mysql.query(
          "UPDATE futurecart_case_priority_details SET SLA = '2' WHERE Priority_key = 'P1'",
        );
        await mysql.query(
          "UPDATE futurecart_case_category_details SET priority = 'P9' WHERE category_key = 'CAT1' AND sub_category_key = 'SCAT1'",
        );
        await publishAt('2026-03-11 12:00:00');
        const change = '2026-03-11 17:30:00';
        expect(await versions('case_priority', 'sla', "priority_key = 'P1'")).toEqual([
          { sla: '1', valid_from: beginning, valid_to: change, is_current: false },
          { sla: '2', valid_from: change, valid_to: end, is_current: true },
        ]);
        const category = "category_key = 'CAT1' AND sub_category_key = 'SCAT1'";
        expect(await versions('case_category', 'priority', category)).toMatchObject([
          { valid_to: change, is_current: false },
          { priority: 'P9', valid_from: change, valid_to: end, is_current: true },
        ]);
        expect(await versions('case_priority', 'sla', "priority_key = 'P2'")).toHaveLength(1);
      });

      it('changes nothing where a run finds nothing new', async () => {
        const all = () =>
          parts.warehouse.query('SELECT * FROM dim.employee_history ORDER BY emp_key');
        const before = await all();
        await publishAt('2026-03-12 12:00:00');
        expect(await all()).toEqual(before);
      });

      it('ends what is gone, begins a new key at the beginning of time and one that is back when it is back', async () => {
        const { mysql } = parts;
        const table = 'futurecart_employee_details';
        await mysql.query(`CREATE TABLE gone AS SELECT * FROM ${table} WHERE emp_key = 100003`);
        await mysql.query(`DELETE FROM ${table} WHERE emp_key = 100003`);
        await mysql.query(`INSERT INTO ${table} SET emp_key = 900001, first_name = 'New'`);
        await publishAt('2026-03-13 12:00:00');
        await mysql.query(`INSERT INTO ${table} SELECT * FROM gone`);
        await publishAt('2026-03-14 12:00:00');
        expect(await versions('employee', 'emp_key', 'emp_key IN (100003, 900001)')).toEqual([
          {
            emp_key: 100_003,
            valid_from: beginning,
            valid_to: '2026-03-13 17:30:00',
            is_current: false,
          },
          { emp_key: 900_001, valid_from: beginning, valid_to: end, is_current: true },
          { emp_key: 100_003, valid_from: '2026-03-14 17:30:00', valid_to: end, is_current: true },
        ]);
      });

      it('takes rows that contradict each other, or have no key, as they are', async () => {
        const { mysql } = parts;
        await mysql.query(
          "INSERT INTO futurecart_case_priority_details (Priority_key, SLA) VALUES ('P2', '77'), (NULL, '5'), (NULL, '5')",
        );
        await publishAt('2026-03-15 12:00:00');
        expect(await versions('case_priority', 'sla', "priority_key = 'P2'")).toMatchObject([
          { valid_from: beginning, is_current: true },
          { sla: '77', valid_from: '2026-03-15 17:30:00', is_current: true },
        ]);
        expect(await versions('case_priority', 'sla', 'priority_key IS NULL')).toHaveLength(1);
      });

      it('holds exactly one version of each key at any moment, and the current ones are the dimension', async () => {
        const overlaps = await parts.warehouse.query(
          `SELECT a.emp_key FROM dim.employee_history a JOIN dim.employee_history b
      ON a.emp_key = b.emp_key AND a.row_hash || CAST(a.valid_from AS VARCHAR) < b.row_hash || CAST(b.valid_from AS VARCHAR)
      AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to`,
        );
        expect(overlaps).toEqual([]);
        const rows = async (from: string) => {
          const found = await parts.warehouse.query(
            `SELECT emp_key, first_name, email, hire_date FROM ${from}`,
          );
          return found.map((row) => JSON.stringify(row)).sort();
        };
        expect(await rows('dim.employee_history WHERE is_current')).toEqual(
          await rows('dim.employee'),
        );
      });
    });

    describe('what the views count of the cases', () => {
      const caseOf = (layer: 'batch' | 'speed', case_no: string): string =>
        `INSERT INTO ${layer}.fact_case (case_no, create_timestamp, last_modified_timestamp, status, category, sub_category, version_key, arrived_at, archive_key)
     VALUES ('${case_no}', '2026-03-10 09:00:00', '2026-03-10 09:00:00', 'Open', 'CAT1', 'SCAT2', '${case_no}', '2026-03-10 09:00:00', 'k')`;
      const received = async (): Promise<unknown> =>
        Object.fromEntries(
          (
            await parts.warehouse.query(
              'SELECT priority_key, cases_received FROM care.kpi_priority_severity WHERE cases_received > 0',
            )
          ).map(({ priority_key, cases_received }) => [priority_key, cases_received]),
        );
      const prioritize = (key: string) =>
        parts.mysql.query(
          `UPDATE futurecart_case_category_details SET priority = '${key}' WHERE category_key = 'CAT1' AND sub_category_key = 'SCAT2'`,
        );

      it('follows the dimensions as they are published, in both layers and without a run of the facts', async () => {
        await prioritize('P1');
        await publishAt('2026-03-16 12:00:00');
        await parts.warehouse.transaction([
          caseOf('batch', '1'),
          caseOf('speed', '2'),
          ...rollUpOfAll(),
        ]);
        expect(await received()).toEqual({ P1: 2 });
        await prioritize('P2');
        expect(await received()).toEqual({ P1: 2 });
        await publishAt('2026-03-17 12:00:00');
        expect(await received()).toEqual({ P2: 2 });
      });
    });
  });
