import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readViews, type SqlView } from '../adapters/sql-view.ts';
import { dimensions } from '../domain/dimensions.ts';
import { archiveTables, factTables } from '../domain/facts.ts';
import { redshiftType, type TableContract } from '../domain/table.ts';

/*
 * Writes docs/data-dictionary.md from what the warehouse is made from: the headers of sql/views and the
 * table contracts in domain/. Run it after a change of either: `node docs/make-data-dictionary.ts`.
 */

const file = new URL('data-dictionary.md', import.meta.url);

/** A text within a cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const viewSection = (view: SqlView): string =>
  [
    `### ${view.schema}.${view.name}`,
    view.description.replaceAll('\n', '\n\n'),
    [
      '| column | meaning |',
      '|---|---|',
      ...view.columns.map(({ name, description }) => `| ${name} | ${cell(description)} |`),
    ].join('\n'),
  ].join('\n\n');

const tableSection = (table: TableContract, title = `${table.schema}.${table.name}`): string =>
  [
    `### ${title}`,
    `${table.description} Key: ${table.key.join(', ')}.`,
    [
      '| column | type | null | meaning |',
      '|---|---|---|---|',
      ...table.columns.map(
        (column) =>
          `| ${column.name} | ${redshiftType(column)} | ${column.nullable ? 'yes' : 'no'} | ${cell(column.description)} |`,
      ),
    ].join('\n'),
  ].join('\n\n');

/** The whole dictionary as Markdown. */
export const dataDictionary = (): string =>
  `${[
    '# Data dictionary',
    '<!-- Made by docs/make-data-dictionary.ts; a test holds it to the sources. -->',
    'What the warehouse holds. The same texts are comments in the warehouse itself. Analysts read the schema `care` and nothing else.',
    '## Views for analysts',
    ...readViews('views', { business_timezone: 'UTC' }, true).map(viewSection),
    '## Dimensions',
    ...dimensions.map((table) => tableSection(table)),
    '## Facts',
    ...Object.values(factTables).map((table) =>
      tableSection(table, `speed.${table.name} and batch.${table.name}`),
    ),
    '## The archive and quarantine',
    'The Parquet files of the archive have these columns, and so have the tables that COPY fills.',
    ...Object.values(archiveTables).map((table) => tableSection(table)),
  ].join('\n\n')}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, dataDictionary());
