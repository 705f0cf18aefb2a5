import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  callCenter,
  type Dimension,
  employee,
  surveyQuestion,
} from '../../../domain/dimensions.ts';
import { ContractError } from '../../../domain/errors.ts';
import type { Value } from '../../../domain/table.ts';
import { readDimensionFile } from '../../../simulator/seeding/dimension-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dimension-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (dimension: Dimension, content: string | Buffer): Promise<Value[][]> => {
  const path = join(folder, `${dimension.source}.txt`);
  await writeFile(path, content);
  const rows: Value[][] = [];
  for await (const row of readDimensionFile(path, dimension)) rows.push(row);
  return rows;
};

const refusal = async (dimension: Dimension, content: string | Buffer): Promise<string> => {
  const error = await read(dimension, content).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ContractError);
  return (error as ContractError).message;
};

const employees = 'emp_key\tfirst_name\tlast_name\temail\tgender\tldap\thire_date\tmanager\n';
const ada = '7\tAda\tKing\tada@example.com\tF\taking\t2015-02-28\t1\n';
const centers = 'call_center_id\tcall_center_vendor\tlocation\tcountry\n';

describe('a dimension file', () => {
  it('gives typed values, null for what is empty', async () => {
    expect(await read(employee, `${employees}${ada}8\t\t\t\t\t\t\t\n`)).toEqual([
      [7, 'Ada', 'King', 'ada@example.com', 'F', 'aking', '2015-02-28', '1'],
      [8, null, null, null, null, null, null, null],
    ]);
  });

  it('takes quotes, backslashes and spaces as they are', async () => {
    expect(await read(callCenter, `${centers}C-1\t"Vox" Ltd\t O'Fallon \\N\t"us\n`)).toEqual([
      ['C-1', '"Vox" Ltd', " O'Fallon \\N", '"us'],
    ]);
  });

  it('takes a byte order mark, Windows line ends, empty lines and a missing last line end', async () => {
    const content = `\uFEFF${centers}C-1\tVox\tPune\tin\n\nC-2\tVox\tAustin\tus`.replaceAll(
      '\n',
      '\r\n',
    );
    expect(await read(callCenter, content)).toEqual([
      ['C-1', 'Vox', 'Pune', 'in'],
      ['C-2', 'Vox', 'Austin', 'us'],
    ]);
  });

  it('knows range by the name that the source gives it', async () => {
    const header =
      'question_id\tquestion_desc\tresponse_type\trange\tnegative_response_range\tneutral_response_range\tpositive_response_range\n';
    expect(
      await read(surveyQuestion, `${header}Q1\tHow?\tScale\t1-10\t1-4\t5-7\t8-10\n`),
    ).toHaveLength(1);
  });

  it.each([
    ['another name', centers.replace('vendor', 'vendors'), 'column 2', '"call_center_vendors"'],
    [
      'another order',
      'call_center_id\tlocation\tcall_center_vendor\tcountry\n',
      'column 2',
      '"location"',
    ],
    ['a missing column', 'call_center_id\tcall_center_vendor\tlocation\n', 'column 4', 'nothing'],
    ['a column too many', centers.replace('\n', '\tregion\n'), 'column 5', '"region"'],
    ['an empty file', '', 'column 1', 'an empty file'],
  ])('refuses a header with %s', async (_, content, column, value) => {
    const message = await refusal(callCenter, content);
    expect(message).toContain(`futurecart_call_center_details.txt line 1, ${column}: `);
    expect(message).toContain(`got ${value};`);
  });

  it.each([
    [
      'a word for an INT',
      ada.replace('7', 'seven'),
      'column 1: emp_key must be a whole number',
      '"seven"',
    ],
    ['a number beyond INT', ada.replace('7', '2147483648'), 'column 1: emp_key', '"2147483648"'],
    ['a number with a fraction', ada.replace('7', '7.0'), 'column 1: emp_key', '"7.0"'],
    [
      'a day that does not exist',
      ada.replace('02-28', '02-29'),
      'column 7: hire_date must be a date',
      '"2015-02-29"',
    ],
    [
      'a date in another form',
      ada.replace('2015-02-28', '28/02/2015'),
      'column 7: hire_date',
      '"28/02/2015"',
    ],
    [
      'a text that is too long',
      ada.replace('\tF\t', `\t${'x'.repeat(21)}\t`),
      'column 5: gender must have at most 20',
      'xxx',
    ],
    ['an empty key', ada.replace('7', ''), 'column 1: emp_key is the key', '""'],
    [
      'a column too many',
      ada.replace('\n', '\tmore\n'),
      'column 9: there must be 8 columns, and there are 9',
      '"more"',
    ],
    ['a column too few', ada.replace('\t1\n', '\n'), 'column 8: manager must be there', 'nothing'],
  ])('refuses %s, naming file, line, column and value', async (_, line, where, value) => {
    const message = await refusal(employee, `${employees}${ada}${line}`);
    expect(message).toContain(`futurecart_employee_details.txt line 3, ${where}`);
    expect(message).toContain(value);
  });

  it('counts characters, not bytes or UTF-16 units', async () => {
    const flags = '🇮🇳'.repeat(10);
    expect([...flags]).toHaveLength(20);
    expect(
      await read(employee, `${employees}${ada.replace('\tF\t', `\t${flags}\t`)}`),
    ).toHaveLength(1);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const content = Buffer.from(`${centers}C-1\tVox\tM\u00fcnchen\tde\n`, 'latin1');
    expect(await refusal(callCenter, content)).toContain(
      'line 2, column 3: location must be UTF-8',
    );
  });
});
