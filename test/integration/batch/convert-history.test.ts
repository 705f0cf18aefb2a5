import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ObjectStore } from '../../../adapters/object-store.ts';
import { batchContext } from '../../../batch/context.ts';
import { convertHistory } from '../../../batch/history/convert.ts';
import { historyFiles } from '../../../batch/history/files.ts';
import { ConfigurationError, ContractError } from '../../../domain/errors.ts';
import type { LocalServer } from '../../../local/server.ts';
import { queryWithDuckDb } from '../../unit/parquet/parquet-readers.ts';
import { caseLine, closedLine, surveyLine } from './event-lines.ts';
import { batchConfig, startBuckets } from './local-objects.ts';

let objects: LocalServer;
let folder: string;
let archive: ObjectStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casepulse-history-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  objects = await startBuckets();
  archive = new ObjectStore('casepulse-archive');
});
afterEach(() => objects.close());

let histories = 0;

/** A new history folder with these files. */
const history = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
  const root = join(folder, String(histories++));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(root, name, '..'), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return root;
};

const convert = (place: string, startedAt = '2026-03-10 12:00:00') =>
  convertHistory(
    batchContext(batchConfig(null), { history: place }, () => undefined),
    { runId: 'test', startedAt },
  );

/** Everything in the archive: bytes by key. */
const archived = async (prefix = ''): Promise<Record<string, string>> => {
  const all: Record<string, string> = {};
  for await (const { key } of archive.list(prefix)) {
    all[key] = Buffer.from((await archive.get(key)) ?? []).toString('base64');
  }
  return all;
};

const archivedRows = async (kind: string, columns: string) => {
  const rows = [];
  for (const body of Object.values(await archived(`archive/${kind}/`))) {
    rows.push(
      ...(await queryWithDuckDb(Buffer.from(body, 'base64'), `SELECT ${columns} FROM {{file}}`)),
    );
  }
  return rows;
};

