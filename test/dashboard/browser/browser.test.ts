import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dashboard } from '../../../dashboard/definition/dashboard.ts';
import { ExampleCopy } from './example-copy.ts';
import { Reader, startBrowser } from './reader.ts';

/** Longest wait for something that a person would see at once on a quiet machine, milliseconds. */
const patience = { timeout: 30_000 };

let example: ExampleCopy;
let browser: Browser;
/** One for all: a window of one's own for each test takes four times the CPU of a test's own steps. */
let reader: Reader;
beforeAll(async () => {
  [example, browser] = await Promise.all([ExampleCopy.start(), startBrowser()]);
  reader = await Reader.open(browser, example.url);
});
let hasFailed = false;
afterAll(async () => {
  await browser?.close();
  await example?.close(hasFailed);
});

beforeEach(() => {
  reader.complaints.length = 0;
});
afterEach(({ task }) => {
  hasFailed ||= task.result?.state === 'fail' || reader.complaints.length > 0;
  // An outage is told by the browser too: those who make one forget its complaints.
  expect(reader.complaints).toEqual([]);
});

describe('the page of now', () => {
  it('shows the last hour of the worked example to the digit, each beside the hour before', async () => {
    await reader.goTo('/');
    for (const [measure, value] of [
      ['cases_received', '3'],
      ['cases_open', '2'],
      ['cases_closed', '2'],
      ['backlog', '3'],
      ['sla_breached', '0'],
      ['surveys', '1'],
      ['csat_pct', '40 %'],
      ['nps', '0'],
    ] as const) {
      expect({ measure, value: await reader.tile(measure).textContent() }).toEqual({
        measure,
        value,
      });
    }
    expect(await reader.page.textContent('[data-measure="cases_received"]')).toContain('before: 2');
    const satisfaction = await reader.page.textContent('[data-measure="csat_pct"]');
    expect(satisfaction).toContain('▼ 60 points, worse · before: 100 %');
    expect(await reader.page.textContent('#sla-time-left')).toMatch(/Overdue\s*1/);
  });

  it('leads from a number to its cases, in an address that can be shared', async () => {
    await reader.goTo('/now');
    const tile = reader.page.locator('[data-measure="cases_received"]');
    const total = reader.page.locator('dialog .behind-total');
    await tile.click();
    await total.waitFor(patience);
    await reader.page.keyboard.press('Escape');
    await total.waitFor({ state: 'detached', ...patience });
    // Who came by keyboard is where they were.
    expect(await reader.focused()).toContain('Received');
    await reader.page.keyboard.press('Enter');
    await total.waitFor(patience);
    expect(await total.getAttribute('data-total')).toBe('3');
    const cases = await reader.page.locator('dialog tbody td:first-child').allTextContents();
    expect(cases.map((text) => text.trim()).sort()).toEqual(['1', '2', '4']);
    await reader.goTo(reader.page.url().replace(example.url, ''));
    await total.waitFor(patience);
    expect(await total.getAttribute('data-total')).toBe('3');
    await reader.page.keyboard.press('Escape');
    await total.waitFor({ state: 'detached', ...patience });
    expect(reader.page.url()).toBe(`${example.url}/now`);
  });

  it('writes numbers and dates as the reader does', async () => {
    const german = await Reader.open(browser, example.url, 'de-DE');
    await german.goTo('/trends?period=last-7-days');
    await german.page.click('#received-closed >> text=Table');
    const rows = await german.page.textContent('#received-closed tbody');
    expect(rows).toContain('9. März');
    await german.close();
    expect(german.complaints).toEqual([]);
  });
});

it('shows the stages of the pipeline in their order, what is refused beside them, each with its rate and lag', async () => {
  await reader.goTo('/pipeline');
  const stages = await reader.page.locator('.flow-step').allTextContents();
  // The clock of the example stands still, so that its window of five minutes is empty: api.test.ts has the numbers.
  const after = (unit: string) => `0${unit} a minutesame as beforenone yet`;
  expect(stages.map((text) => text.trim())).toEqual([
    `Sent${after('events')}`,
    `Quarantine${after('records')}`,
    `Archived${after('events')}`,
    `Loaded${after('events')}`,
    `In the views${after('cases and surveys')}`,
  ]);
  expect(await reader.page.locator('.flow-step.side-arm').count()).toBe(1);
});

