import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  exampleCategories,
  examplePriorities,
  exampleQuestions,
  p1,
  p8,
  p24,
} from './example-dimensions.ts';
import {
  type CaseInput,
  caseRow,
  KpiWarehouse,
  type SurveyInput,
  surveyRow,
} from './kpi-warehouse.ts';

const at = (time: string) => `2026-03-10 ${time}:00`;

let warehouse: KpiWarehouse;
beforeAll(async () => {
  warehouse = await KpiWarehouse.start(at('12:00'));
});
beforeEach(async () => {
  await warehouse.clear();
  await warehouse.dimension('case_category', exampleCategories);
  await warehouse.dimension('case_priority', examplePriorities);
  await warehouse.dimension('survey_question', exampleQuestions);
});
afterAll(() => warehouse.close());

describe('the current version', () => {
  it('is the greater one, whichever layer has it', async () => {
    const open = (case_no: string): CaseInput => ({ case_no, create_timestamp: at('10:00') });
    const closed = (case_no: string): CaseInput => ({
      ...open(case_no),
      status: 'Closed',
      last_modified_timestamp: at('11:30'),
    });
    await warehouse.cases('batch', [open('1'), closed('2'), open('3')]);
    await warehouse.cases('speed', [closed('1'), open('2'), open('4')]);
    const cases = await warehouse.view('fact_case', 'ORDER BY case_no');
    expect(cases.map((row) => [row['case_no'], row['status'], row['closed_at']])).toEqual([
      ['1', 'Closed', at('11:30')],
      ['2', 'Closed', at('11:30')],
      ['3', 'Open', null],
      ['4', 'Open', null],
    ]);
  });

  it('is one row where both layers have the same', async () => {
    const survey: SurveyInput = {
      survey_id: 'S-1',
      case_no: '1',
      survey_timestamp: at('11:00'),
      q1: 9,
    };
    await warehouse.cases('batch', [{ case_no: '1', create_timestamp: at('10:00') }]);
    await warehouse.cases('speed', [{ case_no: '1', create_timestamp: at('10:00') }]);
    await warehouse.surveys('batch', [survey]);
    await warehouse.surveys('speed', [survey]);
    expect(await warehouse.view('kpi_overview')).toMatchObject([
      { cases_received: 1, surveys: 1, positive_responses: 1 },
    ]);
  });

  it('is, on a tie of time, the closed one, and then the greater text', async () => {
    const base = {
      case_no: '1',
      create_timestamp: at('10:00'),
      last_modified_timestamp: at('11:00'),
    };
    await warehouse.cases('batch', [
      { ...base, product_code: 'z' },
      { ...base, case_no: '2', product_code: 'a' },
    ]);
    await warehouse.cases('speed', [
      { ...base, status: 'Closed' },
      { ...base, case_no: '2', product_code: 'b' },
    ]);
    const cases = await warehouse.view('fact_case', 'ORDER BY case_no');
    expect(cases.map((row) => [row['status'], row['product_code']])).toEqual([
      ['Closed', null],
      ['Open', 'b'],
    ]);
  });

  it('counts a re-opened case as never closed', async () => {
    await warehouse.cases('batch', [
      {
        case_no: '1',
        create_timestamp: at('09:00'),
        status: 'Closed',
        last_modified_timestamp: at('10:00'),
        ...p1,
      },
    ]);
    await warehouse.cases('speed', [
      { case_no: '1', create_timestamp: at('09:00'), last_modified_timestamp: at('11:00'), ...p1 },
    ]);
    expect(await warehouse.view('kpi_daily')).toMatchObject([
      {
        cases_received: 1,
        cases_open: 1,
        cases_closed: 0,
        received_and_closed: 0,
        backlog: 1,
        sla_met: 0,
        sla_breached: 1,
        avg_resolution_minutes: null,
      },
    ]);
  });

  it('answers the same however the events were split between the layers', async () => {
    const versions: CaseInput[] = Array.from({ length: 24 }, (_, i) => ({
      case_no: String(i % 9),
      create_timestamp: at(`0${i % 9}:00`),
      last_modified_timestamp: at(`1${i % 2}:${10 + i}`),
      status: i % 3 === 0 ? 'Closed' : 'Open',
      call_center_id: `C-${i}`,
      ...[p1, p8, p24][i % 3],
    }));
    const surveys: SurveyInput[] = Array.from({ length: 12 }, (_, i) => ({
      survey_id: `S-${i % 5}`,
      case_no: String(i % 10),
      survey_timestamp: at(`11:${20 + i}`),
      q1: 1 + (i % 10),
      q5: 10 - (i % 10),
    }));
    /** What a layer keeps of the events that it has seen: the greatest version of each key. */
    const greatest = <T>(
      inputs: readonly T[],
      rowOf: (input: T) => Readonly<Record<string, unknown>>,
      key: string,
    ) => {
      const kept = new Map<unknown, T>();
      const version = (input: T) => Buffer.from(String(rowOf(input)['version_key']));
      for (const input of inputs) {
        const known = kept.get(rowOf(input)[key]);
        if (!known || Buffer.compare(version(input), version(known)) > 0)
          kept.set(rowOf(input)[key], input);
      }
      return [...kept.values()];
    };
    const views = [
      'kpi_overview',
      'kpi_hourly',
      'kpi_by_call_center',
      'kpi_by_category',
      'kpi_question',
      'fact_case',
      'fact_survey',
    ];
    const answersOf = async (
      isBatch: (index: number) => boolean,
      isSpeed: (index: number) => boolean,
    ) => {
      await warehouse.warehouse.transaction(
        ['batch', 'speed'].flatMap((layer) => [
          `DELETE FROM ${layer}.fact_case`,
          `DELETE FROM ${layer}.fact_survey`,
        ]),
      );
      for (const [layer, holds] of [
        ['batch', isBatch],
        ['speed', isSpeed],
      ] as const) {
        await warehouse.cases(
          layer,
          greatest(
            versions.filter((_, i) => holds(i)),
            caseRow,
            'case_no',
          ),
        );
        await warehouse.surveys(
          layer,
          greatest(
            surveys.filter((_, i) => holds(i)),
            surveyRow,
            'survey_id',
          ),
        );
      }
      const answers = [];
      for (const view of views)
        answers.push((await warehouse.view(view)).map((row) => JSON.stringify(row)).sort());
      return answers;
    };
    const whole = await answersOf(
      () => true,
      () => false,
    );
    expect(
      await answersOf(
        () => false,
        () => true,
      ),
    ).toEqual(whole);
    expect(
      await answersOf(
        (i) => i % 2 === 0,
        (i) => i % 2 === 1,
      ),
    ).toEqual(whole);
    expect(
      await answersOf(
        (i) => i < 10,
        (i) => i >= 7,
      ),
    ).toEqual(whole);
    expect(
      await answersOf(
        (i) => i >= 12,
        (i) => i < 12,
      ),
    ).toEqual(whole);
  });
});

