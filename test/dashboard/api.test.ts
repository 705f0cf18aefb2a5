import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rollUpOfAll } from '../../batch/roll-up.ts';
import { dashboard } from '../../dashboard/definition/dashboard.ts';
import { ExampleDashboard, loadedObject } from './example-dashboard.ts';

let example: ExampleDashboard;
beforeAll(async () => {
  example = await ExampleDashboard.start();
});
afterAll(() => example.close());

/** Every channel that there is: a filter that lets everything pass. */
const allChannels = '&channel=Call&channel=Chat&channel=Email&channel=Unknown';

type Row = Record<string, unknown>;

/** Numbers to nine digits: a sum over days and one over facts add in different orders. */
const rounded = (rows: readonly Row[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        typeof value === 'number' ? Number(value.toPrecision(9)) : value,
      ]),
    ),
  );

/**
 * The rows that both can have, in the columns that both have: a view has a row for each priority, facts for those
 * that occur; events on dates that the calendar lacks belong to no period of a trend.
 */
const comparable = (rows: readonly Row[], others: readonly Row[]): Row[] =>
  rounded(rows)
    .filter((row) => row['period_start'] !== null && row['cases_received'] !== 0)
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).filter(
          ([column]) => column in (others[0] ?? {}) && column !== 'member_count',
        ),
      ),
    );

describe('the numbers of views and of filtered facts are the same for', () => {
  const asked: readonly (readonly [visual: string, query: string])[] = [
    ['last-hour', ''],
    ['by-minute', ''],
    ['sla-time-left', ''],
    ['received-closed', 'grain=day&period=last-7-days'],
    ['received-closed', 'grain=business-week&period=all'],
    ['priority-severity', 'period=all'],
    ['call-centers', 'period=this-week&measure=csat_pct&order=ascending'],
    ['categories', 'period=all'],
    ['countries', 'period=all'],
    ['questions', 'period=all'],
    ['scores', 'period=last-7-days'],
  ];
  it.each(asked)('%s?%s', async (visual, query) => {
    const path = `/api/visuals/${visual}?${query}`;
    const [plain, filtered] = await Promise.all([
      example.answer(path),
      example.answer(`${path}${allChannels}`),
    ]);
    const counted = comparable(plain.rows, filtered.rows);
    expect(counted.length).toBeGreaterThan(0);
    expect(comparable(filtered.rows, plain.rows)).toEqual(counted);
    const before = comparable(plain.comparedWith, filtered.comparedWith);
    expect(before.length).toBe(plain.comparedWith.length);
    expect(comparable(filtered.comparedWith, plain.comparedWith)).toEqual(before);
  });
});

describe('the rows that filtered figures are summed from', () => {
  it.each([
    ['member_case', 'fact_case', 'case_no'],
    ['member_survey', 'fact_survey', 'survey_id'],
  ])('care.%s are those of care.%s', async (view, facts, key) => {
    const [row = {}] = await example.admin.warehouse.query(`SELECT * FROM care.${view} LIMIT 1`);
    const columns = Object.keys(row).join(', ');
    const rows = (from: string) =>
      example.admin.warehouse.query(`SELECT ${columns} FROM care.${from} ORDER BY ${key}`);
    const counted = await rows(view);
    expect(counted.length).toBeGreaterThan(0);
    expect(counted).toEqual(await rows(facts));
  });
});

describe('a filter', () => {
  it('limits every number to its members', async () => {
    const [row = {}] = await example.admin.warehouse.query(
      `SELECT COUNT(*) AS cases FROM care.fact_case WHERE channel_key = 'Chat' AND call_center_key = 'C-101'`,
    );
    const { rows } = await example.answer(
      '/api/visuals/received-closed?grain=month&period=all&channel=Chat&call_center=C-101',
    );
    const received = rows.reduce((sum, row) => sum + Number(row['cases_received']), 0);
    expect(received).toBe(row['cases']);
    expect(received).toBeGreaterThan(0);
  });

  it('keeps the members of its own visual beside each other', async () => {
    const plain = await example.answer('/api/visuals/channels?period=all');
    const filtered = await example.answer('/api/visuals/channels?period=all&channel=Chat');
    expect(filtered.rows).toEqual(plain.rows);
  });

  it('that nothing passes gives zeros and no members', async () => {
    const trend = await example.answer(
      '/api/visuals/received-closed?grain=month&period=all&agent=nobody%27s',
    );
    expect(trend.rows.map((row) => row['cases_received'])).toEqual(trend.rows.map(() => 0));
    const members = await example.answer('/api/visuals/channels?period=all&agent=nobody');
    expect(members.rows).toEqual([]);
  });
});

