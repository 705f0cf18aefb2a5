import { Worker } from 'node:worker_threads';
import { type ErrorParts, errorOf } from '../../domain/error-parts.ts';
import { TransientError } from '../../domain/errors.ts';
import type { BatchConfig } from '../config.ts';
import type { BatchRun } from '../context.ts';
import type { Conversion } from './convert-files.ts';
import type { Leftovers } from './leftovers.ts';

/** A worker's share of the history: `names` of the files at `place`. */
export type ConversionTask = {
  readonly config: BatchConfig;
  readonly run: BatchRun;
  readonly place: string;
  readonly names: readonly string[];
  readonly leftovers: Leftovers;
};

/** What a worker says: lines and bytes done as it goes, then what it came to, or why it failed. */
export type ConversionMessage =
  | { readonly lines: number; readonly bytes: number }
  | { readonly conversion: Conversion }
  | { readonly failure: ErrorParts };

/** Rows live until their chunk is encoded: with the default of 16 MB most time would go into copying them. */
const youngGenerationMb = 64;

/**
 * Converts a share of the history in a thread of its own.
 * @param stop ends the thread where it is: what it has archived is found by the next run
 * @throws what the conversion there failed with
 */
export const convertInWorker = (
  task: ConversionTask,
  converted: (lines: number, bytes: number) => void,
  stop: AbortSignal,
): Promise<Conversion> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./convert-worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    stop.addEventListener('abort', () => void worker.terminate());
    worker.on('message', (message: ConversionMessage) => {
      if ('lines' in message) converted(message.lines, message.bytes);
      else if ('conversion' in message) resolve(message.conversion);
      else reject(errorOf(message.failure));
    });
    worker.on('error', reject);
    // After a result this changes nothing.
    worker.on('exit', (code) => {
      reject(
        new TransientError(
          `A conversion thread must end with a result, got exit ${code}; run the batch again`,
        ),
      );
    });
  });
