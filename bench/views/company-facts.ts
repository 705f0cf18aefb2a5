import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { generateDimensions } from '../../simulator/dimensions/index.ts';
import type { Bench } from '../runner/benchmark.ts';

/** The warehouse's clock, UTC. */
export const nowOfFacts = '2026-11-20 12:34:56';

/** The company registers 498,000 cases in ten days. */
const casesADay = 50_000;

/** What tells one version of a row from another, like domain/version-key.ts writes it. */
const versionOf = (...columns: readonly string[]): string =>
  columns.map((column) => `coalesce(chr(2) || ${column}, '') || chr(1)`).join(' || ');

const caseColumns =
  'case_no, create_timestamp, last_modified_timestamp, created_employee_key, call_center_id, status, category, sub_category, communication_mode, country_cd, product_code';
const caseVersion = versionOf(
  'CAST(last_modified_timestamp AS VARCHAR)',
  "CASE WHEN status = 'Closed' THEN '1' ELSE '0' END",
  'CAST(create_timestamp AS VARCHAR)',
  'created_employee_key',
  'call_center_id',
  'category',
  'sub_category',
  'communication_mode',
  'country_cd',
  'product_code',
);
const surveyColumns = 'survey_id, case_no, survey_timestamp, q1, q2, q3, q5, q4';
const surveyVersion = versionOf(
  'CAST(survey_timestamp AS VARCHAR)',
  'case_no',
  'CAST(q1 AS VARCHAR)',
  'CAST(q2 AS VARCHAR)',
  'CAST(q3 AS VARCHAR)',
  'CAST(q5 AS VARCHAR)',
  'q4',
);
/** When a row arrived, and in which object: one an hour. */
const lineage = (column: string): string =>
  `${column} + INTERVAL 5 SECOND, 'archive/cases/arrival_date=2026-11-20/' || md5(CAST(date_trunc('hour', ${column}) AS VARCHAR)) || '.parquet'`;

/** A place in 1..count, the earlier ones more often. */
const skewed = (random: string, count: number): string =>
  `1 + CAST(floor(${count} * ${random} * ${random}) AS INTEGER)`;
const place = (random: string, count: number): string =>
  `1 + CAST(floor(${count} * ${random}) AS INTEGER)`;

const numbered = (columns: string, table: string): string =>
  `(SELECT ${columns}, row_number() OVER (ORDER BY ${columns}) AS place FROM ${table})`;

/**
 * Cases spread evenly over days of 50,000. 25 teams of 40 agents; 65 of 100 cases close, a third at once, the others
 * after a log-normal time of 12 hours in the median.
 */
const makeCases = (cases: number): readonly string[] => [
  'SELECT setseed(0.42)',
  `CREATE TEMP TABLE life AS SELECT
     CAST(600000 + i AS VARCHAR) AS case_no,
     TIMESTAMP '${nowOfFacts}' - to_seconds(CAST((${cases} - i) * 86400.0 / ${casesADay} AS BIGINT)) AS create_timestamp,
     ${place('random()', 1000)} AS agent, ${skewed('random()', 27)} AS sub,
     ${place('random()', 92_353)} AS item, random() AS land, random() AS channel,
     random() AS closes, random() AS at_once, random() AS u1, random() AS u2
   FROM range(1, ${cases} + 1) AS numbers(i)`,
  `CREATE TEMP TABLE life_end AS SELECT *,
     create_timestamp + to_seconds(CAST(CASE
       WHEN at_once < 0.35 THEN 20 - 150 * ln(1 - u1)
       ELSE greatest(300, 43200 * exp(1.2 * sqrt(-2 * ln(1 - u1)) * cos(6.283185 * u2)))
     END AS BIGINT)) AS closes_at
   FROM life`,
  `CREATE TEMP TABLE known_case AS SELECT
     l.case_no,
     l.create_timestamp,
     CASE WHEN l.is_closed THEN l.closes_at ELSE l.create_timestamp END AS last_modified_timestamp,
     CAST(e.emp_key AS VARCHAR) AS created_employee_key,
     'C-' || CAST(101 + l.agent % 25 AS VARCHAR) AS call_center_id,
     CASE WHEN l.is_closed THEN 'Closed' ELSE 'Open' END AS status,
     k.category_key AS category,
     k.sub_category_key AS sub_category,
     CASE WHEN l.channel < 0.5 THEN 'Call' WHEN l.channel < 0.83 THEN 'Chat' ELSE 'Email' END AS communication_mode,
     upper(n.alpha_2) AS country_cd,
     p.product_id AS product_code
   FROM (
     SELECT *, closes < 0.65 AND closes_at < TIMESTAMP '${nowOfFacts}' AS is_closed FROM life_end
   ) AS l
   JOIN ${numbered('emp_key', 'dim.employee')} AS e ON e.place = l.agent
   JOIN ${numbered('category_key, sub_category_key', 'dim.case_category')} AS k ON k.place = l.sub
   JOIN ${numbered('alpha_2', 'dim.case_country')} AS n ON n.place = ${skewed('l.land', 193)}
   JOIN ${numbered('product_id', 'dim.product')} AS p ON p.place = l.item`,
  'DROP TABLE life',
  'DROP TABLE life_end',
];

