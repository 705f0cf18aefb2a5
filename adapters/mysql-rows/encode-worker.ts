import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { dimensions } from '../../domain/dimensions.ts';
import { errorParts } from '../../domain/error-parts.ts';
import { ConsistencyError } from '../../domain/errors.ts';
import type { EncodingInput, EncodingOutput } from './encode-in-worker.ts';
import { parquetOfRows } from './encode-rows.ts';
import type { RowChunk } from './row-chunk.ts';

/** Chunks under way to this thread, so that it never waits for the reader's turn. */
const chunksAhead = 3;

const tell = (output: EncodingOutput, transfer: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(output, transfer);

const inputs: EncodingInput[] = [];
parentPort?.on('message', (input: EncodingInput) => inputs.push(input));

const nextInput = async (): Promise<EncodingInput> => {
  for (;;) {
    const input = inputs.shift();
    if (input !== undefined) return input;
    if (parentPort) await once(parentPort, 'message');
  }
};

async function* chunks(): AsyncGenerator<RowChunk> {
  for (let ahead = 0; ahead < chunksAhead; ahead++) tell({ done: null });
  for (;;) {
    const chunk = await nextInput();
    if (chunk === null || 'dimension' in chunk) return;
    yield chunk;
    const done = chunk.bytes.buffer;
    tell({ done }, [done]);
  }
}

const encodeTable = async (name: string): Promise<void> => {
  const dimension = dimensions.find((each) => each.name === name);
  if (!dimension) throw new ConsistencyError(`There must be a dimension ${name}, got none`);
  for await (const part of parquetOfRows(dimension, chunks())) {
    tell({ parquet: part }, [part.buffer]);
  }
  tell('end');
};

try {
  for (;;) {
    const input = await nextInput();
    if (input && 'dimension' in input) await encodeTable(input.dimension);
  }
} catch (error) {
  tell({ failure: errorParts(error) });
}