it('keeps the theme that its reader chose, whatever the system has', async () => {
  await reader.goTo('/pipeline');
  const light = await reader.ground();
  const button = reader.page.getByRole('button', { name: /^Theme/ });
  await button.press('Enter');
  expect(await reader.ground()).toBe(light);
  await button.press('Enter');
  const dark = await reader.ground();
  expect(dark).not.toBe(light);
  await reader.page.reload();
  expect(await reader.ground()).toBe(dark);
  await button.press('Enter');
  expect(await reader.ground()).toBe(light);
});

describe('breakdowns', () => {
  it('say so where nothing is left, and what to do', async () => {
    await reader.goTo('/breakdowns?period=all&agent=nobody');
    const channels = await reader.page.textContent('#channels');
    expect(channels).toContain('Choose a longer period, or take a filter away.');
    await reader.goTo('/now?agent=nobody');
    const next = await reader.page.textContent('#sla-soonest');
    expect(next).toContain('Nothing here with these filters. Take a filter away.');
  });

  it('filter the rest by a click on a mark, and list what is behind it', async () => {
    await reader.goTo('/breakdowns?period=this-week');
    await reader.page.click('#call-centers [data-member="C-102"]');
    const total = reader.page.locator('#behind .behind-total');
    await total.waitFor(patience);
    expect(await reader.accessibilityFaults()).toEqual([]);
    expect(reader.page.url()).toContain('call_center=C-102');
    expect(await total.getAttribute('data-total')).toBe('3');
    const value = reader.page.locator('#call-centers [data-member="C-102"] .ranking-value');
    expect(await value.textContent()).toBe('3');
    expect(await reader.page.locator('#behind tbody tr').count()).toBe(3);
    const email = reader.page.locator('#channels [data-member="Email"] .ranking-value');
    await email.waitFor(patience);
    expect(await email.textContent()).toBe('1');
    await reader.page.getByRole('button', { name: /Call centre.*take away/ }).click();
    await total.waitFor({ state: 'detached', ...patience });
    await reader.page
      .locator('#channels [data-member="Call"] .ranking-value', { hasText: '5' })
      .waitFor(patience);
  });

  it('can be filtered, sorted and exported by keyboard alone', async () => {
    await reader.goTo('/breakdowns?period=all');
    const { reached, missed, unmarked } = await reader.walkByTab();
    expect({ missed, unmarked }).toEqual({ missed: [], unmarked: [] });
    expect(reached).toBeGreaterThan(30);
    const row = reader.page.locator('#channels [data-member="Call"]');
    await row.focus();
    await reader.page.keyboard.press('Enter');
    await reader.page.waitForURL(/channel=Call/);
    expect(await row.getAttribute('aria-pressed')).toBe('true');
    const [file] = await Promise.all([
      reader.page.waitForEvent('download'),
      reader.page.locator('#channels').getByRole('button', { name: 'CSV' }).press('Enter'),
    ]);
    expect(file.suggestedFilename()).toBe('casepulse-channels.csv');
    const stream = await file.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const [header, ...rows] = Buffer.concat(chunks).toString().trim().split('\r\n');
    expect(header).toMatch(/^Key,Name,Received \(cases\),/);
    expect(rows.map((line) => line.split(',').slice(0, 3))).toEqual([
      ['Call', 'Call', '5'],
      ['Chat', 'Chat', '2'],
      ['Email', 'Email', '1'],
    ]);
  });
});

