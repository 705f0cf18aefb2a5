import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ObjectStore } from '../../../adapters/object-store.ts';
import { batchContext } from '../../../batch/context.ts';
import { writeLeftovers } from '../../../batch/history/leftovers.ts';
import { readSummaries } from '../../../lambdas/batch-step/mapped-history.ts';
import { runStep } from '../../../lambdas/batch-step/run-step.ts';
import type { LocalServer } from '../../../local/server.ts';
import { caseLine, surveyLine } from './event-lines.ts';
import { batchConfig, startBuckets } from './local-objects.ts';

let objects: LocalServer;
beforeAll(async () => {
  objects = await startBuckets();
});
afterAll(() => objects.close());

const place = 's3://histories/ten-days/';
const run = { runId: 'mapped', startedAt: '2026-03-10 12:00:00' };
const whole = gzipSync([caseLine(3), surveyLine(3)].join('\n'));

/** One child of the state machine's map, as `Convert history` calls it. */
const child = (file: string, ofRun = run) =>
  runStep(
    { step: 'convert-history', file, state: { history: place, run: ofRun, done: [] } },
    (options) => batchContext(batchConfig(null), options, () => undefined),
  );

/** What the plan leaves for the children beside the list of files. */
const planned = (ofRun = run) =>
  writeLeftovers(
    batchContext(batchConfig(null), {}, () => undefined),
    ofRun,
  );

const put = (name: string, body: string | Uint8Array) =>
  new ObjectStore('histories').put(`ten-days/${name}`, body);

const archived = async () => {
  const store = new ObjectStore('casepulse-archive');
  return (await Array.fromAsync(store.list(''))).map(
    ({ key, modifiedAt }) => `${key} ${modifiedAt.toISOString()}`,
  );
};

const converted = async () => (await readSummaries({ staging }, run))?.counts;
const staging = new ObjectStore('casepulse-staging');

it('a file that fails is retried alone, and a map that runs again converts only what is missing', async () => {
  await put('cases/day1.json', caseLine(1));
  await put('cases/day2.json', `${caseLine(2)}\nbroken`);
  await put('cases/day3.json.gz', whole.subarray(0, 40));

  await planned();
  expect(await child('cases/day1.json')).toBeNull();
  await expect(child('cases/day3.json.gz')).rejects.toThrow(
    /cases\/day3.json.gz must be a whole gzip file/,
  );
  await child('cases/day2.json');
  const before = await archived();
  expect(await converted()).toMatchObject({ files: 2, cases: 2, surveys: 0, quarantine: 1 });

  await put('cases/day3.json.gz', whole);
  await child('cases/day3.json.gz');
  const after = await archived();
  // What the others archived is as it was, and each object was written once.
  expect(after).toEqual(expect.arrayContaining(before));
  expect(after).toHaveLength(before.length + 3);
  expect(await converted()).toMatchObject({ files: 3, lines: 5, skipped_lines: 0, cases: 3 });

  for (const file of ['cases/day1.json', 'cases/day2.json', 'cases/day3.json.gz'])
    await child(file);
  expect(await archived()).toEqual(after);
  expect(await converted()).toMatchObject({ files: 3, lines: 5, skipped_lines: 5, cases: 0 });
});

it('a child completes what a killed child of an earlier run began, without a second copy of any event', async () => {
  const store = new ObjectStore('casepulse-archive');
  const receipts = (await archived()).filter((key) => key.startsWith('receipts/'));
  const objects = async () => (await archived()).filter((key) => !key.startsWith('receipts/'));
  const before = await objects();
  // Killed before it wrote the receipt of its only chunk.
  for (const receipt of receipts.filter((key) => key.includes('cases-day2.json-'))) {
    await store.delete(receipt.split(' ')[0] ?? '');
  }
  const later = { runId: 'later', startedAt: '2026-03-11 12:00:00' };
  await expect(child('cases/day2.json', later)).rejects.toThrow(
    /Run later must have been planned before a file of its history is converted/,
  );
  await planned(later);
  for (const file of ['cases/day1.json', 'cases/day2.json']) await child(file, later);
  expect(await objects()).toEqual(before);
  expect(await readSummaries({ staging }, later)).toMatchObject({
    counts: { lines: 3, skipped_lines: 1, cases: 1, quarantine: 1 },
  });
});

it('a child says so where its file is gone since the plan', async () => {
  await expect(child('cases/day9.json')).rejects.toThrow(
    'The history file cases/day9.json must be there still, got nothing of that name',
  );
});
