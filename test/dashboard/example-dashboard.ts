import { dataApiClient, Warehouse } from '../../adapters/redshift-data.ts';
import type { Answer } from '../../dashboard/api/parameters.ts';
import { startDashboard } from '../../dashboard/api/server.ts';
import {
  type CaseInput,
  KpiWarehouse,
  type SurveyInput,
} from '../integration/kpis/kpi-warehouse.ts';
import { dimensionSets } from '../property/script/dimension-rows.ts';

const pick = <T>(values: readonly T[], at: number): T | null => values[at % values.length] ?? null;

/** The present of the example, UTC. */
const exampleNow = '2026-03-10 12:00:00';

const minutesAgo = (minutes: number): string =>
  new Date(Date.parse(`${exampleNow.replace(' ', 'T')}Z`) - minutes * 60_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');

const caseOf = (i: number): CaseInput => {
  const createdAgo = (i * i * 7) % 9000;
  return {
    case_no: String(i),
    create_timestamp: minutesAgo(createdAgo),
    last_modified_timestamp: minutesAgo(i % 4 === 0 ? createdAgo : Math.floor(createdAgo / 2)),
    status: i % 4 === 0 ? 'Open' : 'Closed',
    created_employee_key: pick(['1', '2', 'nobody', null], i),
    call_center_id: pick(['C-101', 'C-102', null, 'C-9'], i >> 1),
    category: pick(['CAT1', 'CAT2', null], i),
    sub_category: pick(['SCAT1', 'SCAT2', 'SCAT3'], i >> 1),
    communication_mode: pick(['Call', 'Chat', 'Email', 'Fax'], i),
    country_cd: pick(['IN', 'US', 'de', 'XX'], i),
    product_code: pick(['10', '9', 'ÿ', '?'], i >> 2),
  };
};

const score = (i: number) => (i % 11 === 0 ? null : (i % 10) + 1);
const surveyOf = (i: number): SurveyInput => ({
  survey_id: `S-${i}`,
  // Some of cases that are not there.
  case_no: String(i * 2),
  survey_timestamp: minutesAgo((i * i * 5) % 8000),
  q1: score(i),
  q2: score(i + 3),
  q3: score(i * 7),
  q4: pick(['Y', 'N'] as const, i),
  q5: score(i * 3),
});

/** A statement that notes an archive object as loaded; it collected events for two seconds. @param arrived, loaded seconds ago */
export const loadedObject = (
  key: string,
  kind: string,
  rows: number,
  arrived: number,
  loaded: number,
): string =>
  `INSERT INTO ops.load_ledger (archive_key, kind, source, shard_id, first_sequence_number, last_sequence_number,
     row_count, first_arrived_at, last_arrived_at, manifest_id, loaded_at)
   VALUES ('${key}', '${kind}', 's', '0', '1', '2', ${rows}, DATEADD(second, ${-arrived - 2}, GETDATE()),
     DATEADD(second, ${-arrived}, GETDATE()), 'load of ${key}', DATEADD(second, ${-loaded}, GETDATE()))`;

/** The API over a warehouse with 120 cases and 80 surveys, asked over HTTP as the page asks. */
export class ExampleDashboard {
  readonly admin: KpiWarehouse;
  /** The warehouse as the API asks it. */
  readonly asked: Warehouse;
  readonly url: string;
  readonly #close: () => Promise<void>;

  private constructor(
    admin: KpiWarehouse,
    asked: Warehouse,
    url: string,
    close: () => Promise<void>,
  ) {
    this.admin = admin;
    this.asked = asked;
    this.url = url;
    this.#close = close;
  }

  static async start(): Promise<ExampleDashboard> {
    const admin = await KpiWarehouse.start(exampleNow, 'UTC', {
      callers: { 'casepulse-analyst': 'IAMR:casepulse-analyst' },
    });
    // Rows that contradict each other, texts that can't be read, dates that the calendar lacks.
    for (const [name, rows] of Object.entries(dimensionSets[1] ?? {})) {
      await admin.dimension(name, rows);
    }
    const cases = Array.from({ length: 120 }, (_, i) => caseOf(i));
    await admin.cases('batch', cases.slice(0, 90));
    await admin.cases('speed', cases.slice(80));
    await admin.surveys(
      'speed',
      Array.from({ length: 80 }, (_, i) => surveyOf(i)),
    );
    await admin.rollUp();
    const client = dataApiClient({
      endpoint: admin.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'casepulse-analyst', secretAccessKey: 'local' },
    });
    const warehouse = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
    const server = await startDashboard({
      warehouse,
      page: () => null,
      host: '127.0.0.1',
      port: 0,
    });
    return new ExampleDashboard(admin, warehouse, server.url, async () => {
      await server.close();
      client.destroy();
      await admin.close();
    });
  }

  /** What a path of the API answers, and with which status. */
  async get(path: string): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.url}${path}`);
    return { status: response.status, body: await response.json() };
  }

  /** An answer with rows. @throws where the API refuses */
  async answer(path: string): Promise<Answer> {
    const { status, body } = await this.get(path);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body as Answer;
  }

  close(): Promise<void> {
    return this.#close();
  }
}