describe('the rows behind a number', () => {
  it.each([
    ['received', 'cases_received'],
    ['closed', 'cases_closed'],
    ['sla_breached', 'sla_breached'],
  ])('of %s are as many as %s says', async (behind, column) => {
    const filter = 'period=last-7-days&channel=Email&channel=Chat';
    const { rows: members } = await example.answer(`/api/visuals/call-centers?${filter}`);
    expect(members.length).toBeGreaterThan(1);
    for (const member of members.slice(0, 2)) {
      const path = `/api/behind?behind=${behind}&${filter}&call_center=${member['member_key']}`;
      const { rows } = await example.answer(path);
      expect(rows).toHaveLength(Number(member[column]));
      for (const row of rows) expect(row['total']).toBe(member[column]);
    }
  });

  it('of a backlog are the open cases of that moment', async () => {
    const { rows } = await example.answer('/api/visuals/last-hour');
    const [hour = {}] = rows;
    const { rows: cases } = await example.answer(
      `/api/behind?behind=backlog&from=${hour['period_start']}&to=${hour['period_end']}`,
    );
    expect(cases).toHaveLength(Number(hour['backlog']));
  });

  it('of CSAT are surveys whose answers give it, the least satisfied first', async () => {
    const { rows: members } = await example.answer(
      '/api/visuals/call-centers?period=all&measure=csat_pct&order=ascending',
    );
    const [worst = {}] = members;
    const { rows } = await example.answer(
      `/api/behind?behind=surveys&period=all&call_center=${worst['member_key']}`,
    );
    const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);
    const positive = sum('positive_responses');
    const all = positive + sum('neutral_responses') + sum('negative_responses');
    expect((positive * 100) / all).toBeCloseTo(Number(worst['csat_pct']), 9);
    const negative = rows.map((row) => Number(row['negative_responses']));
    expect(negative).toEqual(negative.toSorted((a, b) => b - a));
  });

  it('are cut off at the limit, and still tell how many there are', async () => {
    const { rows } = await example.answer('/api/behind?behind=received&period=all&limit=7');
    expect(rows).toHaveLength(7);
    expect(rows[0]?.['total']).toBe(120);
  });
});

