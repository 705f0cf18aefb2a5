import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { vi } from 'vitest';
import { LambdaFunction } from '../../../../local/event-sources/functions/lambda-function.ts';

const region = 'us-east-1';

type Closer = () => Promise<unknown> | unknown;

/** What a test starts, closed in the opposite order by `closeAll`. */
export const closers: Closer[] = [];
export const closeAll = async (): Promise<void> => {
  for (const close of closers.splice(0).reverse()) await close();
};

type Invocation<Event> = {
  texts: string[];
  event: Event;
  remainingMs: number;
  env: Record<string, string>;
  pid: number;
};

/** A folder, and a function in processes of its own that records there what it gets. */
export const startRecorder = async <Event>(
  options: { timeoutSeconds?: number; reservedConcurrency?: number } = {},
) => {
  const folder = await mkdtemp(join(tmpdir(), 'casepulse-sources-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'invocations');
  const functionOptions = {
    name: 'recording',
    modulePath: resolve(import.meta.dirname, 'fixtures/recording-handler.ts'),
    timeoutSeconds: options.timeoutSeconds ?? 30,
    memoryMegabytes: 128,
    region,
    env: { RECORD_FILE: file },
    log: join(folder, 'log'),
  };
  const target = new LambdaFunction(functionOptions, options.reservedConcurrency);
  closers.push(() => target.close());
  const invocations = (): Invocation<Event>[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Invocation<Event>)
      : [];
  return {
    folder,
    functionOptions,
    target,
    invocations,
    /** The records' texts of each invocation. */
    texts: () => invocations().map(({ texts }) => texts),
    /** Lets invocations go on that are held. */
    open: () => writeFileSync(`${file}.open`, ''),
  };
};

export const until = (holds: () => void | Promise<void>) =>
  vi.waitFor(holds, { timeout: 30_000, interval: 20 });
