import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resourcesOfType } from './synthesised-stack.ts';

/** Stands where AWS would: takes objects, refuses all else at once, and keeps what it was sent. */
const startRefusingAws = async (): Promise<{ server: Server; url: string; bodies: string[] }> => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    bodies.push(Buffer.concat(chunks).toString('latin1'));
    const isObject = request.method === 'PUT';
    response.writeHead(isObject ? 200 : 400, { 'x-amzn-errortype': 'ValidationException' });
    response.end(isObject ? '' : '{"__type":"ValidationException","Message":"nothing here"}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}`, bodies };
};

const environment = (url: string) => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: url,
  ARCHIVE_BUCKET: 'archive',
  STAGING_BUCKET: 'staging',
  LOAD_QUEUE_URL: `${url}/000000000000/queue.fifo`,
  LOAD_INTERVAL_SECONDS: '60',
  WAREHOUSE_WORKGROUP: 'casepulse',
  WAREHOUSE_DATABASE: 'casepulse',
  COPY_ROLE_ARN: 'arn:aws:iam::123456789012:role/copy',
  CASE_STREAM: 'cases',
  SURVEY_STREAM: 'surveys',
  MYSQL_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:mysql-AbCdEf',
  BUSINESS_TIMEZONE: 'UTC',
});

const record = {
  eventID: 'shardId-000000000000:1',
  eventSourceARN: 'arn:aws:kinesis:us-east-1:123456789012:stream/cases',
  kinesis: {
    sequenceNumber: '1',
    approximateArrivalTimestamp: 1_773_144_000,
    data: Buffer.from('no JSON').toString('base64'),
  },
};
const state = { run: { runId: 'r', startedAt: '2026-03-10 12:00:00' } };

/** What each function is called with, by a part of its logical id. */
const events: Readonly<Record<string, object>> = {
  ConsumeEvents: { Records: [record] },
  LoadFacts: {},
  BatchStep: { step: 'plan', state: {} },
  ExtractDimensions: { step: 'extract-dimensions', state },
  MigrateWarehouse: {},
};

/** Loads a bundle as Lambda does, and calls it. */
const call = `
  const [file, event] = process.argv.slice(1);
  const { handler } = await import(file);
  const context = { awsRequestId: 'r', functionName: 'f', getRemainingTimeInMillis: () => 60_000 };
  await handler(JSON.parse(event), context).catch((error) => console.log(error.name));
`;

const root = resolve(import.meta.dirname, '../..');

/** Nothing of a user's: no home with credentials or settings, and a proxy that nobody listens at. */
const bareEnvironment = (home: string) => ({
  PATH: process.env['PATH'],
  HOME: home,
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  AWS_EC2_METADATA_DISABLED: 'true',
});

