import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { TransientError } from '../../domain/errors.ts';
import { type CopyOptions, stepsOf } from '../../local/copy/steps.ts';
import { DataFolder } from '../../local/data-folder.ts';
import { dataFolder } from '../environment.ts';
import { dashboardLine, partList } from './part-list.ts';
import type { DetachedMessage } from './run-copy.ts';
import { type StepDisplay, showSteps } from './step-display.ts';

/**
 * Starts the copy in a process that stays, and returns when it is ready.
 * @throws CasePulseError with the reason where it does not become so.
 */
export const startDetached = async (options: CopyOptions): Promise<void> => {
  const folder = new DataFolder(dataFolder());
  folder.prepare();
  const steps = stepsOf(folder, options);
  const log = folder.at('logs', 'supervisor.log');
  const output = openSync(log, 'a');
  const child = fork(
    resolve(import.meta.dirname, 'detached-casepulse.ts'),
    [JSON.stringify(options)],
    { detached: true, stdio: ['ignore', output, output, 'ipc'], execArgv: [] },
  );
  closeSync(output);
  const pass = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass);
  let display: StepDisplay | undefined;
  await new Promise<void>((ready, failed) => {
    child.on('message', (message: DetachedMessage) => {
      if ('event' in message) {
        display ??= showSteps(steps);
        display.tell(message.event);
      } else if ('ready' in message) ready();
      else failed(new TransientError(message.failed));
    });
    child.once('error', failed);
    child.once('exit', (code, signal) =>
      failed(
        new TransientError(`CasePulse ended with ${code ?? signal} while starting; see ${log}`),
      ),
    );
  });
  await display?.shown;
  child.disconnect();
  child.unref();
  process.off('SIGINT', pass).off('SIGTERM', pass);
  const parts = folder.state()?.parts ?? [];
  console.log(dashboardLine(parts) + partList(parts));
};
