import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { artifacts } from './artifacts.ts';

/** Debian's, and where else a Chromium may be. */
const executable = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(executable !== undefined && { executablePath: executable }),
    // No sandbox within a container's root; no GPU.
    args: ['--no-sandbox', '--disable-gpu'],
  });

type Violation = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] };

/** What the functions that run in the page see there. */
type PageGlobals = {
  readonly axe: { readonly run: () => Promise<{ readonly violations: readonly Violation[] }> };
  readonly document: {
    readonly documentElement: { readonly scrollWidth: number };
    readonly body: object;
    readonly activeElement: { readonly textContent: string; readonly blur: () => void };
    readonly addEventListener: (
      type: 'focusin',
      listen: (event: { target: { setAttribute: (name: string, value: string) => void } }) => void,
    ) => void;
  };
  readonly getComputedStyle: (element: object) => {
    readonly backgroundColor: string;
    readonly outlineStyle: string;
  };
  readonly innerWidth: number;
};

/** Somebody with a browser window on the dashboard. */
export class Reader {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of, and requests to anywhere but the dashboard. */
  readonly complaints: string[] = [];
  readonly #url: string;

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.context = context;
    this.page = page;
    this.#url = url;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => {
      const from = request.url();
      if (!from.startsWith(url) && !from.startsWith('blob:')) {
        this.complaints.push(`a request to ${from}`);
      }
    });
  }

  /** @param url the dashboard's */
  static async open(browser: Browser, url: string, locale = 'en-GB'): Promise<Reader> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale,
      reducedMotion: 'reduce',
    });
    return new Reader(context, await context.newPage(), url);
  }

  /** Goes to an address of the dashboard and waits until every visual has its answer. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.#url}${path}`);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.waitForSelector('.card');
    await this.page.locator('.card[aria-busy=true]').first().waitFor({ state: 'detached' });
  }

  /** A tile's number, as it is written. */
  tile(measure: string) {
    return this.page.locator(`[data-measure="${measure}"] .tile-value`);
  }

  /** By how many pixels the page is wider than the screen. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => {
      const { document, innerWidth } = globalThis as unknown as PageGlobals;
      return document.documentElement.scrollWidth - innerWidth;
    });
  }

  /** The colour behind everything. */
  ground(): Promise<string> {
    return this.page.evaluate(() => {
      const { document, getComputedStyle } = globalThis as unknown as PageGlobals;
      return getComputedStyle(document.body).backgroundColor;
    });
  }

  /** What axe finds that is serious or worse. */
  async accessibilityFaults(): Promise<string[]> {
    const hasAxe = await this.page.evaluate(() => 'axe' in globalThis);
    // The debugger may put in what the page's policy forbids to pages; each new document needs it anew.
    if (!hasAxe) await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() =>
      (globalThis as unknown as PageGlobals).axe.run(),
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      );
  }

  /** The text of what has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const { document } = globalThis as unknown as PageGlobals;
      return document.activeElement.textContent;
    });
  }

  /** Goes through the page by the Tab key: what can be used and was not reached, or had no mark around it when it was. */
  async walkByTab(): Promise<{ reached: number; missed: string[]; unmarked: string[] }> {
    await this.page.evaluate(() => {
      const { document, getComputedStyle } = globalThis as unknown as PageGlobals;
      document.activeElement.blur();
      document.addEventListener('focusin', ({ target }) => {
        target.setAttribute('data-reached', getComputedStyle(target).outlineStyle);
      });
    });
    const usable = ':is(a[href], button:enabled, select, input, [tabindex="0"])';
    const controls = await this.page.locator(usable).count();
    // One more, for the way from the last one to the first.
    for (let i = 0; i <= controls; i++) await this.page.keyboard.press('Tab');
    const names = (selector: string) => this.page.locator(`${usable}${selector}`).allTextContents();
    return {
      reached: await this.page.locator('[data-reached]').count(),
      missed: await names(':not([data-reached])'),
      unmarked: await names('[data-reached="none"]'),
    };
  }

  /** A picture of the whole page, for who looks at what CI made. */
  async picture(name: string): Promise<void> {
    mkdirSync(artifacts, { recursive: true });
    await this.page.screenshot({ path: resolve(artifacts, `${name}.png`), fullPage: true });
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