describe('the API', () => {
  it('asks as the analyst, who may read the care views and nothing that they hide', async () => {
    const question = 'SELECT COUNT(*) AS objects FROM ops.load_ledger';
    expect(await example.admin.warehouse.query(question)).toEqual([{ objects: 0 }]);
    await expect(example.asked.query(question)).rejects.toThrow(/permission denied/);
    const { rows } = await example.answer('/api/behind?behind=received&period=all');
    expect(Object.keys(rows[0] ?? {}).filter((column) => /name|mail/.test(column))).toEqual([]);
  });

  it.each([
    ['/api/visuals/received-closed?period=yesterday', 400, 'period'],
    ['/api/visuals/received-closed?from=2026-03-01', 400, 'from before to'],
    ['/api/visuals/received-closed?from=2026-02-31&to=2026-03-01', 400, 'a moment that there is'],
    ["/api/visuals/received-closed?from=2026-03-01' OR 1=1&to=2026-03-02", 400, 'from'],
    ['/api/visuals/received-closed?channel=a%1Fb', 400, 'control character'],
    ['/api/behind?behind=everything', 400, 'behind'],
    ['/api/behind?behind=received&limit=5001', 400, '5000'],
    ['/api/visuals/secrets', 404, 'secrets'],
    ['/nowhere', 404, '/nowhere'],
  ])('refuses %s with %i and says why', async (path, status, why) => {
    const { status: answered, body } = await example.get(path);
    expect({ path, answered, body }).toEqual({
      path,
      answered: status,
      body: { error: expect.stringContaining(why) },
    });
  });

  it('takes a measure that a visual lacks for its first one, and no SQL from anybody', async () => {
    const odd = await example.answer(
      '/api/visuals/channels?period=all&measure=1;DROP TABLE x&channel=%27 OR 1=1',
    );
    const plain = await example.answer('/api/visuals/channels?period=all');
    expect(odd.rows).toEqual(plain.rows);
  });

  it('is described by OpenAPI, each path and parameter of it', async () => {
    const { body } = await example.get('/openapi.json');
    const { paths } = body as { paths: Record<string, { get: { parameters?: object[] } }> };
    expect(Object.keys(paths).sort()).toEqual([
      '/api/behind',
      '/api/commit',
      '/api/options',
      '/api/visuals/{visual}',
    ]);
    const described = JSON.stringify(paths['/api/visuals/{visual}']);
    for (const { id } of dashboard.filters) expect(described).toContain(`"name":"${id}"`);
  });

  it('tells nobody else: another host name is refused, and nothing comes from elsewhere', async () => {
    const { request } = await import('node:http');
    const { port } = new URL(example.url);
    const status = await new Promise((done) =>
      request({ host: '127.0.0.1', port, path: '/api/commit', headers: { host: 'evil.example' } })
        .on('response', (response) => done(response.resume().statusCode))
        .end(),
    );
    expect(status).toBe(403);
    const { headers } = await fetch(`${example.url}/api/commit`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('lists the choices of each filter that the bar offers', async () => {
    const { body } = await example.get('/api/options');
    const { options } = body as { options: Record<string, { key: string }[]> };
    expect(Object.keys(options)).toEqual(['call_center', 'priority', 'channel', 'category']);
    expect(options['channel']?.map(({ key }) => key)).toEqual(['Call', 'Chat', 'Email', 'Unknown']);
  });
});

describe('the flow of the pipeline', () => {
  it('counts what passed each stage in five minutes, the records refused apart, and tells how late', async () => {
    const fact = (key: string, ago: number) =>
      `UPDATE speed.fact_case SET arrived_at = DATEADD(second, ${-ago}, GETDATE()) WHERE case_no = '${key}'`;
    await example.admin.warehouse.transaction([
      loadedObject('before', 'cases', 100, 400, 390),
      loadedObject('arrived before', 'cases', 20, 310, 250),
      loadedObject('cases', 'cases', 30, 60, 53),
      loadedObject('surveys', 'surveys', 5, 40, 36),
      loadedObject('refused', 'quarantine', 10, 90, 85),
      fact('100', 60),
      fact('101', 60),
      fact('102', 400),
      "UPDATE speed.fact_survey SET arrived_at = DATEADD(second, -40, GETDATE()) WHERE survey_id = 'S-1'",
      "UPDATE speed.fact_survey SET arrived_at = DATEADD(second, -900, GETDATE()) WHERE survey_id <> 'S-1'",
      "UPDATE speed.fact_case SET arrived_at = DATEADD(second, -900, GETDATE()) WHERE case_no NOT IN ('100', '101', '102')",
      'UPDATE batch.fact_case SET arrived_at = DATEADD(second, -900, GETDATE())',
    ]);
    const { rows, comparedWith } = await example.answer('/api/visuals/flow');
    const [now = {}] = rows;
    const [before = {}] = comparedWith;
    const lag = (column: string) => Number(now[column]);
    expect(now).toMatchObject({
      sent_per_minute: 9,
      refused_per_minute: 2,
      archived_per_minute: 7,
      loaded_per_minute: 11,
      changed_per_minute: 0.6,
      collecting_seconds: 2,
      slowest_seconds: 62,
    });
    expect(before).toMatchObject({ sent_per_minute: 24, loaded_per_minute: 20 });
    // The clock goes on while the API answers.
    for (const [column, least] of [
      ['seconds_since_sent', 40],
      ['seconds_since_refused', 90],
      ['seconds_since_loaded', 36],
    ] as const) {
      expect(lag(column), column).toBeGreaterThanOrEqual(least);
      expect(lag(column), column).toBeLessThan(least + 40);
    }
  });
});

describe('the live stream', () => {
  it('tells of a commit after it, and answers from before are not given again', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${example.url}/api/live`, { signal: leaving.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () =>
      /^event: commit\ndata: .*"token":"([^"]+)"/.exec(String((await reader?.read())?.value))?.[1];
    const first = await next();
    expect(first).toBeDefined();
    const before = await example.answer('/api/visuals/channels?period=all');
    await example.admin.warehouse.transaction([
      loadedObject('k', 'cases', 1, 0, 0),
      "DELETE FROM speed.fact_case WHERE communication_mode = 'Chat'",
      "DELETE FROM batch.fact_case WHERE communication_mode = 'Chat'",
      ...rollUpOfAll(),
    ]);
    // It says that it lives, too, with the commit that was.
    while ((await next()) === first);
    const after = await example.answer('/api/visuals/channels?period=all');
    expect(after.commit.token).not.toBe(before.commit.token);
    expect(before.rows.map((row) => row['member_key'])).toContain('Chat');
    const chat = after.rows.find((row) => row['member_key'] === 'Chat');
    expect(chat?.['cases_received'] ?? 0).toBe(0);
    leaving.abort();
  });
});
