/** The parts that run in a process of ours, each in a file of this folder with `start(options)`. */
export type PartName =
  | 'kinesis'
  | 'objects'
  | 'warehouse'
  | 'event-sources'
  | 'simulator'
  | 'dashboard';

/** What `start` of a part gives. */
export type RunningPart = { readonly close: () => Promise<void> };

/** What a part's process tells the supervisor. */
export type PartMessage = { readonly ready: true } | { readonly failed: string };

/** A fixed clock's text, 'YYYY-MM-DD HH:MM:SS' UTC, as a clock; the real one for null. */
export const clockOf = (now: string | null): (() => Date) =>
  now === null ? () => new Date() : () => new Date(`${now.replace(' ', 'T')}Z`);
