import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Result, Warehouse } from '../../../adapters/redshift-data.ts';
import { redriveSetAside, setAsideObjects } from '../../../bin/quarantine/set-aside.ts';
import { loadAll } from '../../../lambdas/load-facts/load.ts';
import type { Loader } from '../../../lambdas/load-facts/loader.ts';
import { saveManifest } from '../../../lambdas/load-facts/manifest.ts';
import { caseEvent, surveyEvent } from '../../unit/events/records.ts';
import { type SpeedLayer, startSpeedLayer } from './speed-layer.ts';

/** Counts how often the warehouse is asked for anything. */
class CountedWarehouse extends Warehouse {
  calls = 0;

  override result(...call: Parameters<Warehouse['result']>): Promise<Result> {
    this.calls += 1;
    return super.result(...call);
  }

  override transaction(...call: Parameters<Warehouse['transaction']>): Promise<void> {
    this.calls += 1;
    return super.transaction(...call);
  }
}

let layer: SpeedLayer;
let warehouse: CountedWarehouse;
let loader: Loader;
beforeAll(async () => {
  layer = await startSpeedLayer();
  const target = { workgroup: 'casepulse', database: 'casepulse' };
  warehouse = new CountedWarehouse(target, layer.client);
  loader = { ...layer.loader, warehouse };
});
beforeEach(() => layer.clear());
afterAll(() => layer.close());

/** How often a sweep asks the warehouse. */
const sweep = async (overrides: Partial<Loader> = {}): Promise<number> => {
  const before = warehouse.calls;
  await loadAll({} as Parameters<typeof loadAll>[0], { ...loader, ...overrides });
  return warehouse.calls - before;
};

const loadedCases = async () =>
  (await layer.warehouse.query('SELECT case_no FROM speed.fact_case ORDER BY 1')).map(
    (row) => row['case_no'],
  );

describe('a sweep', () => {
  it('leaves the warehouse asleep while nothing new is archived', async () => {
    expect(await sweep()).toBe(0);
    await layer.send([caseEvent, surveyEvent]);
    expect(await sweep()).toBeGreaterThan(0);
    expect(await sweep()).toBe(0);
    expect(await sweep()).toBe(0);
    expect(await loadedCases()).toEqual(['600001']);
  });

  it('loads what comes after it, whatever hour it belongs to', async () => {
    await layer.send([caseEvent]);
    await sweep();
    const [key = ''] = await layer.archived('cases');
    const bytes = (await layer.archive.get(key)) ?? '';
    await layer.archive.put(key.replace('arrival_hour=12', 'arrival_hour=09'), bytes);
    expect(await sweep()).toBeGreaterThan(0);
    expect(await layer.loads('cases', 'done')).toHaveLength(2);
    expect(await sweep()).toBe(0);
  });

  it('that ran out of time is followed by one that loads the rest', async () => {
    await layer.send([caseEvent]);
    expect(await sweep({ remainingMs: () => 1000 })).toBe(0);
    await sweep();
    expect(await loadedCases()).toEqual(['600001']);
  });

  it('submits a manifest whose outcome nobody knows though nothing is new', async () => {
    await layer.send([caseEvent]);
    await sweep();
    const objects = await Array.fromAsync(layer.archive.list('archive/cases/'));
    await saveManifest('cases', objects, loader);
    expect(await sweep()).toBeGreaterThan(0);
    expect(await layer.loads('cases', 'pending')).toEqual([]);
  });

  it('that failed is not taken for one that found everything loaded', async () => {
    await layer.send([caseEvent]);
    await layer.warehouse.query('ALTER TABLE speed.fact_case RENAME TO gone');
    await expect(sweep()).rejects.toThrow();
    await layer.warehouse.query('ALTER TABLE speed.gone RENAME TO fact_case');
    await sweep();
    expect(await loadedCases()).toEqual(['600001']);
  });

  it('sees that an object was set aside, and that it was taken back', async () => {
    await layer.send([{ ...caseEvent, case_no: 1 }], 0);
    await layer.send([{ ...caseEvent, case_no: 2 }], 1);
    const [, key = ''] = await layer.archived('cases');
    const bytes = (await layer.archive.get(key)) ?? '';
    await layer.archive.put(key, 'cut off');
    await sweep();
    expect(await loadedCases()).toEqual(['1']);
    await sweep();
    expect(await sweep()).toBe(0);
    await layer.archive.put(key, bytes);
    for (const { mark } of await setAsideObjects(loader)) await layer.staging.delete(mark);
    expect(await sweep()).toBeGreaterThan(0);
    expect(await loadedCases()).toEqual(['1', '2']);
    expect(await redriveSetAside(await setAsideObjects(loader), loader)).toBe(0);
  });
});

describe('a load that takes longer than its function', () => {
  it('is left as it is, found by the next run, and counts once', async () => {
    await layer.send([caseEvent]);
    /** The function ends while the warehouse works on: nobody hears how it ended. */
    class EndlessWarehouse extends Warehouse {
      submitted: Promise<void> | undefined;

      override transaction(...call: Parameters<Warehouse['transaction']>): Promise<void> {
        this.submitted = super.transaction(...call);
        return Promise.reject(new Error('Task timed out after 240.00 seconds'));
      }
    }
    const endless = new EndlessWarehouse(
      { workgroup: 'casepulse', database: 'casepulse' },
      layer.client,
    );
    await expect(sweep({ warehouse: endless })).rejects.toThrow('timed out');
    expect(await layer.loads('cases', 'pending')).toHaveLength(1);
    // While the first is still running the next run submits the same again.
    await Promise.all([sweep(), endless.submitted]);
    expect(await loadedCases()).toEqual(['600001']);
    expect(await layer.loads('cases', 'pending')).toEqual([]);
    expect(
      await layer.warehouse.query('SELECT COUNT(*) AS rows_of_it FROM ops.load_ledger'),
    ).toEqual([{ rows_of_it: 1 }]);
  });
});
