import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateStreamCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ShardReader } from '../../../adapters/shard-reader.ts';
import { readFix } from '../../../bin/quarantine/fix.ts';
import { findRecord } from '../../../bin/quarantine/records.ts';
import {
  prepareRedrive,
  type Redrive,
  sendPrepared,
} from '../../../bin/quarantine/redrive-records.ts';
import { consume } from '../../../lambdas/consume-events/consume.ts';
import { loadAll } from '../../../lambdas/load-facts/load.ts';
import { startKinesis } from '../../../local/kinesis.ts';
import { aggregate } from '../../unit/events/aggregates.ts';
import { caseEvent, surveyEvent } from '../../unit/events/records.ts';
import { type SpeedLayer, startSpeedLayer } from './speed-layer.ts';
import { kinesisEvent } from './storage.ts';

const streams = { cases: 'case-stream', surveys: 'survey-stream' };

let layer: SpeedLayer;
let kinesis: Awaited<ReturnType<typeof startKinesis>>;
let client: KinesisClient;
let folder: string;

beforeAll(async () => {
  layer = await startSpeedLayer();
  folder = await mkdtemp(join(tmpdir(), 'casepulse-redrive-'));
});
afterAll(async () => {
  await layer.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await layer.clear();
  await layer.warehouse.query('DELETE FROM ops.redrive');
  kinesis = await startKinesis();
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_ENDPOINT_URL_KINESIS', kinesis.url);
  client = new KinesisClient();
  for (const StreamName of Object.values(streams)) {
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  }
});
afterEach(async () => {
  vi.unstubAllEnvs();
  client.destroy();
  await kinesis.close();
});

const sweep = () => loadAll({} as Parameters<typeof loadAll>[0], layer.loader);

const redriveOf = (overrides: Partial<Redrive> = {}): Redrive => ({
  again: false,
  fix: (content) => content,
  streams,
  businessTimezone: 'UTC',
  ...overrides,
});

const prepare = (redrive: Redrive) => prepareRedrive(redrive, layer.warehouse, layer.archive, 1000);

const send = async (redrive: Redrive) =>
  sendPrepared(await prepare(redrive), redrive, layer.warehouse);

/** What the streams hold, as text and partition key. */
const streamed = async (stream: string) => {
  const reader = new ShardReader(client);
  const found: { text: string; partitionKey: string }[] = [];
  for (const shardId of await reader.shardIds(stream)) {
    for await (const page of reader.pages(stream, shardId, null)) {
      for (const { Data, PartitionKey = '' } of page) {
        found.push({ text: Buffer.from(Data ?? []).toString(), partitionKey: PartitionKey });
      }
    }
  }
  return found;
};

/** Consumes and loads what the streams hold, under sequence numbers from `first` on. */
const consumeStreams = async (first: number) => {
  for (const stream of Object.values(streams)) {
    const sent = (await streamed(stream)).map(({ text, partitionKey }) => ({
      data: text,
      partitionKey,
    }));
    await consume(kinesisEvent(sent, first, { stream }), layer.consumer);
  }
  await sweep();
};

const quarantine = () =>
  layer.warehouse.query(
    'SELECT reason_code, reason, redriven_at, record_id FROM care.quarantine ORDER BY arrived_at, sequence_number, sub_sequence_number, element',
  );

const noStatus = { ...caseEvent, status: null };