describe('quarantine and freshness', () => {
  const record = {
    source: 'casepulse-case-events',
    shard_id: 'shard-0',
    sub_sequence_number: 0,
    element: 0,
    arrived_at: at('11:00'),
  };
  const refused = {
    ...record,
    kind: 'unknown',
    reason_code: 'not-json',
    reason: 'why',
    sample: 'x',
    sha256: 'ab',
    raw_key: 'k',
    raw_offset: 0,
    raw_bytes: 1,
  };
  const ledger = {
    kind: 'cases',
    shard_id: 'shard-0',
    first_sequence_number: '1',
    last_sequence_number: '2',
    row_count: 5,
    first_arrived_at: at('11:00'),
    last_event_at: at('10:59'),
    manifest_id: 'm',
    loaded_at: at('11:01'),
  };

  it('count a record and an object once, whoever read them', async () => {
    await warehouse.insert(
      'ops.quarantine',
      [...Object.keys(refused), 'sequence_number', 'archive_key'],
      [
        { ...refused, sequence_number: '1', archive_key: 'a' },
        { ...refused, sequence_number: '1', archive_key: 'b' },
        { ...refused, sequence_number: '2', archive_key: 'b' },
      ],
    );
    const objects = [
      { ...ledger, archive_key: 'o1', source: record.source, last_arrived_at: at('11:00') },
    ];
    await warehouse.insert('ops.load_ledger', Object.keys(objects[0] ?? {}), objects);
    const covered = {
      kind: 'cases',
      row_count: 5,
      last_arrived_at: at('11:00'),
      last_event_at: at('10:59'),
      run_id: 'r',
      published_at: at('11:30'),
    };
    await warehouse.insert(
      'ops.batch_object',
      [...Object.keys(covered), 'archive_key', 'source'],
      [
        { ...covered, archive_key: 'o1', source: record.source },
        { ...covered, archive_key: 'h1', source: 'history', row_count: 7 },
      ],
    );
    expect(await warehouse.view('quarantine', 'ORDER BY sequence_number')).toMatchObject([
      { sequence_number: '1', reason: 'why', sample: 'x' },
      { sequence_number: '2' },
    ]);
    expect(await warehouse.view('pipeline_freshness', 'ORDER BY source')).toEqual([
      {
        source: record.source,
        last_event_at: at('10:59'),
        last_arrived_at: at('11:00'),
        last_loaded_at: at('11:01'),
        lag_seconds: 3600,
        rows_loaded: 5,
        rows_quarantined: 2,
      },
      {
        source: 'history',
        last_event_at: at('10:59'),
        last_arrived_at: at('11:00'),
        last_loaded_at: at('11:30'),
        lag_seconds: 3600,
        rows_loaded: 7,
        rows_quarantined: 0,
      },
    ]);
  });
});
