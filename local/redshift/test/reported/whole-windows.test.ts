import { expect, it } from 'vitest';
import { translate } from '../../sql/translate.ts';

// https://github.com/duckdb/duckdb/issues/25713: the engine loses the database over a window of all rows, now and then.
it.each([
  'SELECT COUNT(*) OVER () FROM s.t',
  'SELECT SUM(a) OVER () FROM s.t',
  'SELECT RATIO_TO_REPORT(a) OVER () FROM s.t',
  'SELECT MAX(a) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM s.t',
])('takes all rows for one part in %s', (sql) => {
  expect(JSON.stringify(translate(sql))).toMatch(/OVER \(PARTITION BY 1\b/);
});
