import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A small file system for all that the parts keep, which can be filled to the last byte. Mounting one is
 * root's; elsewhere the parts use the machine's own, and S3 answers instead that it has no room.
 */
export class SmallDisk {
  readonly path: string;
  readonly isReal: boolean;

  constructor(path: string, megabytes: number) {
    this.path = path;
    mkdirSync(path, { recursive: true });
    this.isReal = this.#run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path);
  }

  get #ballast(): string {
    return join(this.path, 'ballast');
  }

  fill(): void {
    const { bavail, bsize } = statfsSync(this.path);
    this.#run('fallocate', '--length', String(bavail * bsize), this.#ballast);
  }

  empty(): void {
    rmSync(this.#ballast, { force: true });
  }

  remove(): void {
    if (this.isReal) this.#run('umount', '--lazy', this.path);
  }

  #run(command: string, ...args: readonly string[]): boolean {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }
}
