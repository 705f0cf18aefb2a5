import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeParquet } from '../../../../adapters/parquet.ts';
import { ConsistencyError } from '../../../../domain/errors.ts';
import { archiveTables } from '../../../../domain/facts.ts';
import { caseLine, closedLine, surveyLine } from '../event-lines.ts';
import type { Layers } from '../speed-and-batch.ts';

export const describePublishChecks = (started: () => Layers) =>
  describe('publishing', () => {
    let layers: Layers;
    beforeAll(() => {
      layers = started();
    });
    beforeEach(() => layers.clear());

    /** Not by their times, which have no fractions of a second: two runs may end within one. */
    const runsByStatus = () =>
      layers.warehouse.query('SELECT status, details FROM ops.batch_run ORDER BY status');

    describe('a blocking rule', () => {
      it('stops the publishing of an object whose case was closed before it was created', async () => {
        await layers.send([caseLine(1), surveyLine(1)], 0);
        await layers.facts();
        const before = await layers.batchFacts();
        await layers.send([closedLine(2)], 10);
        const key = (await layers.archived('cases')).at(-1) ?? '';
        await layers.archive.put(
          key,
          encodeParquet(archiveTables.cases, [
            {
              case_no: '2',
              create_timestamp: '2026-03-01 10:00:00',
              last_modified_timestamp: '2026-03-01 09:00:00',
              created_employee_key: null,
              call_center_id: null,
              status: 'Closed',
              category: null,
              sub_category: null,
              communication_mode: null,
              country_cd: null,
              product_code: null,
              source: 'case-stream',
              shard_id: 'shardId-000000000000',
              sequence_number: '1',
              sub_sequence_number: 0,
              element: 0,
              arrived_at: '2026-03-10 12:00:00',
              version_key: 'v',
              archive_key: key,
            },
          ]),
        );

        const running = layers.facts();
        await expect(running).rejects.toThrow(ConsistencyError);
        await expect(running).rejects.toThrow(
          `Rule case-time must find no rows in what a run publishes, got 1, first case 2: Closed 2026-03-01 09:00:00 before created 2026-03-01 10:00:00, ${key}; nothing was published; next: such events are quarantined on arrival`,
        );
        expect(await layers.batchFacts()).toEqual(before);
        expect(await layers.rows('ops.batch_object', 'kind')).toEqual([
          '{"kind":"cases"}',
          '{"kind":"surveys"}',
        ]);
        const [failed] = await runsByStatus();
        expect(failed?.['status']).toBe('failed');
        expect(failed?.['details']).toContain('Rule case-time must find no rows');
      });

      it('stops the publishing beside a case that a layer has twice, until a full run has healed it', async () => {
        await layers.send([caseLine(1), caseLine(2)], 0);
        await layers.facts();
        const before = await layers.batchFacts();
        await layers.warehouse.query(
          "INSERT INTO batch.fact_case SELECT * FROM batch.fact_case WHERE case_no = '2'",
        );
        await layers.send([caseLine(3)], 10);
        await expect(layers.facts()).rejects.toThrow(
          /Rule fact-key .* got 1, first case 2: 2 rows in batch.fact_case; .*--full/,
        );
        await layers.facts({ full: true });
        expect(await layers.rows('batch.fact_case', 'case_no')).toHaveLength(3);
        expect((await layers.batchFacts())['batch.fact_case']).toEqual(
          expect.arrayContaining(before['batch.fact_case'] ?? []),
        );
        const statuses = (await runsByStatus()).map(({ status }) => status);
        expect(statuses).toEqual(['failed', 'published', 'published']);
      });
    });

    describe('a warning', () => {
      it('is published with, told by the run and recorded in ops.check_result', async () => {
        await layers.warehouse.query(
          "INSERT INTO dim.case_priority (priority_key, priority, severity, sla) VALUES ('P1', 'High', 'High', 'abc')",
        );
        await layers.send([caseLine(1)], 0);
        const { runId, steps } = await layers.facts();
        expect(steps.at(-1)).toMatchObject({
          name: 'check',
          counts: { rules: expect.any(Number), 'priority-sla': 1 },
        });
        expect(await layers.rows('batch.fact_case', 'case_no')).toHaveLength(1);
        const recorded = await layers.warehouse.query(
          `SELECT rule_name, severity, offending_rows, samples FROM ops.check_result
       WHERE run_id = '${runId}' AND rule_name IN ('fact-key', 'priority-sla') ORDER BY rule_name`,
        );
        expect(recorded).toEqual([
          { rule_name: 'fact-key', severity: 'block', offending_rows: 0, samples: null },
          {
            rule_name: 'priority-sla',
            severity: 'warn',
            offending_rows: 1,
            samples: 'priority P1: SLA abc',
          },
        ]);
        await layers.warehouse.query('DELETE FROM dim.case_priority');
      });
    });
  });
