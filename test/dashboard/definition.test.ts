import { describe, expect, it } from 'vitest';
import { readViews } from '../../adapters/sql-view.ts';
import { dashboard } from '../../dashboard/definition/dashboard.ts';
import { columnsRead } from '../../dashboard/definition/view-columns.ts';

const visuals = dashboard.pages.flatMap((page) => page.visuals);

describe('the definition of the dashboard', () => {
  it('reads only views and columns that sql/views makes', () => {
    const columns = new Map(
      readViews('views', { business_timezone: 'UTC' }, true).map((view) => [
        view.name,
        new Set(view.columns.map(({ name }) => name)),
      ]),
    );
    const read = columnsRead(dashboard);
    expect(read.length).toBeGreaterThan(100);
    const missing = read.filter(({ view, column }) => !columns.get(view)?.has(column));
    expect(missing).toEqual([]);
  });

  it('names each page, visual, filter, grain and period once', () => {
    for (const list of [
      dashboard.pages,
      visuals,
      dashboard.filters,
      dashboard.grains,
      dashboard.periods,
    ]) {
      const ids = list.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => !/^[a-z]+([-_][a-z0-9]+)*$/.test(id))).toEqual([]);
    }
  });

  it('gives every number a unit and a meaning, and every filter of a mark is one of the filters', () => {
    const measures = visuals.flatMap((visual) => {
      if ('measures' in visual) return [...visual.measures];
      if (visual.kind === 'scatter') return [visual.x, visual.y, visual.size];
      return visual.kind === 'histogram' ? [visual.measure] : [];
    });
    for (const { id, unit, meaning } of measures) {
      expect({ id, unit, meaning }).toEqual({
        id,
        unit: expect.stringMatching(/\S/),
        meaning: expect.stringMatching(/\.$/),
      });
    }
    const filters = dashboard.filters.map(({ id }) => id);
    for (const visual of visuals) {
      if (!('category' in visual) || visual.category === null) continue;
      if (visual.category.filter !== null) expect(filters).toContain(visual.category.filter);
    }
  });

  it('is plain data, so that another program can draw it', () => {
    expect(JSON.parse(JSON.stringify(dashboard))).toEqual(dashboard);
  });
});
