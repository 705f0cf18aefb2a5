import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../lib/foundation/function-bundling.ts';
import type { Benchmark } from '../runner/benchmark.ts';
import type { Row } from '../runner/compare.ts';
import { type Bundle, bundleFunction } from './bundle-function.ts';

/** What a handler's module asks for before it knows of any event. */
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  CASE_STREAM: 'cases',
  SURVEY_STREAM: 'surveys',
  ARCHIVE_BUCKET: 'archive',
  STAGING_BUCKET: 'staging',
  LOAD_QUEUE_URL: 'http://127.0.0.1:9/000000000000/queue.fifo',
  LOAD_INTERVAL_SECONDS: '60',
  WAREHOUSE_WORKGROUP: 'casepulse',
  WAREHOUSE_DATABASE: 'casepulse',
  COPY_ROLE_ARN: 'arn:aws:iam::000000000000:role/copy',
  MYSQL_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:mysql',
  BUSINESS_TIMEZONE: 'UTC',
};

/** Imports a bundle in a process that has done nothing else, and tells how long that took. */
const timedImport = `
  const cpu = process.cpuUsage();
  const started = performance.now();
  await import(process.argv[1]);
  const { user, system } = process.cpuUsage(cpu);
  console.log(JSON.stringify({ wallMs: performance.now() - started, cpuMs: (user + system) / 1000 }));
  process.exit(0);
`;

const importMs = async ({ file }: Bundle): Promise<{ wallMs: number; cpuMs: number }> => {
  const flags = ['--input-type=module', '--eval', timedImport, file];
  const env = { ...process.env, ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, flags, { env });
  return JSON.parse(stdout) as { wallMs: number; cpuMs: number };
};

const size = (title: string, subject: string, bytes: number, atMostMb: number): Row => {
  const mb = bytes / 1e6;
  return {
    title,
    subject,
    unit: 'MB',
    runs: 1,
    median: mb,
    min: mb,
    max: mb,
    target: { text: `under ${atMostMb} MB`, isMet: mb < atMostMb },
  };
};

const functionNames = (): string[] =>
  readdirSync(join(projectRoot, 'lambdas')).filter((name) =>
    existsSync(join(projectRoot, 'lambdas', name, 'handler.ts')),
  );

export const functions: Benchmark = {
  name: 'start-functions',
  about:
    "each function's bundle, packed by esbuild with the stack's settings: its size, with parquet-wasm beside it, and the import of its handler in a new Node process, everything that a Lambda does before its first event. Node's own start is not in it, and no zip: sizes are of the unpacked files.",
  run: async (bench) => {
    for (const name of functionNames()) {
      const bundle = await bundleFunction(name, join(bench.folder, name));
      const withWasm = bundle.codeBytes + bundle.wasmBytes;
      bench.record(
        size(name, 'code', bundle.codeBytes, 1),
        size(name, 'code and parquet-wasm', withWasm, 8),
      );
      let cpuMs = 0;
      await bench.compare({
        title: name,
        measure: 'value',
        unit: 'ms',
        runs: 7,
        cpuMs: () => cpuMs,
        target: { text: 'under 300 ms', of: 'figure', atMost: 300 },
        subjects: [
          {
            name: 'import until ready',
            run: async () => {
              const used = await importMs(bundle);
              cpuMs += used.cpuMs;
              return used.wallMs;
            },
          },
        ],
      });
    }
  },
};
