import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { TransientError } from '../../domain/errors.ts';
import type { PartMessage, PartName } from './part.ts';

/** A part that runs, in whatever process. */
export type PartHandle = {
  readonly pid: number;
  /** Fulfilled when its process has ended, for whatever reason. */
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Longest wait for a part to finish its current work, milliseconds: a load may be under way. */
const stopPatienceMs = 120_000;

/**
 * Starts a part in a process of its own and waits until it is ready.
 * @throws TransientError with its own message where it does not become so.
 */
export const startPartProcess = (
  name: PartName,
  options: object,
  env: Readonly<Record<string, string>>,
  log: string,
): Promise<PartHandle> => {
  const output = openSync(log, 'a');
  const child = fork(
    resolve(import.meta.dirname, 'part-host.ts'),
    [name, JSON.stringify(options)],
    {
      // A session of its own, out of reach of the terminal's Ctrl-C.
      detached: true,
      stdio: ['ignore', output, output, 'ipc'],
      execArgv: [],
      env: { ...process.env, ...env },
    },
  );
  closeSync(output);
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    if (child.connected) child.send('stop', () => undefined);
    const timer = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs);
    await exited;
    clearTimeout(timer);
  };
  return new Promise((ready, failed) => {
    child.once('error', failed);
    child.once('message', (message: PartMessage) => {
      if ('failed' in message) failed(new TransientError(`${name}: ${message.failed}`));
      else ready({ pid: child.pid ?? 0, exited, stop });
    });
    child.once('exit', (code, signal) =>
      failed(new TransientError(`${name} ended with ${code ?? signal} while starting; see ${log}`)),
    );
  });
};
