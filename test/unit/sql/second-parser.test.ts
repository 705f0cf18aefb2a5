import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillPlaces, splitStatements } from '../../../adapters/sql-file.ts';
import { expandIncludes, partialText, sqlFolder } from '../../../adapters/sql-includes.ts';
import { checkGate } from '../../../batch/check-gate.ts';
import { findingQuery, readRules } from '../../../batch/check-rules.ts';
import { statementText } from '../../../dashboard/api/statement-text.ts';
import { readMigrations } from '../../../lambdas/migrate-warehouse/migrations.ts';
import { allViews } from '../../../lambdas/migrate-warehouse/views.ts';
import {
  hasSecondParser,
  refusedAgain,
} from '../../../local/redshift/test/second-parser/second-parser.ts';

/** What the code fills into the places of sql/: of the same kind, not the same value. */
const places = {
  run_objects: 's3://casepulse-staging/objects.manifest',
  manifest: 's3://casepulse-staging/copy.manifest',
  manifest_url: 's3://casepulse-staging/copy.manifest',
  manifest_id: '0f3a',
  copy_role: 'arn:aws:iam::123456789012:role/copy',
  kind: 'cases',
  copied: 'copied_cases',
  table: 'dim.call_center',
  staging_table: 'staging.cases',
  run_id: 'run-1',
  mode: 'fold',
  status: 'published',
  columns: 'call_center_id, location',
  started_at: '2026-03-10 12:00:00',
  limit: 20,
  user: 'IAMR:casepulse-analyst',
  role: 'analyst',
  views: 'care.kpi_daily, care.kpi_hourly',
  path: 'migrations/0001_schemas.sql',
  checksum: '12',
  expected: 'agent 10 12, product 3 14',
  time_zone: 'Asia/Kolkata',
  target: 'speed.fact_case',
  ids: 'q.record_id',
  receipts: 's3://casepulse-staging/receipt.parquet',
  listing: 's3://casepulse-staging/listed_object.parquet',
  counts: 's3://casepulse-staging/stream_count.parquet',
  since: '2026-03-10 00:00:00',
  view: 'kpi_daily',
  key: 'member_key',
  label: 'label',
  member: 'channel_key',
  breakdown: 'call_center',
  measure: 'cases_received',
  direction: 'DESC',
  order: 't.case_no',
  row_limit: 10,
  listed_at: '2026-03-10 12:00:00',
  due_before: '2026-03-10 11:45:00',
  digest: '0f3a',
};

/** The Data API binds a value to each `:name`. */
const bound = (sql: string): string => sql.replace(/(?<![:\w]):[a-z_]+\b/g, "'value'");

const statementsOf = (folder: string): string[] =>
  readdirSync(new URL(`${folder}/`, sqlFolder))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, sqlFolder), 'utf8'))
    .flatMap((text) =>
      splitStatements(bound(fillPlaces(expandIncludes(text, partialText), places))),
    )
    // It does not look into this one.
    .filter((statement) => !/^ALTER USER /m.test(statement));

describe.skipIf(!hasSecondParser)('a second parser of the Redshift dialect', () => {
  it.each(readMigrations().map(({ path, statements }) => [path, statements] as const))(
    'takes %s',
    (_, statements) => {
      expect(refusedAgain(statements)).toEqual([]);
    },
  );

  it('takes every view', () => {
    expect(refusedAgain(allViews('America/New_York').map(({ create }) => create))).toEqual([]);
  });

  it('takes the rules as they are asked', () => {
    expect(refusedAgain([...checkGate().statements, ...readRules().map(findingQuery)])).toEqual([]);
  });

  it('takes all other files, each folder of which is read here', () => {
    const folders = ['batch', 'checks', 'commands', 'load', 'migrator', 'quicksight', 'reconcile'];
    const known = [...folders, 'dashboard', 'metrics', 'migrations', 'partials', 'views'];
    expect(readdirSync(sqlFolder).sort()).toEqual(known.sort());
    const ofDashboard = readdirSync(new URL('dashboard/', sqlFolder))
      .filter((file) => file.endsWith('.sql'))
      .map((file) => bound(statementText(file.replace(/[.]sql$/, ''), places)));
    expect(refusedAgain(ofDashboard)).toEqual([]);
    for (const folder of folders) expect(refusedAgain(statementsOf(folder))).toEqual([]);
  });
});