it('answers, to who has never seen it: how many came, what breaches most, who satisfies least and in which cases', async () => {
  const { page } = reader;
  await reader.goTo('/');
  const received = page.getByRole('button', { name: /^Received/ });
  expect(await received.locator('.tile-value').textContent()).toBe('3');

  await page.getByRole('link', { name: 'Breakdowns' }).click();
  await reader.settled();
  await page.getByRole('combobox', { name: 'Measure' }).selectOption({ label: 'SLA breached' });
  await page.getByText(/most: Highest \/ Critical \(P1\), 3/).waitFor(patience);

  await page.getByRole('combobox', { name: 'Period' }).selectOption({ label: 'This week' });
  await page.getByRole('combobox', { name: 'Measure' }).selectOption({ label: 'CSAT' });
  const centres = page.locator('#call-centers');
  await centres.getByText('lowest first').waitFor(patience);
  await centres.locator('li:first-child', { hasText: '20 %' }).waitFor(patience);
  expect(await centres.locator('li').first().textContent()).toContain('Beta, Cork');

  await centres.locator('li').first().getByRole('button').click();
  const behind = page.locator('#behind');
  await behind.locator('.behind-total[data-total="2"]').waitFor(patience);
  const cases = await behind.locator('tbody td:first-child').allTextContents();
  expect(cases.map((text) => text.trim())).toEqual(['11', '12']);
});

it.each(dashboard.pages.map(({ id, visuals }) => [id, visuals.length] as const))(
  'the page of %s has no serious fault for who uses it otherwise, and fits each screen, in both themes',
  async (id, visuals) => {
    await reader.goTo(`/${id}?period=this-week`);
    expect(await reader.page.locator('.card h2').count()).toBe(visuals);
    for (const theme of ['light', 'dark'] as const) {
      await reader.page.emulateMedia({ colorScheme: theme });
      for (const width of [390, 2560, 1280]) {
        await reader.page.setViewportSize({ width, height: width === 390 ? 844 : 1000 });
        await reader.picture(`${id}-${theme}-${width}`);
        expect({ width, overflow: await reader.overflow() }).toEqual({ width, overflow: 0 });
      }
      expect(await reader.accessibilityFaults()).toEqual([]);
    }
  },
);

describe('live', () => {
  const status = (connection: string) => reader.page.locator(`[data-connection="${connection}"]`);

  it('shows a new case as soon as it is loaded, without anybody asking', async () => {
    await reader.goTo('/now');
    await status('live').waitFor(patience);
    await example.sendCase('21');
    await reader.page
      .locator('[data-measure="cases_received"] .tile-value', { hasText: /^4$/ })
      .waitFor(patience);
  });

  it('asks every few seconds where the stream does not come through, and says so', async () => {
    await reader.page.route('**/api/live', (route) => route.abort());
    await reader.goTo('/now');
    await status('polling').waitFor(patience);
    expect(await reader.tile('cases_received').textContent()).toBe('4');
    await reader.page.unroute('**/api/live');
    await status('live').waitFor(patience);
    reader.complaints.length = 0;
  });

  it('says that the warehouse is away, keeps its figures, and recovers by itself', async () => {
    await reader.goTo('/now');
    await status('live').waitFor(patience);
    await example.kill('warehouse');
    await status('no-warehouse').waitFor(patience);
    expect(await reader.page.textContent('.status')).toContain('figures as of');
    expect(await reader.tile('cases_received').textContent()).toBe('4');
    await status('live').waitFor(patience);
    await example.sendCase('22');
    await reader.page
      .locator('[data-measure="cases_received"] .tile-value', { hasText: /^5$/ })
      .waitFor(patience);
    await reader.page.locator('.failed').waitFor({ state: 'detached', ...patience });
    reader.complaints.length = 0;
  });

  it('says that it is cut off from its server, and recovers by itself', async () => {
    await reader.goTo('/now');
    await status('live').waitFor(patience);
    await example.kill('dashboard');
    await reader.page.waitForSelector(
      '[data-connection="cut-off"], [data-connection="polling"]',
      patience,
    );
    await status('live').waitFor(patience);
    expect(await reader.tile('cases_received').textContent()).toBe('5');
    reader.complaints.length = 0;
  });
});
