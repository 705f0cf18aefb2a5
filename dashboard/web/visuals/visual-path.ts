import type { Measure, Page, Visual } from '../../definition/types.ts';
import { type Address, filterWords, spanWords } from '../state/address.ts';

/** The measure that a visual shows: the reader's choice where it has it, else its first one. */
export const shownMeasure = (visual: Visual, chosen: string | null): Measure | null => {
  if (!('measures' in visual)) return null;
  return visual.measures.find(({ id }) => id === chosen) ?? visual.measures[0] ?? null;
};

/** A ranking begins with the worst; where nothing is worse, with the most. */
export const isAscending = ({ better }: Measure): boolean => better === 'higher';

/** Where the API answers for a visual at an address. */
export const visualPath = (visual: Visual, page: Page, address: Address): string => {
  const words: string[][] = [];
  if (page.controls.period) words.push(...spanWords(address));
  if (page.controls.grain) words.push(['grain', address.grain]);
  if (page.controls.filters) words.push(...filterWords(address.filters));
  const measure = page.controls.measure ? shownMeasure(visual, address.measure) : null;
  if (measure) {
    words.push(['measure', measure.id]);
    words.push(['order', isAscending(measure) ? 'ascending' : 'descending']);
  }
  return `/api/visuals/${visual.id}?${new URLSearchParams(words)}`;
};
