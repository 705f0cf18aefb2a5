import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import type { Result, ResultColumn, ResultValue } from '../adapters/redshift-data.ts';

export const resultFormats = ['table', 'json', 'csv'] as const;
export type ResultFormat = (typeof resultFormats)[number];

const numberTypes = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric']);
const isNumeric = (column: ResultColumn | undefined): boolean =>
  numberTypes.has(column?.type ?? '');

/** NUMERIC comes as text; as a number where a number holds it exactly enough to print the same again. */
const numeric = (value: ResultValue): ResultValue =>
  typeof value === 'string' ? Number(value) : value;

const jsonRows = ({ columns, rows }: Result): string => {
  const objects = rows.map((row) =>
    Object.fromEntries(
      row.map((value, i) => [
        columns[i]?.name ?? '',
        isNumeric(columns[i]) ? numeric(value) : value,
      ]),
    ),
  );
  return JSON.stringify(objects, null, 2);
};

const csvRows = ({ columns, rows }: Result): string =>
  stringify(rows, {
    header: true,
    columns: columns.map(({ name }) => name),
    cast: { boolean: String },
  }).trimEnd();

/** Lines only where they help the eye: under the header. */
const plainBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  mid: '',
  'mid-mid': '',
  middle: '  ',
};

/** A text, cut off where it is longer. */
const clipped = (text: string, maxChars: number): string =>
  text.length > maxChars ? `${text.slice(0, maxChars - 1)}…` : text;

const tableRows = ({ columns, rows }: Result, maxCellChars: number): string => {
  const table = new Table({
    head: columns.map(({ name }) => name),
    colAligns: columns.map((column) => (isNumeric(column) ? 'right' : 'left')),
    chars: plainBorders,
    style: {
      head: process.stdout.isTTY ? ['bold'] : [],
      border: [],
      'padding-left': 0,
      'padding-right': 0,
    },
  });
  for (const row of rows) {
    table.push(
      row.map((value) => (value === null ? 'NULL' : clipped(String(value), maxCellChars))),
    );
  }
  return `${table.toString()}\n(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`;
};

/**
 * A result as text: aligned columns for people, an array of objects, or CSV with a header line.
 * @param maxCellChars longer texts are cut off in a table, and only there. @default none is
 */
export const formatResult = (
  result: Result,
  format: ResultFormat,
  maxCellChars = Number.POSITIVE_INFINITY,
): string => {
  if (format === 'json') return jsonRows(result);
  return format === 'csv' ? csvRows(result) : tableRows(result, maxCellChars);
};
