import { analystCredentials } from '../../local/copy/environment.ts';
import { LocalCopy } from '../../local/copy/start-copy.ts';
import { type CopyOptions, type StepEvent, stepsOf } from '../../local/copy/steps.ts';
import { DataFolder } from '../../local/data-folder.ts';
import { dataFolder } from '../environment.ts';
import { dashboardLine, partList } from './part-list.ts';
import type { StepDisplay } from './step-display.ts';

/** What the detached process tells the one that started it. */
export type DetachedMessage =
  | { readonly event: StepEvent }
  | { readonly ready: true }
  | { readonly failed: string };

/** Fulfilled by the first of the signals that mean 'stop'. Repeated ones change nothing: npm passes on what the terminal sends too. */
const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve());
    // The launcher was killed (bin/launch.mjs keeps a channel where it runs us in another Node).
    process.once('disconnect', () => resolve());
    process.channel?.unref();
    // A terminal that was closed takes no more lines: no reason to leave parts behind.
    process.stdout.on('error', () => resolve());
    process.stderr.on('error', () => resolve());
  });

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Runs the copy here until it is told to stop, with the table of KPIs on the terminal. */
export const runInForeground = async (options: CopyOptions): Promise<void> => {
  const folder = new DataFolder(dataFolder());
  folder.prepare();
  const { showSteps } = await import('./step-display.ts');
  const steps = stepsOf(folder, options);
  let display: StepDisplay | undefined;
  const copy = new LocalCopy(folder, options, (event) => {
    // Only from the first step on: before it, a sentence on why not is all there is to show.
    display ??= showSteps(steps);
    display.tell(event);
  });
  const stopping = stopSignal();
  const leave = async (): Promise<void> => {
    await copy.stop((what) => console.error(`stopping: ${what}`));
  };
  const started = copy.start();
  let isReady = false;
  try {
    isReady = await Promise.race([started.then(() => true), stopping.then(() => false)]);
    if (isReady) {
      await display?.shown;
      const { showLiveTable } = await import('./live-table.ts');
      const over = new AbortController();
      const status = copy.parts.map((part) => part.status);
      const parts = partList(status);
      const local = { env: {}, analyst: analystCredentials, now: options.now };
      const table = showLiveTable(local, dashboardLine(status), parts, over.signal);
      await stopping;
      over.abort();
      await table;
    } else {
      started.catch(() => undefined);
    }
  } finally {
    await leave();
  }
  // A step that was broken off would go on trying to reach the parts.
  if (!isReady) process.exit(0);
};

/** Runs the copy in a process that `startDetached` made. */
export const runDetached = async (options: CopyOptions): Promise<void> => {
  const tell = (message: DetachedMessage): void => {
    if (process.connected) process.send?.(message, () => undefined);
  };
  const copy = new LocalCopy(new DataFolder(dataFolder()), options, (event) => tell({ event }));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stopping = new Promise<void>((resolve) => {
    for (const name of signals) process.on(name, () => resolve());
  });
  // Nothing else holds this process while the parts work in theirs.
  const alive = setInterval(() => undefined, 60_000);
  const started = copy.start();
  started.then(
    () => tell({ ready: true }),
    () => undefined,
  );
  let isReady = false;
  try {
    await Promise.race([
      started.then(() => {
        isReady = true;
        return stopping;
      }),
      stopping,
    ]);
    started.catch(() => undefined);
  } catch (error) {
    console.error(error);
    await copy.stop();
    tell({ failed: messageOf(error) });
    process.exitCode = 1;
  } finally {
    await copy.stop();
    clearInterval(alive);
    if (process.connected) process.disconnect();
  }
  if (!isReady) process.exit();
};
