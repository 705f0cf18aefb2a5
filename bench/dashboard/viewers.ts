import { setTimeout as sleep } from 'node:timers/promises';
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

/** How often a page asks anew while events are loaded, milliseconds: the local copy loads every two seconds. */
const everyMs = 2000;

/**
 * Viewers who look at the pages in turn, each asking all of its page's questions at once.
 * @returns how long each answer took, milliseconds
 */
export const watchPages = async (
  url: string,
  viewers: number,
  seconds: number,
  filterOf: (viewer: number) => string,
): Promise<number[]> => {
  const took: number[] = [];
  const endsAt = performance.now() + seconds * 1000;
  const ask = async (path: string): Promise<void> => {
    const began = performance.now();
    const response = await fetch(url + path);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text}`);
    took.push(performance.now() - began);
  };
  const view = async (viewer: number): Promise<void> => {
    const pages = pagePaths(filterOf(viewer));
    // They did not all come at the same moment.
    await sleep((viewer * everyMs) / viewers);
    for (let turn = viewer; performance.now() < endsAt; turn++) {
      const began = performance.now();
      await Promise.all((pages[turn % pages.length] ?? []).map(ask));
      await sleep(Math.max(0, everyMs - (performance.now() - began)));
    }
  };
  await Promise.all(Array.from({ length: viewers }, (_, i) => view(i)));
  return took;
};