describe('npm run synth, and the functions that it bundles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casepulse-synth-'));
  const outdir = join(folder, 'cdk.out');
  let said: string;
  const folders = new Map<string, string>();
  let aws: Awaited<ReturnType<typeof startRefusingAws>>;

  beforeAll(async () => {
    aws = await startRefusingAws();
    const synth = ['run', '--silent', 'synth', '--', '--output', outdir];
    const options = { cwd: root, env: bareEnvironment(folder) };
    const { stdout, stderr } = await promisify(execFile)('npm', synth, options);
    said = `${stdout}${stderr}`;
    const text = readFileSync(join(outdir, 'casepulse-production.template.json'), 'utf8');
    const template = Template.fromJSON(JSON.parse(text));
    for (const [id, { Metadata }] of resourcesOfType(template, 'AWS::Lambda::Function')) {
      folders.set(id, join(outdir, String(Metadata?.['aws:asset:path'])));
    }
  }, 600_000);
  afterAll(() => {
    aws.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const folderOf = (name: string): string => {
    const [, folder] = [...folders].find(([id]) => id.includes(name)) ?? [];
    return folder ?? `no function ${name}`;
  };

  /** Calls a bundle away from the clone, where nothing of its node_modules can be found. */
  const calling = (name: string, event: unknown, variables: object) => {
    const file = join(folderOf(name), 'index.js');
    const options = { cwd: tmpdir(), env: { ...environment(aws.url), ...variables } };
    const flags = ['--input-type=module', '--eval', call, file, JSON.stringify(event)];
    return promisify(execFile)(process.execPath, flags, options);
  };

  /** What a bundle sends that is called. */
  const sentBy = async (name: string, variables: object): Promise<string[]> => {
    aws.bodies.length = 0;
    const { stderr } = await calling(name, events[name], variables);
    // Nothing but entries of the log: no stack, no warning of Node.
    const entries = stderr.split('\n').filter((line) => line !== '');
    for (const entry of entries) expect(JSON.parse(entry)).toHaveProperty('message');
    return [...aws.bodies];
  };

  type Called = { readonly bodies: readonly string[]; readonly traced: ReadonlySet<string> };
  const calledBefore = new Map<string, Called>();

  /** What a bundle sent to AWS, and told X-Ray's daemon, as Lambda calls it. Each is called once. */
  const called = async (name: string): Promise<Called> => {
    const before = calledBefore.get(name);
    if (before) return before;
    const daemon = createSocket('udp4');
    const segments: string[] = [];
    daemon.on('message', (message) => segments.push(String(message)));
    await new Promise<void>((bound) => daemon.bind(0, '127.0.0.1', bound));
    const bodies = await sentBy(name, {
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: name,
      LAMBDA_TASK_ROOT: folderOf(name),
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
      _X_AMZN_TRACE_ID:
        'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1',
    });
    daemon.close();
    const names = segments.map((segment) => JSON.parse(segment.split('\n')[1] ?? '').name);
    const made = { bodies, traced: new Set<string>(names) };
    calledBefore.set(name, made);
    return made;
  };

  it('needs no account, look-up or network, and warns of nothing', () => {
    const lines = said.split('\n').filter((line) => line !== '');
    expect(lines.filter((line) => !line.startsWith('Bundling asset '))).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('missing');
    expect(existsSync(join(root, 'cdk.context.json'))).toBe(false);
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    expect(report).toMatchObject({ pluginReports: [] });
  });

  it('hold every SQL file of the sources', () => {
    const sqlOf = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    const sources = sqlOf(new URL('../../sql', import.meta.url).pathname);
    for (const name of ['LoadFacts', 'BatchStep', 'MigrateWarehouse']) {
      expect(sqlOf(join(folderOf(name), 'sql')), name).toEqual(sources);
    }
  });

  it.each(['ConsumeEvents', 'LoadFacts', 'MigrateWarehouse', 'BatchStep'])(
    '%s has under a megabyte of code, WebAssembly apart',
    (name) => expect(statSync(join(folderOf(name), 'index.js')).size).toBeLessThan(1_000_000),
  );

  it('consume-events writes Parquet', async () => {
    const { bodies } = await called('ConsumeEvents');
    expect(bodies.filter((body) => /^PAR1.*PAR1$/s.test(body))).toHaveLength(1);
  });

  it.each([
    ['ConsumeEvents', ['S3', 'SQS']],
    ['LoadFacts', ['S3']],
    ['BatchStep', ['RedshiftData']],
    ['ExtractDimensions', ['SecretsManager']],
    ['MigrateWarehouse', ['RedshiftData']],
  ])('%s tells X-Ray of the invocation and of its calls', async (name, services) => {
    const { traced } = await called(name);
    expect(traced).toEqual(new Set(['## handler', ...services]));
  });

  it('load-facts comes as far as its first request', async () => {
    expect((await called('LoadFacts')).bodies).not.toEqual([]);
  });

  it('batch-step finds its SQL', async () => {
    const [body = ''] = (await called('BatchStep')).bodies;
    expect(JSON.parse(body).Sql).toContain('GETDATE()');
  });

  it('names its errors as the state machine knows them, however short a bundle makes names', async () => {
    const { stdout } = await calling('BatchStep', { step: 'none', state: {} }, {});
    expect(stdout.trim().split('\n').at(-1)).toBe('ContractError');
  });

  it('extract-dimensions asks for the secret', async () => {
    const [body = ''] = (await called('ExtractDimensions')).bodies;
    expect(JSON.parse(body).SecretId).toBe(environment('').MYSQL_SECRET_ARN);
  });

  it('migrate-warehouse finds its SQL', async () => {
    const [body = ''] = (await called('MigrateWarehouse')).bodies;
    const begin = readFileSync(new URL('../../sql/migrator/begin.sql', import.meta.url), 'utf8');
    expect(begin).toContain(JSON.parse(body).Sqls[0].split('\n').at(-1));
  });
});
