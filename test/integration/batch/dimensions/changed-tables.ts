import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readExtract } from '../../../../batch/dimensions/extract-record.ts';
import { ContractError } from '../../../../domain/errors.ts';
import type { DimensionParts } from '../dimension-parts.ts';

export const describeChangedTables = (started: () => DimensionParts) =>
  describe('tables in MySQL that have changed', () => {
    let parts: DimensionParts;
    beforeAll(() => {
      parts = started();
    });
    beforeEach(() => parts.seedAnew());

    it('are loaded without the columns that are new, and these are reported', async () => {
      const { context, mysql, lift, inMysql, inWarehouse } = parts;
      await mysql.query(
        'ALTER TABLE futurecart_employee_details ADD phone VARCHAR(20) AFTER email',
      );
      await mysql.query('ALTER TABLE futurecart_employee_details ADD floor INT FIRST');
      const { run, extracted } = await lift();
      expect(await inWarehouse()).toEqual(await inMysql());
      expect(extracted).toMatchObject({ columns_left_out: 2 });
      const { tables } = await readExtract(context, run);
      expect(tables.find(({ name }) => name === 'employee')?.leftOut).toEqual(['floor', 'phone']);
    });

    it('are read by the names of their columns, whatever their order and letter case', async () => {
      const { mysql, lift, inMysql, inWarehouse } = parts;
      await mysql.query('ALTER TABLE futurecart_employee_details MODIFY manager VARCHAR(20) FIRST');
      await mysql.query('ALTER TABLE futurecart_employee_details RENAME COLUMN ldap TO LDAP');
      await lift();
      expect(await inWarehouse()).toEqual(await inMysql());
    });

    // What SHOW CREATE TABLE writes for the same table: MariaDB has display widths, MySQL 8 none and other collations.
    it.each([
      ['MariaDB', 'INT(11)', 'SMALLINT(6)', 'utf8mb4 COLLATE utf8mb4_general_ci'],
      ['MySQL 8', 'INT', 'SMALLINT', 'utf8mb3 COLLATE utf8mb3_bin'],
      ['an old MySQL', 'INT(10)', 'SMALLINT(5)', 'latin1 COLLATE latin1_swedish_ci'],
    ])(
      'are read alike where their types are written as %s writes them',
      async (_, int, smallint, characters) => {
        const { mysql, lift, inMysql, inWarehouse } = parts;
        for (const change of [
          `employee_details MODIFY emp_key ${int}, MODIFY first_name VARCHAR(50) CHARACTER SET ${characters}`,
          `calendar_details MODIFY week_number ${smallint} NULL, MODIFY geo_region_cd CHAR(2) CHARACTER SET ${characters}`,
        ]) {
          await mysql.query(`ALTER TABLE futurecart_${change}`);
        }
        await mysql.query(
          "INSERT INTO futurecart_employee_details (emp_key, first_name, hire_date) VALUES (-7, 'Zoë', '2024-02-29')",
        );
        await mysql.query(
          "INSERT INTO futurecart_calendar_details (week_number, geo_region_cd) VALUES (-32768, 'É')",
        );
        await lift();
        const source = await inMysql();
        expect(source['employee']).toContainEqual(expect.stringContaining('"Zoë"'));
        expect(await inWarehouse()).toEqual(source);
      },
    );

    it('stop the run before anything is published, all differences in one table', async () => {
      const { mysql, run, lift, inWarehouse } = parts;
      await lift();
      const before = await inWarehouse();
      await mysql.query('UPDATE futurecart_call_center_details SET location = UPPER(location)');
      for (const change of [
        'employee_details RENAME COLUMN hire_date TO hired_on',
        'employee_details DROP manager',
        'calendar_details MODIFY week_number INT',
        'product_details MODIFY brand TEXT',
        'case_country_details MODIFY id INT UNSIGNED',
      ]) {
        await mysql.query(`ALTER TABLE futurecart_${change}`);
      }
      const error = await run().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ContractError);
      expect(error instanceof Error && error.message).toMatchInlineSnapshot(`
      "MySQL's tables must have the columns of docs/data-dictionary.md, got 5 that differ; mend them there and run the batch again, nothing was published
        table                            column       must be          is
        futurecart_calendar_details      week_number  smallint         int
        futurecart_case_country_details  id           int              int unsigned
        futurecart_employee_details      hire_date    date             missing (renamed to hired_on?)
        futurecart_employee_details      manager      varchar or char  missing
        futurecart_product_details       brand        varchar or char  text"
    `);
      expect(await inWarehouse()).toEqual(before);
    });
  });
