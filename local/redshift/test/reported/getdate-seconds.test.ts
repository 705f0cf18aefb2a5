import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, startWarehouse, type TestWarehouse } from '../client.ts';

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await startWarehouse({ now: () => new Date('2026-03-10T12:00:00.283Z') });
});
afterAll(() => warehouse.stop());

// https://docs.aws.amazon.com/redshift/latest/dg/r_GETDATE.html shows no fractional seconds;
// https://docs.aws.amazon.com/redshift/latest/dg/r_SYSDATE.html shows microseconds.
it('gives GETDATE() without fractional seconds', async () => {
  expect(await rows(warehouse.client, 'SELECT GETDATE()')).toEqual([['2026-03-10 12:00:00']]);
});
