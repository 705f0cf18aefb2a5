import { textOf } from '../engine/results/values.ts';
import { validationError } from '../server/api-error.ts';
import type { Action } from './action.ts';
import { columnMetadata, findResult, pageStart, pageToken } from './get-statement-result.ts';

/** Characters of CSV on one page. */
const PAGE_CHARACTERS = 1024 * 1024;

/** The result as CSV: https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResultV2.html */
export const getStatementResultV2: Action = async (warehouse, input, caller) => {
  const id = input.string('Id');
  const { result, format } = await findResult(warehouse, input, caller);
  if (format !== 'CSV')
    throw validationError('The result is in JSON format: fetch it with GetStatementResult');
  const from = pageStart(input.optionalString('NextToken'), id);
  const lines = from === 0 ? [result.columns.map((column) => csvField(column.name)).join(',')] : [];
  let characters = 0;
  let row = from;
  for (const values of result.rows(from)) {
    if (characters >= PAGE_CHARACTERS) break;
    row += 1;
    const line = values.map((value) => (value === null ? '' : csvField(textOf(value)))).join(',');
    characters += line.length;
    lines.push(line);
  }
  return {
    Records: [{ CSVRecords: `${lines.join('\r\n')}\r\n` }],
    ColumnMetadata: result.columns.map(columnMetadata),
    TotalNumRows: result.rowCount,
    ResultFormat: 'CSV',
    ...(row < result.rowCount ? { NextToken: pageToken(row, id) } : {}),
  };
};

function csvField(text: string): string {
  return /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}
