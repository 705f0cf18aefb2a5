import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CasePulseCopy } from './casepulse-command.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures/worked-example');

describe('the worked example, through every part, by the commands alone', () => {
  let copy: CasePulseCopy;

  beforeAll(async () => {
    copy = await CasePulseCopy.create();
    await copy.ok(['up', '--detach', '--empty', '--now', '2026-03-10 12:00:00']);
    await copy.ok(['seed-dimensions', '--from', resolve(fixtures, 'dimensions')]);
    await copy.ok(['batch', '--only', 'dimensions']);
    await copy.ok(['send', resolve(fixtures, 'events.jsonl')]);
    await copy.ok(['wait', '--timeout', '60s']);
  });
  afterAll(() => copy.remove());

  it('answers the last hour to the digit', async () => {
    expect(await copy.rows('SELECT * FROM care.kpi_last_hour')).toEqual([
      {
        period_start: '2026-03-10 11:00:00',
        period_end: '2026-03-10 12:00:00',
        cases_received: 3,
        cases_open: 2,
        cases_closed: 2,
        received_and_closed: 1,
        backlog: 3,
        priority_cases: 2,
        surveys: 1,
        positive_responses: 2,
        neutral_responses: 2,
        negative_responses: 1,
        csat_pct: 40,
        nps: 0,
        avg_resolution_minutes: 47.5,
        p50_resolution_minutes: 47.5,
        p90_resolution_minutes: 49.5,
        sla_met: 1,
        sla_breached: 0,
      },
    ]);
  });

  it('answers the same after the batch layer took the stream over', async () => {
    const before = await copy.rows('SELECT * FROM care.kpi_overview');
    await copy.ok(['batch', '--only', 'facts']);
    expect(await copy.rows('SELECT * FROM care.kpi_overview')).toEqual(before);
    expect(await copy.rows('SELECT COUNT(*) AS cases FROM care.fact_case')).toEqual([{ cases: 5 }]);
  });

  it('shows a broken line in quarantine with its reason and its bytes', async () => {
    await copy.ok(['send', '-'], 'this is no event\n{"case_no":"9","status":"Ajar"}\n');
    await copy.ok(['wait', '--timeout', '60s']);
    const listed = JSON.parse(await copy.ok(['quarantine', 'list', '--format', 'json']));
    expect(listed).toHaveLength(2);
    expect(listed.map((row: { sample: string }) => row.sample).sort()).toEqual([
      'this is no event',
      '{"case_no":"9","status":"Ajar"}',
    ]);
    for (const row of listed) expect(row.reason).not.toBe('');
    expect(await copy.rows('SELECT DISTINCT sample FROM care.quarantine')).toEqual([
      { sample: '***' },
    ]);
  });

  it('lets the analyst read the care views and nothing else', async () => {
    for (const sql of [
      'SELECT * FROM speed.fact_case',
      'DELETE FROM speed.fact_case',
      'CREATE TABLE care.mine (id INTEGER)',
    ]) {
      const { code, stderr } = await copy.run(['query', sql]);
      expect({ sql, code }).toEqual({ sql, code: 1 });
      expect(stderr).toMatch(/permission denied/);
    }
  });

  it('prints figures as JSON numbers and CSV with a header line', async () => {
    expect(await copy.ok(['query', 'SELECT 1 AS a, 2.5 AS b, NULL AS c', '--format', 'csv'])).toBe(
      'a,b,c\n1,2.5,\n',
    );
    expect(await copy.rows("SELECT 2.50 AS b, CAST('2026-01-02' AS TIMESTAMP) AS t")).toEqual([
      { b: 2.5, t: '2026-01-02 00:00:00' },
    ]);
  });
});
