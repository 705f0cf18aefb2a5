import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Bench, Benchmark } from '../runner/benchmark.ts';
import { casepulse } from '../runner/casepulse-command.ts';
import type { Row } from '../runner/compare.ts';
import { median, quantile } from '../runner/statistics.ts';
import { watchPages } from './viewers.ts';

/** The company's ten days. */
const companyCases = 498_000;
const viewers = 20;
const viewSeconds = 20;
const runs = 7;

/** Notes when the page hears of another commit, and when its first number changes after it. */
const stopwatch = `
  const heard = [];
  const Source = window.EventSource;
  window.updates = [];
  window.EventSource = class extends Source {
    constructor(...words) {
      super(...words);
      let last = null;
      this.addEventListener('commit', (event) => {
        const { token } = JSON.parse(event.data);
        if (last !== null && token !== last) heard.push(performance.now());
        last = token;
      });
    }
  };
  new MutationObserver((changes) => {
    const isNumber = changes.some(({ target }) => target.parentElement?.closest('.tile-value'));
    if (isNumber && heard.length > 0) window.updates.push(performance.now() - heard.splice(0)[0]);
  }).observe(document, { subtree: true, characterData: true });
`;

const row = (title: string, subject: string, unit: string, values: readonly number[]): Row => ({
  title,
  subject,
  unit,
  runs: values.length,
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

const under = (figure: Row, value: number, most: number, text: string): Row => ({
  ...figure,
  target: { text, isMet: value < most },
});

const addressOf = async (home: string): Promise<string> => {
  const { parts } = JSON.parse(await casepulse(home, 'status', '--json')) as {
    parts: { name: string; address: string }[];
  };
  return parts.find(({ name }) => name === 'dashboard')?.address ?? '';
};

const scriptSize = async (url: string): Promise<number> => {
  const html = await (await fetch(url)).text();
  const [script = ''] = /\/assets\/main-\w+[.]js/.exec(html) ?? [];
  const body = await (await fetch(url + script)).arrayBuffer();
  return gzipSync(new Uint8Array(body), { level: 9 }).length / 1024;
};

/** Opens the page in a browser without anything kept; then watches it while events are loaded. */
const look = async (bench: Bench, home: string, url: string, title: string): Promise<void> => {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  bench.onEnd(() => browser.close());
  const openPage = async () => {
    const context = await browser.newContext();
    await context.addInitScript(stopwatch);
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(`${url}/now`);
    await page.locator('.tile-value').first().waitFor();
    await page.locator('.card[aria-busy=true]').first().waitFor({ state: 'detached' });
    return { context, page, took: performance.now() - began };
  };
  const views: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const { context, took } = await openPage();
    // The first one starts the browser's own processes.
    if (run > 0) views.push(took);
    await context.close();
  }
  bench.record(
    under(row(title, 'first view of Now', 'ms', views), median(views), 1000, 'under 1 s'),
  );
  const { page } = await openPage();
  await casepulse(home, 'simulate', '--rate', '5', '--duration', '20s', '--seed', '7');
  const updates = await page.evaluate(
    () => (globalThis as unknown as { updates: readonly number[] }).updates,
  );
  if (updates.length === 0) throw new Error('The page must have shown a load, and did not');
  bench.record(
    under(
      row(title, 'from news of a load to its numbers', 'ms', updates),
      median(updates),
      500,
      'under 500 ms',
    ),
  );
  await browser.close();
};

const measure = async (bench: Bench, times: number): Promise<void> => {
  const home = join(bench.folder, `home-${times}`);
  const history = join(bench.folder, `history-${times}`);
  const title = `${times === 1 ? 'the company’s' : `${times} times the company’s`} history`;
  await casepulse(home, 'up', '--detach', '--empty');
  bench.onEnd(() => casepulse(home, 'down'));
  await casepulse(home, 'seed-dimensions', '--size', 'company');
  const cases = String(times * companyCases);
  await casepulse(home, 'generate-history', '--out', history, '--days', '10', '--cases', cases);
  await casepulse(home, 'batch', '--history', history);
  const url = await addressOf(home);
  if (times === 1) {
    const size = await scriptSize(url);
    bench.record(under(row('script', 'gzipped', 'KiB', [size]), size, 300, 'under 300 KB'));
    await look(bench, home, url, title);
  }
  const most = times === 1 ? 200 : 1000;
  for (const [who, filterOf] of [
    ['without filters', () => ''],
    ['each with a category of their own', (i: number) => `&category=CAT${i}/SCAT${i}`],
  ] as const) {
    const live = casepulse(
      home,
      ...['simulate', '--rate', '5', '--duration', `${viewSeconds}s`, '--seed', '8'],
    );
    const took = await watchPages(url, viewers, viewSeconds, filterOf);
    await live;
    const p95 = quantile(took, 0.95);
    bench.record(
      row(title, `${viewers} viewers ${who}, an answer`, 'ms', took),
      under(
        row(title, `${viewers} viewers ${who}, p95`, 'ms', [p95]),
        p95,
        most,
        `under ${most} ms`,
      ),
    );
  }
  await casepulse(home, 'down');
};

export const dashboardPage: Benchmark = {
  name: 'dashboard',
  about:
    'The dashboard over the company’s history on a whole local copy, with live events: the page’s script; its first view in a browser without a cache, from the address until every visual has its answer; from the page’s news of a load to the first changed number; and the API with 20 viewers, four at each page, who ask for all of it with every commit, as the page does. In --full the API over ten times the history too.',
  run: async (bench) => {
    await measure(bench, 1);
    if (bench.isFull) await measure(bench, 10);
  },
};
