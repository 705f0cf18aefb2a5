/*
 * The process of one part: started by part-process.ts with the part's name and options, says where it
 * is served, stops when told so or when the supervisor is gone.
 */
import type { PartMessage, PartName, RunningPart } from './part.ts';

const [name = '', options = '{}'] = process.argv.slice(2);
/** Longest wait for a clean end when the supervisor is gone, milliseconds: nobody watches any more. */
const orphanPatienceMs = 5000;

const say = (message: PartMessage): void => {
  process.send?.(message, () => undefined);
};

let running: RunningPart | undefined;
let isStopping = false;
const stop = async (): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  await running?.close();
  process.exit(0);
};
process.on('message', (message) => {
  if (message === 'stop') void stop();
});
process.on('disconnect', () => {
  setTimeout(() => process.exit(1), orphanPatienceMs).unref();
  void stop();
});
// The terminal's Ctrl-C is the supervisor's, who stops the parts in order.
process.on('SIGINT', () => undefined);

type Part = { readonly start: (options: never) => Promise<RunningPart> };
/** Imported when asked for: a part's process holds nothing of the others. */
const parts: Readonly<Record<PartName, () => Promise<Part>>> = {
  kinesis: () => import('./kinesis.ts'),
  objects: () => import('./objects.ts'),
  warehouse: () => import('./warehouse.ts'),
  'event-sources': () => import('./event-sources.ts'),
  simulator: () => import('./simulator.ts'),
  dashboard: () => import('./dashboard.ts'),
};

try {
  const { start } = await parts[name as PartName]();
  running = await start(JSON.parse(options) as never);
  say({ ready: true });
} catch (error) {
  console.error(error);
  process.send?.(
    { failed: error instanceof Error ? error.message : String(error) } satisfies PartMessage,
    () => process.exit(1),
  );
}
