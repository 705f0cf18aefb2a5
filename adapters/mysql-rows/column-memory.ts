import type { RowChunk } from './row-chunk.ts';
import { copiedBytes } from './wasm/copy-bytes.ts';
import { gatherValuesModule } from './wasm/gather-values.ts';
import { instancesOf, makeRoom } from './wasm/instance.ts';

const newInstance = instancesOf(gatherValuesModule);

/** Of an array: eight bytes behind it are for copying, up to seven for the next to start at a multiple of eight. */
const spareBytes = copiedBytes + 7;

/** Arrays per column at most: where each value begins and ends in the texts, the texts, which values are NULL. */
const arraysPerColumn = 3;

/** Bytes of all that is made of a chunk, the chunk included: what `chunk`, `int16`, `int32` and `uint8` are asked for at most. */
const bytesFor = ({ rows, bytes }: RowChunk, columns: number): number => {
  const places = 2 * 4 * rows * columns;
  const perColumn = 4 * (rows + 1) + rows / 8 + arraysPerColumn * spareBytes;
  return 2 * bytes.length + places + columns * perColumn + 3 * spareBytes;
};

/**
 * The memory of one chunk's rows and of the columns made of them; the next chunk takes the same again. Arrays that are made
 * anew for each chunk are looked for and freed by the garbage collector, whose threads take a quarter of the CPU time then.
 */
export class ColumnMemory {
  readonly #instance = newInstance();
  #end = 0;

  /** Takes a chunk in: what was made of the one before must have been read. */
  takeIn(chunk: RowChunk, columns: number): Uint8Array {
    makeRoom(this.#instance, bytesFor(chunk, columns));
    this.#end = 0;
    const bytes = this.uint8(chunk.bytes.length);
    bytes.set(chunk.bytes);
    return bytes;
  }

  #take(bytes: number): number {
    const at = this.#end;
    this.#end += Math.ceil((bytes + copiedBytes) / 8) * 8;
    return at;
  }

  /** What lay there lies in it still, here and below. */
  uint8(length: number): Uint8Array {
    return new Uint8Array(this.#instance.memory.buffer, this.#take(length), length);
  }

  int16(length: number): Int16Array {
    return new Int16Array(this.#instance.memory.buffer, this.#take(2 * length), length);
  }

  int32(length: number): Int32Array {
    return new Int32Array(this.#instance.memory.buffer, this.#take(4 * length), length);
  }

  /**
   * Writes every `stride`-th value, from the n-th on, one behind the other.
   * @param starts, lengths as RowFields has them, and `to`: of this memory, all of them
   */
  gather(
    { starts, lengths, rows }: { starts: Int32Array; lengths: Int32Array; rows: number },
    { from, stride }: { from: number; stride: number },
    to: Uint8Array,
  ): void {
    if (rows === 0) return;
    const first = 4 * from;
    this.#instance.run(
      starts.byteOffset + first,
      lengths.byteOffset + first,
      4 * stride,
      rows,
      to.byteOffset,
    );
  }
}
