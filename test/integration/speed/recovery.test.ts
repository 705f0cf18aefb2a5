import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { TransientError } from '../../../domain/errors.ts';
import { loadKind } from '../../../lambdas/load-facts/load-kind.ts';
import { saveManifest } from '../../../lambdas/load-facts/manifest.ts';
import { pendingObjects } from '../../../lambdas/load-facts/pending-objects.ts';
import { caseEvent } from '../../unit/events/records.ts';
import { type SpeedLayer, startSpeedLayer } from './speed-layer.ts';

let layer: SpeedLayer;
beforeAll(async () => {
  layer = await startSpeedLayer();
});
beforeEach(() => layer.clear());
afterAll(() => layer.close());

const snapshot = async () => ({
  facts: await layer.warehouse.query('SELECT * FROM speed.fact_case ORDER BY case_no'),
  ledger: await layer.warehouse.query('SELECT * FROM ops.load_ledger ORDER BY archive_key'),
});

const caseNumbers = async () =>
  (await layer.warehouse.query('SELECT case_no FROM speed.fact_case ORDER BY case_no')).map(
    (row) => row['case_no'],
  );

/** One case each, one object each. */
const sendCases = async (count: number) => {
  for (let first = 0; first < count; first++) {
    await layer.send([{ ...caseEvent, case_no: `c${first}` }], first);
  }
  return layer.archived('cases');
};

const target = { workgroup: 'casepulse', database: 'casepulse' };

/** The warehouse, with something that goes wrong before or after a transaction. */
class UnreliableWarehouse extends Warehouse {
  before: () => void = () => {};
  after: () => void = () => {};
  readonly tokens: (string | undefined)[] = [];

  override async transaction(sqls: readonly string[], clientToken?: string): Promise<void> {
    this.tokens.push(clientToken);
    this.before();
    await super.transaction(sqls, clientToken);
    this.after();
  }
}

const unreliable = () => {
  const warehouse = new UnreliableWarehouse(target, layer.client);
  return { warehouse, loader: { ...layer.loader, warehouse } };
};

describe('a load whose outcome is unknown', () => {
  it('is submitted again unchanged, and changes nothing where it was committed', async () => {
    await sendCases(2);
    const { warehouse, loader } = unreliable();
    warehouse.after = () => {
      throw new Error('socket hang up');
    };
    await expect(loadKind('cases', 'recent', loader)).rejects.toThrow('socket hang up');
    expect(await layer.loads('cases', 'pending')).toHaveLength(1);
    const before = await snapshot();
    expect(before.facts).toHaveLength(2);

    warehouse.after = () => {};
    await loadKind('cases', 'recent', loader);
    expect(await snapshot()).toEqual(before);
    expect(warehouse.tokens).toEqual([warehouse.tokens[0], warehouse.tokens[0]]);
    expect(await layer.loads('cases', 'pending')).toEqual([]);
    expect(await layer.loads('cases', 'done')).toHaveLength(1);
  });

  it('is submitted where it never was', async () => {
    const keys = await sendCases(3);
    const objects = await Array.fromAsync(layer.archive.list('archive/cases/'));
    await saveManifest('cases', objects.slice(0, 2), layer.loader);
    expect(await loadKind('cases', [], layer.loader)).toBe(2);
    const pending = await pendingObjects(layer.loader, 'cases', 'recent');
    expect(pending.map(({ key }) => key)).toEqual(keys.slice(2));
  });

  it('changes nothing where its objects were loaded by another manifest', async () => {
    await sendCases(3);
    await loadKind('cases', 'recent', layer.loader);
    const before = await snapshot();
    const objects = await Array.fromAsync(layer.archive.list('archive/cases/'));
    await saveManifest('cases', objects, layer.loader);
    await saveManifest('cases', objects.slice(1), { ...layer.loader, now: () => new Date(0) });
    await loadKind('cases', 'recent', layer.loader);
    expect(await snapshot()).toEqual(before);
  });
});

