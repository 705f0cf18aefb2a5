import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputVariables } from '../../../bin/deployed/stack-outputs.ts';
import { kinds } from '../../../domain/facts.ts';
import type { InvocationRecord } from '../../../domain/invocation-record.ts';
import { consume } from '../../../lambdas/consume-events/consume.ts';
import { loadKind } from '../../../lambdas/load-facts/load-kind.ts';
import { engineerRights } from '../../fixtures/object-rights.ts';
import { caseEvent } from '../../unit/events/records.ts';
import { startStreams, streams } from '../simulator/local-streams.ts';
import { type SpeedLayer, startSpeedLayer } from '../speed/speed-layer.ts';
import { kinesisEvent, sequence } from '../speed/storage.ts';
import { startCloudFormation } from './cloudformation.ts';
import { startObjectRecorder } from './object-recorder.ts';
import { startStepFunctions } from './step-functions.ts';

const program = resolve(import.meta.dirname, '../../../bin/casepulse.ts');

/** Who calls by which key: an analyst, and an engineer; any other may do everything. */
const deployedCallers = {
  analyst: 'IAMR:casepulse-analyst',
  engineer: 'IAMR:engineers',
};

/** A case that can't be used. */
const refused = { ...caseEvent, case_no: '600002', status: 'Shut' };

/** What the stack's outputs say; those that no test uses hold their own name. */
const outputs = {
  ...Object.fromEntries(Object.keys(outputVariables).map((key) => [key, key])),
  CaseStream: streams.cases,
  SurveyStream: streams.surveys,
  WarehouseWorkgroup: 'deployed',
  WarehouseDatabase: 'casepulse',
  ArchiveBucket: 'archive',
  StagingBucket: 'staging',
  CopyRoleArn: 'arn:aws:iam::000000000000:role/casepulse-copy',
  BusinessTimezone: 'UTC',
  BatchStateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:batch',
};

/** The queues of the stack, with one dead letter. */
const makeQueues = async (endpoint: string): Promise<Record<string, string>> => {
  const client = new SQSClient({ endpoint });
  const fifo = { FifoQueue: 'true' };
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead-letters.fifo',
    maxReceiveCount: 5,
  });
  await client.send(new CreateQueueCommand({ QueueName: 'dead-letters.fifo', Attributes: fifo }));
  await client.send(
    new CreateQueueCommand({ QueueName: 'wake-ups.fifo', Attributes: { ...fifo, RedrivePolicy } }),
  );
  const url = (name: string) => `${endpoint}/000000000000/${name}.fifo`;
  await client.send(
    new SendMessageCommand({
      QueueUrl: url('dead-letters'),
      MessageBody: '{"version":1,"kind":"cases"}',
      MessageGroupId: 'cases',
      MessageDeduplicationId: '1',
    }),
  );
  client.destroy();
  return { LoadQueueUrl: url('wake-ups'), DeadLettersUrl: url('dead-letters') };
};

