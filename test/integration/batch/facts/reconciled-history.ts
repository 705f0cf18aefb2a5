import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ShardReader } from '../../../../adapters/shard-reader.ts';
import { archivePrefix } from '../../../../domain/archive-layout.ts';
import { reconcile } from '../../../../lambdas/load-facts/reconcile/reconcile.ts';
import { caseEvent } from '../../../unit/events/records.ts';
import type { Layers } from '../speed-and-batch.ts';

export const describeReconciledHistory = (started: () => Layers) =>
  describe('reconciliation', () => {
    let layers: Layers;
    beforeAll(() => {
      layers = started();
    });
    beforeEach(async () => {
      await layers.clear();
      await layers.warehouse.transaction(
        ['receipt', 'listed_object', 'stream_count', 'reconciliation'].map(
          (table) => `DELETE FROM ops.${table}`,
        ),
      );
    });

    /** What was counted apart, an hour later, of no stream. */
    const reconciled = () =>
      reconcile({
        ...layers.loader,
        reader: new ShardReader(),
        streams: [],
        now: () => new Date(Date.now() + 3_600_000),
      });

    const takeHistory = async () => {
      await layers.convert(await layers.history([JSON.stringify(caseEvent), 'broken']));
      await layers.publish();
    };

    it('finds the history that a batch run took without a difference', async () => {
      await layers.send([caseEvent]);
      await layers.load();
      await takeHistory();
      expect(await reconciled()).toMatchObject({
        objects_in_receipts: 3,
        objects_in_archive: 3,
        objects_loaded: 3,
        rows_in_receipts: 3,
        rows_loaded: 3,
        differences: 0,
      });
    });

    it('does not miss a batch run for a history that was only converted', async () => {
      await layers.convert(await layers.history([JSON.stringify(caseEvent)]));
      expect(await reconciled()).toMatchObject({ objects_in_archive: 1, differences: 0 });
    });

    it('shows an object of the history that was deleted', async () => {
      await takeHistory();
      expect(await reconciled()).toMatchObject({ differences: 0 });
      const [first] = await Array.fromAsync(layers.archive.list(archivePrefix('cases', 'history')));
      await layers.archive.delete(first?.key ?? '');
      expect(await reconciled()).toMatchObject({ objects_missing: 1, differences: 1 });
    });

    it('takes no notice of what somebody put beside the layout of the archive', async () => {
      await takeHistory();
      const day = '2026-03-10';
      await layers.archive.put(
        `${archivePrefix('cases', 'history')}arrival_date=${day}/notes.txt`,
        'x',
      );
      expect(await reconciled()).toMatchObject({ differences: 0 });
    });
  });
