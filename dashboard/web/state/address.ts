import { useSyncExternalStore } from 'react';
import { dashboard } from '../../definition/dashboard.ts';
import type { Behind, FilterId, Page } from '../../definition/types.ts';

/** What the address says: everything that a shared link brings back. */
export type Address = {
  readonly page: Page;
  readonly period: string;
  /** A span of the reader's own in place of a period, days or moments. */
  readonly from: string | null;
  readonly to: string | null;
  readonly grain: string;
  readonly measure: string | null;
  readonly filters: Readonly<Partial<Record<FilterId, readonly string[]>>>;
  /** The list of cases or surveys that is open. */
  readonly behind: {
    readonly of: Behind;
    readonly from: string | null;
    readonly to: string | null;
  } | null;
};

const [firstPage] = dashboard.pages;
const defaultPeriod = 'last-7-days';
const defaultGrain = 'day';

const read = (href: string): Address => {
  const { pathname, searchParams } = new URL(href);
  const page = dashboard.pages.find(({ id }) => `/${id}` === pathname) ?? firstPage;
  if (!page) throw new Error('The dashboard must have a page');
  const filters: Partial<Record<FilterId, readonly string[]>> = {};
  for (const { id } of dashboard.filters) {
    const keys = searchParams.getAll(id);
    if (keys.length > 0) filters[id] = keys;
  }
  const of = searchParams.get('behind') as Behind | null;
  return {
    page,
    period: searchParams.get('period') ?? defaultPeriod,
    from: searchParams.get('from'),
    to: searchParams.get('to'),
    grain: searchParams.get('grain') ?? defaultGrain,
    measure: searchParams.get('measure'),
    filters,
    behind: of && {
      of,
      from: searchParams.get('behind_from'),
      to: searchParams.get('behind_to'),
    },
  };
};

/** The filters as words of a query, for the address and the API alike. */
export const filterWords = (filters: Address['filters']): string[][] =>
  Object.entries(filters).flatMap(([id, keys]) => (keys ?? []).map((key) => [id, key]));

/** The span as words of a query. */
export const spanWords = ({ period, from, to }: Pick<Address, 'period' | 'from' | 'to'>) =>
  from !== null && to !== null
    ? [
        ['from', from],
        ['to', to],
      ]
    : [['period', period]];

/** An address as the browser's bar shows it: what is as usual is left out. */
export const hrefOf = (address: Address): string => {
  const words = new URLSearchParams(
    spanWords(address).filter(([name, value]) => name !== 'period' || value !== defaultPeriod),
  );
  if (address.grain !== defaultGrain) words.set('grain', address.grain);
  if (address.measure !== null) words.set('measure', address.measure);
  for (const [id = '', key = ''] of filterWords(address.filters)) words.append(id, key);
  if (address.behind) {
    words.set('behind', address.behind.of);
    if (address.behind.from !== null) words.set('behind_from', address.behind.from);
    if (address.behind.to !== null) words.set('behind_to', address.behind.to);
  }
  const query = words.toString();
  return `/${address.page.id}${query && `?${query}`}`;
};

const listeners = new Set<() => void>();
let current = read(location.href);
const tell = (): void => {
  current = read(location.href);
  for (const listener of listeners) listener();
};
addEventListener('popstate', tell);

/** Goes to the present address with some of it changed. */
export const go = (next: Partial<Address>): void => {
  history.pushState(null, '', hrefOf({ ...current, ...next }));
  tell();
};

/** Adds a member to a filter, or takes it away. */
export const toggleMember = (id: FilterId, key: string): void => {
  const keys = current.filters[id] ?? [];
  const next = keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
  const { [id]: _, ...others } = current.filters;
  go({ filters: next.length > 0 ? { ...others, [id]: next } : others });
};

export const useAddress = (): Address =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
