import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CasePulseStack } from '../../lib/casepulse-stack.ts';
import { parseConfiguration } from '../../lib/configuration.ts';

const run = promisify(execFile);

/** What a function is given; nothing is called with it here. */
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  ARCHIVE_BUCKET: 'archive',
  STAGING_BUCKET: 'staging',
  LOAD_QUEUE_URL: 'http://127.0.0.1:9/queue.fifo',
  LOAD_INTERVAL_SECONDS: '60',
  WAREHOUSE_WORKGROUP: 'casepulse',
  WAREHOUSE_DATABASE: 'casepulse',
  COPY_ROLE_ARN: 'arn:aws:iam::123456789012:role/copy',
  MYSQL_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:mysql-AbCdEf',
  BUSINESS_TIMEZONE: 'UTC',
};

/** Imports a bundle as Lambda does and calls it, so that it comes to its first SQL file or its Parquet. */
const callBundle = async (file: string, event: unknown): Promise<string> => {
  const code = `
    const { handler } = await import(process.argv[1]);
    try { console.log('answered', JSON.stringify(await handler(JSON.parse(process.argv[2])))); }
    catch (error) { console.log('threw', error.name, error.message); }
  `;
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '--eval', code, file, JSON.stringify(event)],
    // Away from the clone: nothing of its node_modules may be found.
    { cwd: tmpdir(), env: { ...environment, ...unreachable, PATH: process.env['PATH'] } },
  );
  return stdout;
};

/** Nothing listens on port 9, so the first call of AWS fails, after everything before it has worked. */
const unreachable = Object.fromEntries(
  ['S3', 'SQS', 'REDSHIFT_DATA', 'SECRETS_MANAGER'].map((service) => [
    `AWS_ENDPOINT_URL_${service}`,
    'http://127.0.0.1:9',
  ]),
);

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

describe('the bundles', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'casepulse-bundles-'));
  const bundles = new Map<string, string>();

  beforeAll(() => {
    const app = new App({ outdir, analyticsReporting: false });
    const configuration = parseConfiguration({});
    const stack = new CasePulseStack(app, 'casepulse-test', { configuration });
    app.synth();
    for (const asset of readdirSync(outdir).filter((name) => name.startsWith('asset.'))) {
      const folder = join(outdir, asset);
      if (!readdirSync(folder).includes('index.mjs')) continue;
      bundles.set(asset, join(folder, 'index.mjs'));
    }
    expect(Stack.of(stack)).toBe(stack);
  }, 300_000);
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  it('hold the code, the SQL and the Parquet encoder', () => {
    expect(bundles.size).toBe(5);
    for (const file of bundles.values()) {
      const folder = join(file, '..');
      expect(readdirSync(folder).sort()).toEqual(['index.mjs', 'node_modules', 'sql']);
      expect(readdirSync(join(folder, 'sql'))).toContain('migrations');
    }
  });

  it('encode Parquet and read their SQL outside of the clone', { timeout: 300_000 }, async () => {
    const answers: string[] = [];
    for (const file of bundles.values()) {
      answers.push(
        await callBundle(file, {
          Records: [record],
          step: 'plan',
          state: {},
        }),
      );
    }
    // Each came as far as the network, which is not there, and no further back.
    for (const answer of answers) expect(answer).toMatch(/ECONNREFUSED|answered/);
    expect(state).toBeDefined();
  });
});