describe('convertHistory', () => {
  it('archives the events of plain and gzipped files by what they are, with file, line and arrival', async () => {
    const place = await history({
      'cases/day1.json': `${caseLine(1)}\n\n${closedLine(1)}\r\n`,
      'surveys/day1.json.gz': gzipSync(`[${surveyLine(1)},${caseLine(2)}]`),
    });
    expect(await convert(place)).toMatchObject({
      files: 2,
      lines: 3,
      cases: 3,
      surveys: 1,
      quarantine: 0,
    });
    const rows = await archivedRows(
      'cases',
      'case_no, status, source, shard_id, sequence_number, element, arrived_at::VARCHAR AS arrived',
    );
    const arrived = '2026-03-10 12:00:00';
    const from = { source: 'history', arrived };
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(
      expect.arrayContaining([
        {
          ...from,
          case_no: '1',
          status: 'Open',
          shard_id: 'cases/day1.json',
          sequence_number: '000000000001',
          element: 0,
        },
        {
          ...from,
          case_no: '1',
          status: 'Closed',
          shard_id: 'cases/day1.json',
          sequence_number: '000000000003',
          element: 0,
        },
        {
          ...from,
          case_no: '2',
          status: 'Open',
          shard_id: 'surveys/day1.json.gz',
          sequence_number: '000000000001',
          element: 1,
        },
      ]),
    );
  });

  it('quarantines a bad line with its file, its line and its original bytes', async () => {
    const broken = '{"case_no": "7", "status"';
    const place = await history({ 'cases/day1.json': `${caseLine(1)}\n${broken}\n${caseLine(2)}` });
    expect(await convert(place)).toMatchObject({ cases: 2, quarantine: 1 });
    const [row] = await archivedRows(
      'quarantine',
      'shard_id, sequence_number, raw_key, raw_offset, raw_bytes, reason_code',
    );
    expect(row).toMatchObject({
      shard_id: 'cases/day1.json',
      sequence_number: '000000000002',
      reason_code: 'not_json',
    });
    const original = await archive.get(String(row?.['raw_key']), {
      offset: Number(row?.['raw_offset']),
      bytes: Number(row?.['raw_bytes']),
    });
    expect(Buffer.from(original ?? []).toString()).toBe(broken);
  });

  it('changes nothing when the same history is converted again, later and from S3', async () => {
    const content = `${caseLine(1)}\nbroken\n${surveyLine(1)}\n`;
    await convert(await history({ 'cases/day1.json': content }));
    const before = await archived();
    await new ObjectStore('histories').put('ten/days/cases/day1.json', content);
    const counts = await convert('s3://histories/ten/days', '2026-03-11 00:00:00');
    expect(counts).toMatchObject({
      lines: 3,
      skipped_lines: 3,
      cases: 0,
      surveys: 0,
      quarantine: 0,
    });
    expect(await archived()).toEqual(before);
  });

  it('completes what a killed conversion began, without a second copy of any event', async () => {
    const place = await history({
      'cases/day1.json': `${caseLine(1)}\nbroken\n${surveyLine(1)}\n`,
    });
    await convert(place);
    const whole = Object.keys(await archived());
    const { S3Client, DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    const client = new S3Client({});
    // Killed after the cases were archived: no surveys, no quarantine, no receipt.
    for (const Key of whole.filter((key) => !key.startsWith('archive/cases/'))) {
      await client.send(new DeleteObjectCommand({ Bucket: 'casepulse-archive', Key }));
    }
    expect(await convert(place, '2026-03-11 12:00:00')).toMatchObject({
      cases: 1,
      surveys: 1,
      quarantine: 1,
    });
    const again = Object.keys(await archived());
    expect(again.filter((key) => key.startsWith('archive/cases/'))).toEqual(
      whole.filter((key) => key.startsWith('archive/cases/')),
    );
    expect(again).toHaveLength(whole.length);
    client.destroy();
  });

  it('gives long files as several objects that hold each line once, whichever thread converts them', async () => {
    const wide = 'x'.repeat(1024 * 1024);
    const lines = (first: number) =>
      Array.from({ length: 17 }, (_, index) => caseLine(first + index, { note: wide })).join('\n');
    const place = await history({ 'cases/day1.json': lines(0), 'cases/day2.json': lines(17) });
    expect(await convert(place)).toMatchObject({ files: 2, lines: 34, cases: 34 });
    expect(Object.keys(await archived('archive/cases/'))).toHaveLength(4);
    const rows = await archivedRows('cases', 'case_no, shard_id, sequence_number');
    expect(new Set(rows.map((row) => `${row['shard_id']}:${row['sequence_number']}`)).size).toBe(
      34,
    );
    expect(new Set(rows.map((row) => row['case_no'])).size).toBe(34);
  });

  it('names what is wrong where a thread of several finds it', async () => {
    const line = 'x'.repeat(9 * 1024 * 1024);
    const place = await history({ 'a.json': `${line}\n`, 'b.json': `${line}${line}` });
    const converting = convert(place);
    await expect(converting).rejects.toThrow(ContractError);
    await expect(converting).rejects.toThrow(/b.json must have lines of 16777216 bytes at most/);
  });

  it('refuses a half-written gzip before anything is archived', async () => {
    const whole = gzipSync(Array.from({ length: 500 }, (_, index) => caseLine(index)).join('\n'));
    const place = await history({
      'cases/day1.json': caseLine(1),
      'cases/day2.json.gz': whole.subarray(0, whole.length / 2),
    });
    const converting = convert(place);
    await expect(converting).rejects.toThrow(ContractError);
    await expect(converting).rejects.toThrow(/cases\/day2.json.gz must be a whole gzip file/);
    expect(await archived()).toEqual({});
  });
});

describe('historyFiles', () => {
  it.each([
    ['a folder that is not there', '/nowhere/at/all', /must be readable, got ENOENT/],
    ['a bucket that is not there', 's3://no-such-bucket/history', /must be readable/],
    ['a prefix without files', 's3://histories/empty', /must hold files named .json/],
  ])('says in one sentence what is wrong with %s', async (_, place, message) => {
    const listing = historyFiles(place);
    await expect(listing).rejects.toThrow(ConfigurationError);
    await expect(listing).rejects.toThrow(message);
  });

  it.each([
    ['is empty', async (path: string) => writeFile(path, ''), 'hold events, got an empty file'],
    ['is a folder', (path: string) => mkdir(path), 'be a file, got a folder'],
    [
      'is a link to nothing',
      (path: string) => symlink('/nowhere', path),
      'be readable, got ENOENT',
    ],
  ])('refuses a folder where one file %s, and names it', async (_, make, message) => {
    const place = await history({ 'cases/day1.json': caseLine(1) });
    await make(join(place, 'cases/day2.json'));
    const listing = historyFiles(place);
    await expect(listing).rejects.toThrow(ConfigurationError);
    await expect(listing).rejects.toThrow(`The history file cases/day2.json must ${message}`);
  });

  it.skipIf(process.getuid?.() === 0)(
    'refuses a folder where one file may not be read',
    async () => {
      const place = await history({ 'day1.json': caseLine(1) });
      await chmod(join(place, 'day1.json'), 0);
      await expect(historyFiles(place)).rejects.toThrow(
        'The history file day1.json must be readable, got EACCES',
      );
    },
  );

  it('follows links to files', async () => {
    const place = await history({ 'day1.json': caseLine(1) });
    await symlink('day1.json', join(place, 'day2.json'));
    const names = (await historyFiles(place)).map(({ name, bytes }) => [name, bytes > 0]);
    expect(names).toEqual([
      ['day1.json', true],
      ['day2.json', true],
    ]);
  });

  it('refuses a folder without events', async () => {
    await expect(historyFiles(await history({ 'notes.txt': 'nothing' }))).rejects.toThrow(
      /must hold files named .json/,
    );
  });
});