describe('a redrive of quarantined records', () => {
  it('sends what the fix gives, to the stream of its kind, and the facts get it', async () => {
    await layer.send([noStatus, 'garbage', { ...surveyEvent, Q1: 11 }]);
    await sweep();
    const file = join(folder, 'fix.mjs');
    await writeFile(
      file,
      `export default (event, { reasonCode, field }) => {
        if (reasonCode === 'missing_value' && field === 'status') return { ...event, status: 'Open' };
        if (reasonCode === 'impossible_answer') return { ...event, Q1: null };
        return null;
      };`,
    );
    const redrive = redriveOf({ fix: await readFix(file) });
    const prepared = await prepare(redrive);
    expect(
      prepared.map(({ report }) => [report.reasonCode, report.stream, report.verdict]),
    ).toEqual([
      ['missing_value', 'case-stream', 'cases'],
      ['not_json', null, 'left by the fix'],
      ['impossible_answer', 'survey-stream', 'surveys'],
    ]);
    // A dry run ends here: nothing is marked.
    expect((await quarantine()).every((row) => row['redriven_at'] === null)).toBe(true);

    expect(await sendPrepared(prepared, redrive, layer.warehouse)).toBe(2);
    await consumeStreams(1000);
    expect(await layer.warehouse.query('SELECT status FROM speed.fact_case')).toEqual([
      { status: 'Open' },
    ]);
    expect(await layer.warehouse.query('SELECT survey_id FROM speed.fact_survey')).toHaveLength(1);
    const rows = await quarantine();
    expect(rows.map((row) => row['redriven_at'] !== null)).toEqual([true, false, true]);
  });

  it('is not done twice by accident, neither one after the other nor side by side', async () => {
    await layer.send([noStatus, { ...noStatus, case_no: 2 }]);
    await sweep();
    const redrive = redriveOf();
    const prepared = await prepare(redrive);
    const counts = await Promise.all([
      sendPrepared(prepared, redrive, layer.warehouse),
      sendPrepared(prepared, redrive, layer.warehouse),
    ]);
    expect(counts.toSorted()).toEqual([0, 2]);
    expect(await send(redrive)).toBe(0);
    expect(await streamed(streams.cases)).toHaveLength(2);
    expect(await send(redriveOf({ again: true }))).toBe(2);
  });

  it('before the fix brings the record back to quarantine with both reasons', async () => {
    await layer.send([noStatus]);
    await sweep();
    await send(redriveOf({ fix: (event) => ({ ...(event as object), status: 'Pending' }) }));
    await consumeStreams(1000);
    const [, again] = await quarantine();
    expect(again).toMatchObject({ reason_code: 'unlisted_status', redriven_at: null });
    expect(again?.['reason']).toMatch(
      /^Redriven after missing_value: status must be Open or Closed/,
    );
    // It is a record of its own now, and can be redriven after the next fix.
    expect(await send(redriveOf({ reason: 'unlisted_status' }))).toBe(1);
  });

  it('takes the records of a reason, since a time, or one by its id', async () => {
    await layer.send([noStatus, 'garbage']);
    await sweep();
    const [{ record_id: id } = {}] = await quarantine();
    expect(await prepare(redriveOf({ reason: 'not_json' }))).toHaveLength(1);
    expect(await prepare(redriveOf({ since: '2026-03-10 12:00:00' }))).toHaveLength(2);
    expect(await prepare(redriveOf({ since: '2026-03-10 12:00:01' }))).toHaveLength(0);
    const one = await prepare(redriveOf({ id: String(id) }));
    expect(one.map(({ report }) => report.id)).toEqual([id]);
  });

  it('sends the refused part of a record only: a line, an element, a user record of an aggregate', async () => {
    const good = JSON.stringify(caseEvent);
    const bad = JSON.stringify(noStatus);
    await layer.send([
      gzipSync(`${good}\n{"cut\n${bad}`),
      `[${good},${bad},7]`,
      aggregate([good, bad, 'x']),
      Buffer.from([0xff, 0xfe]),
    ]);
    await sweep();
    await send(redriveOf());
    const texts = (await streamed(streams.cases)).map(({ text }) => text);
    expect(texts.toSorted()).toEqual(
      ['7', bad, bad, bad, 'x', '{"cut', Buffer.from([0xff, 0xfe]).toString()].toSorted(),
    );
  });

  it('shows a record by its id, parsed where it can be', async () => {
    await layer.send([noStatus, 'garbage', Buffer.from([0xff])]);
    await sweep();
    const contents = [];
    for (const { record_id: id } of await quarantine()) {
      contents.push((await findRecord(String(id), layer.warehouse, layer.archive)).content);
    }
    expect(contents).toMatchObject([noStatus, 'garbage', new Uint8Array([0xff])]);
    await expect(findRecord('none', layer.warehouse, layer.archive)).rejects.toThrow(
      /must have the id none, and none has/,
    );
  });

  it.each([
    ['does not load', 'throw new Error("broken")', /must be a module that loads/],
    [
      'exports no function',
      'export default 7',
      /must export a function as its default, got number/,
    ],
  ])('refuses a fix that %s', async (name, text, message) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.mjs`);
    await writeFile(file, text);
    await expect(readFix(file)).rejects.toThrow(message);
  });
});