describe('a command with --stack', () => {
  let home: string;
  let url: Readonly<Record<string, string>>;
  let layer: SpeedLayer;
  let objects: Awaited<ReturnType<typeof startObjectRecorder>>;
  let kinesis: Awaited<ReturnType<typeof startStreams>>;
  let stepFunctions: Awaited<ReturnType<typeof startStepFunctions>>;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'casepulse-deployed-'));
    kinesis = await startStreams();
    layer = await startSpeedLayer(deployedCallers);
    stepFunctions = await startStepFunctions();
    objects = await startObjectRecorder(layer.url);
    const queues = await makeQueues(layer.url);
    const { CaseStream: _, ...lacking } = outputs;
    const cloudFormation = await startCloudFormation({
      'casepulse-test': { ...outputs, ...queues },
      lacking,
    });
    closing.push(
      () => cloudFormation.close(),
      () => stepFunctions.close(),
      () => objects.close(),
      () => layer.close(),
      () => kinesis.close(),
      () => rm(home, { recursive: true, force: true }),
    );
    url = {
      CLOUDFORMATION: cloudFormation.url,
      REDSHIFT_DATA: layer.warehouseUrl,
      SFN: stepFunctions.url,
      SQS: layer.url,
      S3: objects.url,
    };
    // As docs/deploy.md says.
    await layer.warehouse.query('CREATE USER "IAMR:engineers" PASSWORD DISABLE');
    await layer.warehouse.query('GRANT ROLE engineer TO "IAMR:engineers"');
    const at = new Date(Date.now() - 600_000).toISOString().slice(0, 19).replace('T', ' ');
    const times = { create_timestamp: at, last_modified_timestamp: at };
    const events = [
      { ...caseEvent, ...times },
      { ...refused, ...times },
    ];
    const arrived = events.map((data) => ({ data, arrivedMs: Date.now() }));
    await consume(kinesisEvent(arrived), layer.consumer);
    for (const kind of kinds) await loadKind(kind, 'recent', layer.loader);
    const givenUp: InvocationRecord = {
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 31 },
      timestamp: new Date().toISOString(),
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: sequence(10),
        endSequenceNumber: sequence(10),
        batchSize: 1,
        streamArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/case-stream',
      },
      payload: JSON.stringify(kinesisEvent(arrived.slice(0, 1), 10)),
    };
    await layer.archive.put('aws/lambda/mapping/shard/batch', JSON.stringify(givenUp));
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  /** Runs a command on the stack as a caller by IAM: an analyst, or one whom nobody has limited. */
  const casepulse = (args: readonly string[], input = '', caller = 'test') => {
    const endpoints = Object.entries(url).map(([name, value]) => [
      `AWS_ENDPOINT_URL_${name}`,
      value,
    ]);
    const child = spawn(process.execPath, [program, ...args], {
      env: {
        ...process.env,
        ...Object.fromEntries(endpoints),
        CASEPULSE_HOME: home,
        AWS_ACCESS_KEY_ID: caller,
      },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.stdin.end(input);
    return new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
      child.on('close', (code) => done({ code, stdout, stderr }));
    });
  };

  it("asks the stack's warehouse, with no copy running here", async () => {
    const { code, stdout } = await casepulse([
      'query',
      'SELECT current_database() AS name',
      '--format',
      'csv',
      '--stack',
      'casepulse-test',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'name\ncasepulse\n' });
  });

  it('shows the KPIs of the stack to an analyst', async () => {
    const words = ['kpis', '--json', '--stack', 'casepulse-test'];
    const { code, stdout, stderr } = await casepulse(words, '', 'analyst');
    expect(`${code} ${stderr}`).toBe('0 ');
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ period: 'last hour', cases_received: 1, cases_open: 1 }),
    );
  });

  it('refuses an analyst what is not theirs, by the rights in the warehouse', async () => {
    const words = ['query', 'SELECT * FROM ops.quarantine', '--stack', 'casepulse-test'];
    const { code, stderr } = await casepulse(words, '', 'analyst');
    expect(code).toBe(1);
    expect(stderr).toMatch(/permission denied/i);
  });

  it("sends to the stack's streams", async () => {
    const { code, stdout } = await casepulse(
      ['send', '-', '--stack', 'casepulse-test'],
      '{"case_no":"1"}\n',
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `sent 1 records: 1 to ${streams.cases}, 0 to ${streams.surveys}\n`,
    });
    const records = (await kinesis.read(streams.cases)).flat();
    expect(records.map(String)).toEqual(['{"case_no":"1"}']);
  });

  it('tells the state of the parts that can be asked without waking the warehouse', async () => {
    const { code, stdout } = await casepulse(['status', '--json', '--stack', 'casepulse-test']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { name: 'stack', state: 'UPDATE_COMPLETE' },
      { name: 'case stream', state: 'ACTIVE', detail: expect.stringContaining(streams.cases) },
      { name: 'survey stream', state: 'ACTIVE' },
      { name: 'wake-ups', detail: '0 waiting, 0 delayed' },
      { name: 'dead letters', state: 'LOOK AT THEM', detail: '1 waiting, 0 delayed' },
      { name: 'batch', state: 'SUCCEEDED', detail: expect.stringContaining('2026-03-10T03:00') },
    ]);
  });

  it('starts a batch run and follows it to its end', async () => {
    stepFunctions.end({ status: 'SUCCEEDED', output: '{"published":7}' });
    const { code, stdout, stderr } = await casepulse([
      'batch',
      '--full',
      '--history',
      's3://history/',
      '--stack',
      'casepulse-test',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"published":7}\n' });
    expect(stderr).toMatch(/^started arn:.*\nPlan\nPublish\n$/);
    expect(stepFunctions.inputs.at(-1)).toEqual({ history: 's3://history/', full: true });
  });

  it('says how a batch run failed, and where to look', async () => {
    stepFunctions.end({ status: 'FAILED', cause: 'ConsistencyError: a case twice' });
    const { code, stderr } = await casepulse(['batch', '--stack', 'casepulse-test']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /must succeed, and is FAILED \(ConsistencyError: a case twice\).*docs\/deploy\.md#batch-failed/,
    );
  });

  it('refuses history that no state machine can reach', async () => {
    const before = stepFunctions.inputs.length;
    const words = ['batch', '--history', './history', '--stack', 'casepulse-test'];
    const { code, stderr } = await casepulse(words);
    expect(code).toBe(1);
    expect(stderr).toMatch(/must lie in S3, got .\/history: upload it with `aws s3 sync/);
    expect(stepFunctions.inputs).toHaveLength(before);
  });

  it('simulates into the streams of the stack', async () => {
    const words = ['simulate', '--rate', '50', '--duration', '1s', '--json'];
    const before = (await kinesis.read(streams.cases)).flat().length;
    const { code, stderr } = await casepulse([...words, '--stack', 'casepulse-test']);
    expect(`${code} ${stderr}`).toMatch(/^0 /);
    expect((await kinesis.read(streams.cases)).flat().length).toBeGreaterThan(before);
  });

  it('names a stack that is not there', async () => {
    const { code, stderr } = await casepulse(['kpis', '--stack', 'casepulse-tset']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'casepulse: The stack must exist in this account and region, and there is no casepulse-tset: see `npx cdk list`, AWS_REGION and AWS_PROFILE\n',
    );
  });

  it('names an output that a stack lacks', async () => {
    const { code, stderr } = await casepulse(['send', '-', '--stack', 'lacking']);
    expect(code).toBe(1);
    expect(stderr).toContain('lacking must have the output CaseStream, and has none');
  });

  it('lists, shows, mends and sends again what the stack has in quarantine', async () => {
    const quarantine = (...words: readonly string[]) =>
      casepulse(['quarantine', ...words, '--stack', 'casepulse-test'], '', 'engineer');
    const [record] = JSON.parse((await quarantine('list', '--format', 'json')).stdout);
    expect(record).toMatchObject({ reason_code: 'unlisted_status' });
    const { stdout: original } = await quarantine('show', record.id, '--raw');
    const { case_no, status } = refused;
    expect(JSON.parse(original)).toMatchObject({ case_no, status });

    const fix = join(home, 'fix.mjs');
    await writeFile(fix, "export default (event) => ({ ...event, status: 'Closed' });");
    const redrive = ['redrive', '--id', record.id, '--fix', fix];
    expect((await quarantine(...redrive, '--dry-run')).stdout).toMatch(/cases/);
    expect(await quarantine(...redrive)).toMatchObject({
      code: 0,
      stdout: 'redrove 1 of 1 records\n',
    });
    const records = (await kinesis.read(streams.cases)).flat().map(String);
    expect(records.map((text) => JSON.parse(text).status)).toContain('Closed');
    expect((await quarantine(...redrive)).stdout).toMatch(/redrove nothing/);
  });

  it("lists what waits in the stack's dead letters", async () => {
    const words = ['quarantine', 'list', '--of', 'dead-letters', '--format', 'json'];
    const { stdout } = await casepulse([...words, '--stack', 'casepulse-test']);
    expect(JSON.parse(stdout)).toMatchObject([{ kind: 'cases' }]);
  });

  it.each([
    [['check'], 'overview-total'],
    [['replay', '--from', '2026-01-01'], 'replayed 1 objects of cases'],
    [['status', '--reconcile'], 'reconciliation'],
    [['quarantine', 'redrive', '--of', 'objects'], 'loaded 0'],
    [['quarantine', 'redrive', '--of', 'given-up'], 'stored 1 records of 1 batches'],
    [['quarantine', 'redrive', '--of', 'dead-letters'], '1'],
  ])('lets an engineer %j', async (words, says) => {
    const { code, stdout, stderr } = await casepulse(
      [...words, '--stack', 'casepulse-test'],
      '',
      'engineer',
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(says);
  });

  it("asks of S3 what the engineers' policy allows", () => {
    const rights = [...objects.rights];
    expect(rights.length).toBeGreaterThan(10);
    expect(
      rights.filter((right) => !(engineerRights as readonly string[]).includes(right)),
    ).toEqual([]);
  });
});
