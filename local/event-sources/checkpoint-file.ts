import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How far one shard is done: the last sequence number whose record needs no more work. */
export class CheckpointFile {
  readonly #path: string;

  constructor(folder: string, stream: string, shardId: string) {
    this.#path = join(folder, stream, `${shardId}.json`);
    mkdirSync(dirname(this.#path), { recursive: true });
  }

  /** Null where nothing is done yet. */
  read(): string | null {
    try {
      const { sequenceNumber } = JSON.parse(readFileSync(this.#path, 'utf8')) as {
        sequenceNumber: string;
      };
      return sequenceNumber;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  write(sequenceNumber: string): void {
    const fresh = `${this.#path}.new`;
    writeFileSync(fresh, JSON.stringify({ sequenceNumber }));
    renameSync(fresh, this.#path);
  }
}
