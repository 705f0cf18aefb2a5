import { dashboard } from '../../dashboard/definition/dashboard.ts';

/** The questions that each page asks when it opens and after every commit. */
const pagePaths = (filter: string): readonly (readonly string[])[] =>
  dashboard.pages
    .filter(({ controls }) => filter === '' || controls.filters)
    .map(({ controls, visuals }) =>
      visuals.map(
        ({ id }) => `/api/visuals/${id}?${controls.period ? 'period=last-7-days' : ''}${filter}`,
      ),
    );

/** Calls `hear` with each commit that the server tells of, until `signal`. */
const listen = async (url: string, signal: AbortSignal, hear: () => void): Promise<void> => {
  const { body } = await fetch(`${url}/api/live`, { signal });
  let last = '';
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const token = /"token":"([^"]*)"/.exec(event)?.[1];
      if (token === undefined || token === last) continue;
      last = token;
      hear();
    }
  }
};

/**
 * Viewers who each look at one page, as many at each, and ask as it does: everything with each commit that they are told of,
 * each question again once it is answered where there was another commit meanwhile.
 * @returns how long each answer took, milliseconds
 */
export const watchPages = async (
  url: string,
  viewers: number,
  seconds: number,
  filterOf: (viewer: number) => string,
): Promise<number[]> => {
  const took: number[] = [];
  const over = new AbortController();
  const ask = async (path: string): Promise<void> => {
    const began = performance.now();
    const response = await fetch(url + path);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text}`);
    took.push(performance.now() - began);
  };
  const view = async (viewer: number): Promise<void> => {
    const pages = pagePaths(filterOf(viewer));
    const questions = (pages[viewer % pages.length] ?? []).map((path) => {
      let isOutdated = false;
      let running: Promise<void> | null = null;
      const run = async (): Promise<void> => {
        do {
          isOutdated = false;
          await ask(path);
        } while (isOutdated && !over.signal.aborted);
        running = null;
      };
      return {
        hear: () => {
          isOutdated = true;
          running ??= run();
        },
        done: () => running,
      };
    });
    try {
      await listen(url, over.signal, () => {
        for (const { hear } of questions) hear();
      });
    } catch (error) {
      if (!over.signal.aborted) throw error;
    }
    await Promise.all(questions.map(({ done }) => done()));
  };
  const timer = setTimeout(() => over.abort(), seconds * 1000);
  await Promise.all(Array.from({ length: viewers }, (_, i) => view(i)));
  clearTimeout(timer);
  return took;
};
