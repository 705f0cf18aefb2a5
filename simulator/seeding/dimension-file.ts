import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { type Options, parse } from 'csv-parse';
import type { Dimension } from '../../domain/dimensions.ts';
import { ContractError } from '../../domain/errors.ts';
import type { Value } from '../../domain/table.ts';
import { fieldValue, WrongField } from './field.ts';

/** A line longer than this is no line of these tables. */
const maxLineBytes = 1_000_000;

const format: Options = {
  delimiter: '\t',
  // Quotes are characters like any other.
  quote: null,
  escape: null,
  record_delimiter: ['\r\n', '\n'],
  bom: true,
  skip_empty_lines: true,
  // Counted here, where line and value can be named.
  relax_column_count: true,
  max_record_size: maxLineBytes,
  info: true,
};

type Line = { readonly record: string[]; readonly info: { readonly lines: number } };

const shown = (value: string): string => JSON.stringify(value.slice(0, 100));

/** Where in a file something is wrong. */
class Position {
  readonly #file: string;
  readonly #line: number;

  constructor(file: string, line: number) {
    this.#file = file;
    this.#line = line;
  }

  refusal(column: number, rule: string, value: string, cause?: unknown): ContractError {
    return new ContractError(
      `${this.#file} line ${this.#line}, column ${column}: ${rule}, got ${value}; no table was changed, mend the file and seed again`,
      { cause },
    );
  }
}

const checkHeader = (header: readonly string[], names: readonly string[], at: Position): void => {
  for (let i = 0; i < Math.max(header.length, names.length); i += 1) {
    const [found, expected] = [header[i], names[i]];
    if (found === expected) continue;
    const rule =
      expected === undefined
        ? `the header must end after ${names.length} columns`
        : `the header must be ${expected}`;
    throw at.refusal(i + 1, rule, found === undefined ? 'nothing' : shown(found));
  }
};

const rowValues = (fields: readonly string[], dimension: Dimension, at: Position): Value[] => {
  const { columns, key, sourceColumns } = dimension;
  const extra = fields[columns.length];
  if (extra !== undefined) {
    const rule = `there must be ${columns.length} columns, and there are ${fields.length}`;
    throw at.refusal(columns.length + 1, rule, shown(extra));
  }
  return columns.map((column, i) => {
    const field = fields[i];
    const subject = sourceColumns[i] ?? column.name;
    if (field === undefined) {
      const rule = `${subject} must be there, and there are ${fields.length} of ${columns.length} columns`;
      throw at.refusal(i + 1, rule, 'nothing');
    }
    if (field === '' && key.includes(column.name)) {
      throw at.refusal(i + 1, `${subject} is the key and must have a value`, shown(field));
    }
    try {
      return fieldValue(field, column);
    } catch (error) {
      if (!(error instanceof WrongField)) throw error;
      throw at.refusal(i + 1, `${subject} ${error.message}`, shown(field), error);
    }
  });
};

/**
 * The rows of a tab-separated file with one header line, each checked. Fields are taken as they
 * are, without trimming, quotes or escapes; an empty one is null; empty lines count for nothing.
 * @throws ContractError for the first thing that is wrong, with file, line, column and value.
 */
export async function* readDimensionFile(
  path: string,
  dimension: Dimension,
): AsyncGenerator<Value[]> {
  const file = basename(path);
  const lines = pipeline(createReadStream(path), parse(format), () => undefined);
  let headerSeen = false;
  try {
    for await (const { record, info } of lines as AsyncIterable<Line>) {
      const at = new Position(file, info.lines);
      if (headerSeen) {
        yield rowValues(record, dimension, at);
      } else {
        checkHeader(record, dimension.sourceColumns, at);
        headerSeen = true;
      }
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'CSV_MAX_RECORD_SIZE') throw error;
    throw new ContractError(
      `${file}: a line must have at most ${maxLineBytes} bytes, and one has more; no table was changed, mend the file and seed again`,
      { cause: error },
    );
  }
  if (!headerSeen) {
    throw new Position(file, 1).refusal(
      1,
      `the header must be ${dimension.sourceColumns[0]}`,
      'an empty file',
    );
  }
}