describe('concurrent transactions in the way', () => {
  it('are waited for, each attempt with a token of its own', async () => {
    await sendCases(1);
    const { warehouse, loader } = unreliable();
    let conflicts = 2;
    warehouse.before = () => {
      if (conflicts-- > 0) throw new TransientError('1023: conflict');
    };
    await loadKind('cases', 'recent', loader);
    expect(await caseNumbers()).toEqual(['c0']);
    expect(new Set(warehouse.tokens).size).toBe(3);
  });

  it('that last leave nothing pending, and the objects wait for the next run', async () => {
    await sendCases(1);
    const { warehouse, loader } = unreliable();
    warehouse.before = () => {
      throw new TransientError('1023: conflict');
    };
    await expect(loadKind('cases', 'recent', loader)).rejects.toThrow(TransientError);
    expect(await layer.loads('cases', 'pending')).toEqual([]);
    expect(await loadKind('cases', 'recent', layer.loader)).toBe(1);
  });
});

describe('an object that COPY can not read', () => {
  it('is set aside, and the rest loads', async () => {
    const keys = await sendCases(5);
    const bad = keys[2] ?? '';
    await layer.archive.put(bad, 'PAR1 this is no Parquet PAR1');
    expect(await loadKind('cases', 'recent', layer.loader)).toBe(4);

    expect(await caseNumbers()).toEqual(['c0', 'c1', 'c3', 'c4']);
    const [mark = '', ...more] = await layer.loads('cases', 'refused');
    expect(more).toEqual([]);
    expect(
      JSON.parse(new TextDecoder().decode((await layer.staging.get(mark)) ?? undefined)),
    ).toMatchObject({ version: 1, kind: 'cases', key: bad });
    expect(await layer.loads('cases', 'pending')).toEqual([]);
    expect(await pendingObjects(layer.loader, 'cases', 'recent')).toEqual([]);
    expect(await loadKind('cases', 'recent', layer.loader)).toBe(0);
  });

  it('does not stop the loads after it when it is alone in the first one', async () => {
    const [bad = ''] = await sendCases(3);
    await layer.archive.put(bad, 'cut off');
    expect(await loadKind('cases', 'recent', { ...layer.loader, maxBytes: 1 })).toBe(2);
    expect(await layer.loads('cases', 'refused')).toHaveLength(1);
  });

  it('is set aside alone where an object loaded before can still be read', async () => {
    await sendCases(1);
    await loadKind('cases', 'recent', layer.loader);
    const [, bad = ''] = await sendCases(2);
    await layer.archive.put(bad, 'cut off');
    expect(await loadKind('cases', 'recent', layer.loader)).toBe(0);
    expect(await layer.loads('cases', 'refused')).toHaveLength(1);
    expect(await caseNumbers()).toEqual(['c0']);
  });

  it('is kept waiting while nothing shows that COPY works at all', async () => {
    const [bad = ''] = await sendCases(1);
    await layer.archive.put(bad, 'cut off');
    await expect(loadKind('cases', 'recent', layer.loader)).rejects.toThrow(/refused a statement/);
    expect(await layer.loads('cases', 'refused')).toEqual([]);
    expect(await pendingObjects(layer.loader, 'cases', 'recent')).toHaveLength(1);
    expect(await layer.loads('cases', 'pending')).toEqual([]);
  });

  it('is not marked where it was written again, with another size, after its manifest: the next run loads it', async () => {
    const [, again = ''] = await sendCases(2);
    const objects = await Array.fromAsync(layer.archive.list('archive/cases/'));
    const otherwise = objects.map((object) =>
      object.key === again ? { ...object, bytes: object.bytes - 1 } : object,
    );
    await saveManifest('cases', otherwise, layer.loader);
    await expect(loadKind('cases', 'recent', layer.loader)).rejects.toThrow(/content_length/);
    expect(await layer.loads('cases', 'refused')).toEqual([]);
    expect(await loadKind('cases', 'recent', layer.loader)).toBe(1);
    expect(await caseNumbers()).toEqual(['c0', 'c1']);
  });

  it('is not marked where it was deleted meanwhile', async () => {
    const keys = await sendCases(3);
    const objects = await Array.fromAsync(layer.archive.list('archive/cases/'));
    await saveManifest('cases', objects, layer.loader);
    await layer.archive.delete(keys[1] ?? '');
    expect(await loadKind('cases', 'recent', layer.loader)).toBe(2);
    expect(await layer.loads('cases', 'refused')).toEqual([]);
    expect(await caseNumbers()).toEqual(['c0', 'c2']);
  });
});
