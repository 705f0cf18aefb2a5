import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputVariables } from '../../../bin/deployed/stack-outputs.ts';
import { startRedshift } from '../../../local/redshift/index.ts';
import { startStreams, streams } from '../simulator/local-streams.ts';
import { startCloudFormation } from './cloudformation.ts';

const program = resolve(import.meta.dirname, '../../../bin/casepulse.ts');

/** What the stack's outputs say; those that no test uses hold their own name. */
const outputs = {
  ...Object.fromEntries(Object.keys(outputVariables).map((key) => [key, key])),
  CaseStream: streams.cases,
  SurveyStream: streams.surveys,
  WarehouseWorkgroup: 'deployed',
  WarehouseDatabase: 'casepulse',
  BusinessTimezone: 'Asia/Kolkata',
};

describe('a command with --stack', () => {
  let home: string;
  let url: Readonly<Record<string, string>>;
  let kinesis: Awaited<ReturnType<typeof startStreams>>;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'casepulse-deployed-'));
    kinesis = await startStreams();
    const redshift = await startRedshift({
      dataDir: join(home, 'warehouse'),
      database: 'casepulse',
      s3: {},
    });
    const { CaseStream: _, ...lacking } = outputs;
    const cloudFormation = await startCloudFormation({ 'casepulse-test': outputs, lacking });
    closing.push(
      () => cloudFormation.close(),
      () => redshift.close(),
      () => kinesis.close(),
      () => rm(home, { recursive: true, force: true }),
    );
    url = { CLOUDFORMATION: cloudFormation.url, REDSHIFT_DATA: redshift.url };
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