/** Nine of ten closed cases are asked about, and 64 of 100 open ones; answers come within a day. */
const makeSurveys = `CREATE TEMP TABLE known_survey AS SELECT
    'S-' || case_no AS survey_id,
    case_no,
    last_modified_timestamp + to_seconds(CAST(60 + least(wait * 30000, 80000) AS BIGINT)) AS survey_timestamp,
    CASE WHEN random() < 0.97 THEN CAST(1 + floor(10 * sqrt(random())) AS SMALLINT) END AS q1,
    CAST(1 + floor(10 * random()) AS SMALLINT) AS q2,
    CAST(1 + floor(10 * sqrt(random())) AS SMALLINT) AS q3,
    CAST(1 + floor(10 * sqrt(random())) AS SMALLINT) AS q5,
    CASE WHEN random() < 0.7 THEN 'Y' ELSE 'N' END AS q4
  FROM (SELECT *, random() AS wait, random() AS asked FROM known_case)
  WHERE asked < CASE WHEN status = 'Closed' THEN 0.9 ELSE 0.64 END`;

/** The batch layer ended at `cut`: what closed later is open there. Its rows lie in the order of their sort key, as publishing writes them. */
const splitLayers = (cut: string): readonly string[] => [
  `INSERT INTO batch.fact_case
   SELECT ${caseColumns}, ${caseVersion}, ${lineage('create_timestamp')}
   FROM (
     SELECT * REPLACE (
       CASE WHEN last_modified_timestamp > ${cut} THEN create_timestamp ELSE last_modified_timestamp END AS last_modified_timestamp,
       CASE WHEN last_modified_timestamp > ${cut} THEN 'Open' ELSE status END AS status
     )
     FROM known_case
     WHERE create_timestamp <= ${cut}
   )
   ORDER BY create_timestamp`,
  `INSERT INTO speed.fact_case
   SELECT ${caseColumns}, ${caseVersion}, ${lineage('last_modified_timestamp')}
   FROM known_case
   WHERE last_modified_timestamp > ${cut}`,
  `INSERT INTO batch.fact_survey
   SELECT ${surveyColumns}, ${surveyVersion}, ${lineage('survey_timestamp')}
   FROM known_survey
   WHERE survey_timestamp <= ${cut}
   ORDER BY survey_timestamp`,
  `INSERT INTO speed.fact_survey
   SELECT ${surveyColumns}, ${surveyVersion}, ${lineage('survey_timestamp')}
   FROM known_survey
   WHERE survey_timestamp > ${cut} AND survey_timestamp < TIMESTAMP '${nowOfFacts}'`,
];

const fillDimensions = async (connection: DuckDBConnection, bench: Bench): Promise<void> => {
  const nowSeconds = Date.parse(`${nowOfFacts.replace(' ', 'T')}Z`) / 1000;
  const file = join(bench.folder, 'dimension.jsonl');
  for (const { dimension, rows } of generateDimensions({ size: 'company', seed: 1, nowSeconds })) {
    writeFileSync(file, [...rows].map((row) => JSON.stringify(row)).join('\n'));
    await connection.run(
      `INSERT INTO dim.${dimension.name} BY NAME SELECT * FROM read_json('${file}')`,
    );
  }
};

/**
 * Fills a migrated warehouse that nobody runs on: the company's dimensions, and cases and surveys of which the last part (and the
 * closings of that time) are in the speed layer alone.
 * @param file the warehouse's DuckDB file
 * @param speedShare that part, 0 to 1
 */
export const fillWarehouse = async (
  bench: Bench,
  file: string,
  cases: number,
  speedShare: number,
): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`ATTACH '${file}' AS casepulse (STORAGE_VERSION 'v1.5.0')`);
  await connection.run('USE casepulse');
  await connection.run("SET TimeZone='UTC'");
  await fillDimensions(connection, bench);
  for (const sql of makeCases(cases)) await connection.run(sql);
  await connection.run(makeSurveys);
  const days = (cases / casesADay) * speedShare;
  const cut = `(TIMESTAMP '${nowOfFacts}' - to_seconds(CAST(${days} * 86400 AS BIGINT)))`;
  for (const sql of splitLayers(cut)) await connection.run(sql);
  await connection.run('CHECKPOINT casepulse');
  connection.closeSync();
  instance.closeSync();
};
