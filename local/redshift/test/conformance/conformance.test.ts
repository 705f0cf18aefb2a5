import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cell, fetchResult, runBatch, startWarehouse, type TestWarehouse } from '../client.ts';
import { type ConformanceCase, readCases } from './cases.ts';

const cases = readCases(fileURLToPath(new URL('.', import.meta.url)));
let warehouse: TestWarehouse;

beforeAll(async () => {
  warehouse = await startWarehouse();
});

afterAll(async () => {
  await warehouse?.stop();
});

function text(cell: Cell): string {
  return cell === null
    ? 'NULL'
    : String(cell)
        .trim()
        .replaceAll(/\s*\n\s*/g, ' ');
}

/** Each case is a transaction of its own that is taken back at the end, so no case sees another's tables. */
async function outcomeOf(item: ConformanceCase): Promise<{
  error: string | undefined;
  rows: string[][] | undefined;
  columns: string[] | undefined;
}> {
  const answer = await runBatch(warehouse.client, [...item.statements, 'ROLLBACK']);
  const last = answer.SubStatements?.[item.statements.length - 1];
  if (answer.Status === 'FINISHED' && last?.HasResultSet) {
    const result = await fetchResult(warehouse.client, last.Id ?? '');
    const rows = result.rows.map((row) => row.map(text));
    return { error: undefined, rows, columns: result.columns };
  }
  return { error: answer.Error, rows: undefined, columns: undefined };
}

it('names a page for every case, and no case twice', () => {
  expect(
    cases
      .filter((item) => !/^https:\/\/docs\.aws\.amazon\.com\/redshift/.test(item.page))
      .map((item) => item.name),
  ).toEqual([]);
  const names = cases.map((item) => `${item.file}: ${item.name}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe.each([...new Set(cases.map((item) => item.file))])('%s', (file) => {
  it.each(cases.filter((item) => item.file === file).map((item) => [item.name, item] as const))(
    '%s',
    async (_, item) => {
      const { error, rows, columns } = await outcomeOf(item);
      if ('error' in item.expected) {
        expect(error ?? 'no error').toContain(item.expected.error);
        return;
      }
      expect(error).toBeUndefined();
      if (item.columns) expect(columns).toEqual(item.columns);
      if ('rows' in item.expected) expect(rows).toEqual(item.expected.rows);
    },
  );
});
