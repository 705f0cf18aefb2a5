import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputVariables } from '../../../bin/deployed/stack-outputs.ts';
import { startObjects } from '../../../local/objects.ts';
import { startRedshift } from '../../../local/redshift/index.ts';
import { startStreams, streams } from '../simulator/local-streams.ts';
import { startCloudFormation } from './cloudformation.ts';
import { startStepFunctions } from './step-functions.ts';

const program = resolve(import.meta.dirname, '../../../bin/casepulse.ts');

/** What the stack's outputs say; those that no test uses hold their own name. */
const outputs = {
  ...Object.fromEntries(Object.keys(outputVariables).map((key) => [key, key])),
  CaseStream: streams.cases,
  SurveyStream: streams.surveys,
  WarehouseWorkgroup: 'deployed',
  WarehouseDatabase: 'casepulse',
  BusinessTimezone: 'Asia/Kolkata',
  BatchStateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:batch',
};

/** The queues of the stack, with one dead letter. */
const makeQueues = async (endpoint: string): Promise<Record<string, string>> => {
  const client = new SQSClient({ endpoint });
  for (const QueueName of ['wake-ups.fifo', 'dead-letters.fifo']) {
    await client.send(new CreateQueueCommand({ QueueName, Attributes: { FifoQueue: 'true' } }));
  }
  const url = (name: string) => `${endpoint}/000000000000/${name}.fifo`;
  await client.send(
    new SendMessageCommand({
      QueueUrl: url('dead-letters'),
      MessageBody: '{}',
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
  let kinesis: Awaited<ReturnType<typeof startStreams>>;
  let stepFunctions: Awaited<ReturnType<typeof startStepFunctions>>;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'casepulse-deployed-'));
    kinesis = await startStreams();
    const redshift = await startRedshift({
      dataDir: join(home, 'warehouse'),
      database: 'casepulse',
      s3: {},
    });
    stepFunctions = await startStepFunctions();
    const objects = await startObjects();
    const queues = await makeQueues(objects.url);
    const { CaseStream: _, ...lacking } = outputs;
    const cloudFormation = await startCloudFormation({
      'casepulse-test': { ...outputs, ...queues },
      lacking,
    });
    closing.push(
      () => cloudFormation.close(),
      () => stepFunctions.close(),
      () => objects.close(),
      () => redshift.close(),
      () => kinesis.close(),
      () => rm(home, { recursive: true, force: true }),
    );
    url = {
      CLOUDFORMATION: cloudFormation.url,
      REDSHIFT_DATA: redshift.url,
      SFN: stepFunctions.url,
      SQS: objects.url,
    };
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  const casepulse = (args: readonly string[], input = '') => {
    const endpoints = Object.entries(url).map(([name, value]) => [
      `AWS_ENDPOINT_URL_${name}`,
      value,
    ]);
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, ...Object.fromEntries(endpoints), CASEPULSE_HOME: home },
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
});
