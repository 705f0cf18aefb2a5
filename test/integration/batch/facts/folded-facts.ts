import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeParquet } from '../../../../adapters/parquet.ts';
import { ConsistencyError } from '../../../../domain/errors.ts';
import { archiveTables } from '../../../../domain/facts.ts';
import { caseLine, closedLine, surveyLine } from '../event-lines.ts';
import type { Layers } from '../speed-and-batch.ts';

const remove = async (Key: string): Promise<void> => {
  const client = new S3Client({});
  await client.send(new DeleteObjectCommand({ Bucket: 'archive', Key }));
  client.destroy();
};

export const describeFoldedFacts = (started: () => Layers) =>
  describe('folding', () => {
    let layers: Layers;
    beforeAll(() => {
      layers = started();
    });
    beforeEach(() => layers.clear());

    const statuses = async (table: string) =>
      layers.rows(table, 'case_no, status, last_modified_timestamp');

    describe('the batch facts', () => {
      it('are the greatest version of each key over history and stream, in however many runs', async () => {
        await layers.convert(await layers.history([closedLine(1), caseLine(2), surveyLine(1)]));
        await layers.publish();
        await layers.send([caseLine(1), caseLine(3), surveyLine(1, { Q1: '3' })], 0);
        await layers.publish();
        await layers.send([closedLine(2), closedLine(2), surveyLine(2)], 10);
        await layers.convert(await layers.history([closedLine(3), caseLine(3), caseLine(2)]));
        await layers.publish();
        const incremental = await layers.batchFacts();
        expect(await statuses('batch.fact_case')).toEqual([
          '{"case_no":"1","status":"Closed","last_modified_timestamp":"2026-03-01 12:00:00"}',
          '{"case_no":"2","status":"Closed","last_modified_timestamp":"2026-03-01 12:00:00"}',
          '{"case_no":"3","status":"Closed","last_modified_timestamp":"2026-03-01 12:00:00"}',
        ]);
        // Equal timestamps: the fields decide, and "9" is greater than "3".
        expect(await layers.rows('batch.fact_survey', 'survey_id, q1')).toEqual([
          '{"survey_id":"S-1","q1":9}',
          '{"survey_id":"S-2","q1":9}',
        ]);

        await layers.publish({ full: true });
        expect(await layers.batchFacts()).toEqual(incremental);
      });

      it('do not change when a run has nothing new', async () => {
        const history = await layers.history([closedLine(1), 'broken', surveyLine(1)]);
        await layers.convert(history);
        await layers.publish();
        const tables = [
          'ops.batch_object',
          'ops.quarantine',
          'batch.fact_case',
          'batch.fact_survey',
        ];
        const before = await Promise.all(tables.map((table) => layers.rows(table)));
        await layers.convert(history);
        const { steps } = await layers.facts();
        expect(steps.slice(0, 2).map(({ counts }) => counts)).toEqual([
          { cases: 0, surveys: 0, quarantine: 0 },
          { cases: 0, surveys: 0, quarantine: 0 },
        ]);
        expect(await Promise.all(tables.map((table) => layers.rows(table)))).toEqual(before);
      });

      it('take the speed rows of the objects they cover away, and leave newer ones', async () => {
        await layers.send([caseLine(1), caseLine(2), surveyLine(1)], 0);
        await layers.load();
        await layers.publish();
        expect(await statuses('speed.fact_case')).toEqual([]);
        expect(await layers.rows('speed.fact_survey')).toEqual([]);

        await layers.send([closedLine(2), caseLine(3)], 10);
        await layers.load();
        // Only what came before is folded: a run that finds nothing new leaves the newer rows alone.
        const newer = await statuses('speed.fact_case');
        expect(newer).toHaveLength(2);
        expect(await statuses('batch.fact_case')).toHaveLength(2);
        await layers.publish();
        expect(await statuses('speed.fact_case')).toEqual([]);
        expect(await statuses('batch.fact_case')).toEqual([
          '{"case_no":"1","status":"Open","last_modified_timestamp":"2026-03-01 10:00:00"}',
          '{"case_no":"2","status":"Closed","last_modified_timestamp":"2026-03-01 12:00:00"}',
          '{"case_no":"3","status":"Open","last_modified_timestamp":"2026-03-01 10:00:00"}',
        ]);
      });

      it('leave the speed rows of what is loaded while the run goes on', async () => {
        await layers.send([caseLine(1), caseLine(2)], 0);
        await layers.load();
        await layers.stepwise({}, async (step) => {
          if (step === 'fold') {
            await layers.send([closedLine(1)], 10);
            await layers.load();
          }
          return true;
        });
        const closed =
          '{"case_no":"1","status":"Closed","last_modified_timestamp":"2026-03-01 12:00:00"}';
        expect(await statuses('speed.fact_case')).toEqual([closed]);
        expect(await statuses('batch.fact_case')).toEqual([
          '{"case_no":"1","status":"Open","last_modified_timestamp":"2026-03-01 10:00:00"}',
          '{"case_no":"2","status":"Open","last_modified_timestamp":"2026-03-01 10:00:00"}',
        ]);
      });

      it('are counted by object in ops.batch_object, history quarantine among them', async () => {
        await layers.convert(
          await layers.history([closedLine(1), caseLine(1), '{', surveyLine(1)]),
        );
        await layers.send([caseLine(9), 'broken'], 0);
        await layers.load();
        await layers.publish();
        expect(
          await layers.rows('ops.batch_object', 'kind, source, row_count, last_event_at'),
        ).toEqual([
          '{"kind":"cases","source":"case-stream","row_count":1,"last_event_at":"2026-03-01 10:00:00"}',
          '{"kind":"cases","source":"history","row_count":2,"last_event_at":"2026-03-01 12:00:00"}',
          '{"kind":"quarantine","source":"history","row_count":1,"last_event_at":null}',
          '{"kind":"surveys","source":"history","row_count":1,"last_event_at":"2026-03-02 10:00:00"}',
        ]);
        // The stream's refused record came by the speed layer, once.
        expect(await layers.rows('ops.quarantine', 'source, reason_code')).toEqual([
          '{"source":"case-stream","reason_code":"not_json"}',
          '{"source":"history","reason_code":"not_json"}',
        ]);
      });
    });

    describe('a batch run', () => {
      it('publishes nothing where an object gives other rows than its receipt says', async () => {
        await layers.convert(await layers.history([closedLine(1), caseLine(2)]));
        const [key] = await layers.archived('cases');
        await layers.archive.put(key ?? '', encodeParquet(archiveTables.cases, []));
        const running = layers.publish();
        await expect(running).rejects.toThrow(ConsistencyError);
        await expect(running).rejects.toThrow(
          /each object must give the rows that were archived in it/,
        );
        expect(await layers.rows('ops.batch_object')).toEqual([]);
        expect(await layers.rows('batch.fact_case')).toEqual([]);
      });

      it('refuses to compute all anew from a list that another run has overtaken', async () => {
        await layers.convert(await layers.history([caseLine(1)]));
        const overtaken = layers.stepwise({ full: true, only: 'facts' }, async (step) => {
          if (step === 'fold') {
            await layers.convert(await layers.history([caseLine(2)]));
            await layers.publish();
          }
          return true;
        });
        await expect(overtaken).rejects.toThrow('another run has published since');
        expect(await statuses('batch.fact_case')).toHaveLength(2);
      });

      it('refuses to compute all anew where covered objects are gone from the archive', async () => {
        await layers.convert(await layers.history([closedLine(1)]));
        await layers.publish();
        const [key] = await layers.archived('cases');
        await remove(key ?? '');
        await expect(layers.publish({ full: true })).rejects.toThrow(
          /must have all objects that earlier runs covered, got 1 less/,
        );
        expect(await statuses('batch.fact_case')).toHaveLength(1);
      });

      it('asks for a history where it is to convert one', async () => {
        await expect(layers.convert('/nowhere/at/all')).rejects.toThrow(/must be readable/);
      });
    });
  });
