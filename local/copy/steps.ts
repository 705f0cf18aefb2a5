import type { Progress } from '../../domain/progress.ts';
import type { DataFolder } from '../data-folder.ts';

/** What `up` was asked for. */
export type CopyOptions = {
  /** Live events a second. */
  readonly rate: number;
  /** Whether live events are simulated. */
  readonly simulator: boolean;
  /** No generated data at all. */
  readonly empty: boolean;
  /** First of the ports, or null for free ones. */
  readonly port: number | null;
  /** The fixed clock, 'YYYY-MM-DD HH:MM:SS' UTC, or null. */
  readonly now: string | null;
};

/** The steps that a new data folder takes once, in order. */
export const firstStartSteps = ['reference data', 'history', 'batch'] as const;
export type FirstStartStep = (typeof firstStartSteps)[number];

/** What a start tells of itself. */
export type StepEvent =
  | { readonly step: string; readonly state: 'running' | 'done' }
  | { readonly step: string; readonly state: 'running'; readonly progress: Progress }
  | { readonly step: string; readonly state: 'failed'; readonly message: string };

/** The first steps of a new folder that are not done. */
export const pendingFirstSteps = (folder: DataFolder, options: CopyOptions): FirstStartStep[] => {
  if (options.empty) return [];
  const done = folder.setUp()?.done ?? [];
  return firstStartSteps.filter((step) => !done.includes(step));
};

/** The steps of a start on this folder, in order; those of one list run side by side. */
export const stepsOf = (folder: DataFolder, options: CopyOptions): string[][] => [
  [...(process.env['MYSQL_URL'] ? [] : ['MariaDB']), 'Kinesis', 'S3 and SQS', 'warehouse'],
  ['streams, buckets and queues', 'tables and views'],
  ...pendingFirstSteps(folder, options).map((step) => [step]),
  ['functions', 'dashboard'],
  ...(options.simulator && !options.empty ? [['live events']] : []),
];
