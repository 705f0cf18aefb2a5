import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type ErrorParts, errorOf } from '../../domain/error-parts.ts';
import { TransientError } from '../../domain/errors.ts';
import { type Encoder, type RowEncoder, summedUp } from './encode-rows.ts';
import { RowChecksum } from './row-checksum.ts';
import type { RowChunk } from './row-chunk.ts';
import { giveBack } from './row-chunk.ts';

/** What goes to the thread: a dimension's name, then its rows, then null. */
export type EncodingInput = { readonly dimension: string } | RowChunk | null;

/**
 * What comes back: that it has room for a chunk, with the memory of one that it is done with; Parquet; that a table is
 * at its end; why it failed.
 */
export type EncodingOutput =
  | { readonly done: ArrayBuffer | null }
  | 'end'
  | { readonly parquet: Uint8Array<ArrayBuffer> }
  | { readonly failure: ErrorParts };

/**
 * Chunks and columns lie outside of the heap, and only a collection frees them: the smaller the young generation, the
 * sooner. With 16 MB the process takes some 20 MB more.
 */
const youngGenerationMb = 4;

/** Encodes in a thread of its own, one table after the other, while this one reads and sums up. */
export const startEncodingThread = (): Encoder => {
  const worker = new Worker(new URL('./encode-worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  });
  // Taken one by one: a loop over them would end them with the first table.
  const messages = on(worker, 'message', { close: ['exit'] });
  const nextMessage = async (): Promise<EncodingOutput | undefined> =>
    ((await messages.next()) as IteratorResult<[EncodingOutput], undefined>).value?.[0];
  const post = (input: EncodingInput, transfer: ArrayBuffer[] = []) =>
    worker.postMessage(input, transfer);

  const encode: RowEncoder = (dimension, chunks) => {
    const checksum = new RowChecksum();
    let isEncoded = false;
    const parquet = async function* () {
      const rows = summedUp(dimension, chunks, checksum);
      let isAll = false;
      const sendChunk = async () => {
        if (isAll) return;
        const next = await rows.next();
        isAll = next.done === true;
        if (next.done) post(null);
        else post(next.value, [next.value.bytes.buffer]);
      };
      post({ dimension: dimension.name });
      for (let message = await nextMessage(); message; message = await nextMessage()) {
        if (message === 'end') {
          isEncoded = true;
          return;
        }
        if ('done' in message) {
          if (message.done) giveBack(message.done);
          await sendChunk();
        } else if ('parquet' in message) yield message.parquet;
        else throw errorOf(message.failure);
      }
    };
    return {
      parquet: parquet(),
      result: () => {
        if (isEncoded) return { rows: checksum.rows, checksum: checksum.total() };
        throw new TransientError(
          `The thread that encodes ${dimension.source} must end with a result, got none; run the batch again`,
        );
      },
    };
  };
  return {
    encode,
    close: async () => {
      await worker.terminate();
    },
  };
};
