import { rm } from 'node:fs/promises';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { type ResultRow, Warehouse } from '../../../adapters/redshift-data.ts';
import { rollUpOfAll } from '../../../batch/roll-up.ts';
import { dimensions as dimensionContracts } from '../../../domain/dimensions.ts';
import { factTables } from '../../../domain/facts.ts';
import type { Row, TableContract, Value } from '../../../domain/table.ts';
import { caseVersionKey, surveyVersionKey } from '../../../domain/version-key.ts';
import { migrateWarehouse } from '../../../lambdas/migrate-warehouse/migrate.ts';
import { startRedshift } from '../../../local/redshift/index.ts';
import { migratedFolder } from '../../migrated-warehouse/migrated-folder.ts';

export type Layer = 'batch' | 'speed';

/** A case event; the rest of its fields has values that no test looks at. */
export type CaseInput = {
  readonly case_no: string;
  readonly create_timestamp: string;
  /** @default create_timestamp */
  readonly last_modified_timestamp?: string;
  /** @default 'Open' */
  readonly status?: 'Open' | 'Closed';
  readonly created_employee_key?: string | null;
  readonly call_center_id?: string | null;
  readonly category?: string | null;
  readonly sub_category?: string | null;
  readonly communication_mode?: string | null;
  readonly country_cd?: string | null;
  readonly product_code?: string | null;
};

/** A survey event; questions that are left out are unanswered. */
export type SurveyInput = {
  readonly survey_id: string;
  readonly case_no: string;
  readonly survey_timestamp: string;
  readonly q1?: number | null;
  readonly q2?: number | null;
  readonly q3?: number | null;
  readonly q4?: 'Y' | 'N' | null;
  readonly q5?: number | null;
};

const lineage = { arrived_at: '2026-03-10 12:00:00', archive_key: 'archive/test.parquet' };

export const caseRow = (input: CaseInput): Row => {
  const event = {
    last_modified_timestamp: input.create_timestamp,
    status: 'Open' as const,
    created_employee_key: null,
    call_center_id: null,
    category: null,
    sub_category: null,
    communication_mode: null,
    country_cd: null,
    product_code: null,
    ...input,
  };
  return { ...event, ...lineage, version_key: caseVersionKey(event) };
};

export const surveyRow = (input: SurveyInput): Row => {
  const event = { q1: null, q2: null, q3: null, q4: null, q5: null, ...input };
  return { ...event, ...lineage, version_key: surveyVersionKey(event) };
};

const literal = (value: Value): string =>
  value === null
    ? 'NULL'
    : typeof value === 'number'
      ? String(value)
      : `'${value.replaceAll("'", "''")}'`;

/** Rows that one INSERT takes, so that it stays under the Data API's 100 KB. */
const rowsPerInsert = 100;

/** A warehouse of its own, migrated, on a free port and a temporary folder. */
export class KpiWarehouse {
  readonly warehouse: Warehouse;
  /** Address of the Data API, for clients of other callers. */
  readonly url: string;
  readonly #close: () => Promise<void>;
  readonly #setClock: (date: Date) => void;
  /** Whether rows came that no batch run has rolled up. */
  #isStale = false;

  private constructor(
    warehouse: Warehouse,
    url: string,
    setClock: (date: Date) => void,
    close: () => Promise<void>,
  ) {
    this.warehouse = warehouse;
    this.url = url;
    this.#setClock = setClock;
    this.#close = close;
  }

  /** @param now UTC, 'YYYY-MM-DD HH:MM:SS' */
  static async start(
    now: string,
    businessTimezone = 'UTC',
    access: { callers?: Record<string, string> } = {},
  ): Promise<KpiWarehouse> {
    const dataDir = await migratedFolder('kpi-warehouse-');
    const clock = { now: new Date() };
    const server = await startRedshift({
      dataDir,
      database: 'casepulse',
      now: () => clock.now,
      s3: {},
      ...access,
    });
    const client = new RedshiftDataClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' },
    });
    const warehouse = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
    const started = new KpiWarehouse(
      warehouse,
      server.url,
      (date) => {
        clock.now = date;
      },
      async () => {
        client.destroy();
        await server.close();
        await rm(dataDir, { recursive: true, force: true });
      },
    );
    started.setNow(now);
    await started.migrate(businessTimezone);
    return started;
  }

  /** Sets what GETDATE() returns. @param now UTC, 'YYYY-MM-DD HH:MM:SS' */
  setNow(now: string): void {
    this.#setClock(new Date(`${now.replace(' ', 'T')}Z`));
  }

  migrate(businessTimezone: string): Promise<{ applied: string[] }> {
    return migrateWarehouse(this.warehouse, { businessTimezone });
  }

  /** Empties all facts and dimensions. */
  async clear(): Promise<void> {
    const tables = [
      ...(['batch', 'speed'] as const).flatMap((layer) =>
        Object.values(factTables).map(({ name }) => `${layer}.${name}`),
      ),
      ...dimensionContracts.map(({ schema, name }) => `${schema}.${name}`),
    ];
    await this.warehouse.transaction(tables.map((table) => `DELETE FROM ${table}`));
    this.#isStale = true;
  }

  /** Computes what views read in place of facts, as publishing and loads do, where rows have come since. */
  async rollUp(): Promise<void> {
    if (this.#isStale) await this.warehouse.transaction(rollUpOfAll());
    this.#isStale = false;
  }

  async insert(table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> {
    this.#isStale = true;
    for (let from = 0; from < rows.length; from += rowsPerInsert) {
      const values = rows
        .slice(from, from + rowsPerInsert)
        .map((row) => `(${columns.map((name) => literal(row[name] ?? null)).join(', ')})`);
      await this.warehouse.query(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`,
      );
    }
  }

  /** One version of each case: what a layer holds. */
  cases(layer: Layer, inputs: readonly CaseInput[]): Promise<void> {
    return this.#facts(layer, factTables.cases, inputs.map(caseRow));
  }

  surveys(layer: Layer, inputs: readonly SurveyInput[]): Promise<void> {
    return this.#facts(layer, factTables.surveys, inputs.map(surveyRow));
  }

  #facts(layer: Layer, { name, columns }: TableContract, rows: readonly Row[]): Promise<void> {
    return this.insert(
      `${layer}.${name}`,
      columns.map((column) => column.name),
      rows,
    );
  }

  /** Rows of a dimension; columns that a row lacks are null. */
  dimension(name: string, rows: readonly Row[]): Promise<void> {
    const contract = dimensionContracts.find((dimension) => dimension.name === name);
    return this.insert(
      `dim.${name}`,
      (contract?.columns ?? []).map((column) => column.name),
      rows,
    );
  }

  /** `rest`: WHERE, ORDER BY. */
  async view(name: string, rest = ''): Promise<ResultRow[]> {
    await this.rollUp();
    return this.warehouse.query(`SELECT * FROM care.${name} ${rest}`);
  }

  close(): Promise<void> {
    return this.#close();
  }
}
