import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * How far a shard is done: the last sequence number whose record needs no more work, or one of two
 * words, which the Kinesis Client Library has in its lease table too: nothing yet, or all of it.
 * https://github.com/awslabs/amazon-kinesis-client/blob/master/docs/lease-lifecycle.md
 */
export type Checkpoint = string | 'TRIM_HORIZON' | 'SHARD_END';

/** Whether a checkpoint names a record. */
export const isSequenceNumber = (checkpoint: Checkpoint): boolean => /^\d+$/.test(checkpoint);

const writeWhole = (folder: string, shardId: string, sequenceNumber: Checkpoint): void => {
  const path = join(folder, `${shardId}.json`);
  writeFileSync(`${path}.new`, JSON.stringify({ sequenceNumber }));
  renameSync(`${path}.new`, path);
};

/**
 * The checkpoints of one mapping, a file for each shard, replaced whole: a process that is killed leaves
 * the old one or the new one.
 */
export class Checkpoints {
  readonly #folder: string;

  /** @param folder all mappings' checkpoints. */
  constructor(folder: string, stream: string) {
    this.#folder = join(folder, stream);
  }

  /** Whether the mapping has ever begun. */
  get isNew(): boolean {
    return !existsSync(this.#folder);
  }

  /** Begins the mapping at these positions: all of them, or, where it is killed within, none. */
  begin(positions: ReadonlyMap<string, Checkpoint>): void {
    const fresh = `${this.#folder}.new`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    for (const [shardId, position] of positions) writeWhole(fresh, shardId, position);
    renameSync(fresh, this.#folder);
  }

  /** Null for a shard that has none yet. */
  read(shardId: string): Checkpoint | null {
    try {
      const text = readFileSync(join(this.#folder, `${shardId}.json`), 'utf8');
      return (JSON.parse(text) as { sequenceNumber: Checkpoint }).sequenceNumber;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  write(shardId: string, checkpoint: Checkpoint): void {
    writeWhole(this.#folder, shardId, checkpoint);
  }
}
