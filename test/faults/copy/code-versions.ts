import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../../..');

/** What the functions' code reads: themselves, and what they import. */
const folders = ['lambdas', 'domain', 'adapters', 'sql'];

/**
 * The functions' code, of which a deploy puts another copy in the place of the last one. `current` is what
 * the event sources start functions from.
 */
export class CodeVersions {
  readonly #folder: string;
  #version = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.deploy();
  }

  get current(): string {
    return join(this.#folder, 'current', 'lambdas');
  }

  deploy(): void {
    // The last version stays for processes that are just starting from it.
    const old = join(this.#folder, `version-${this.#version - 1}`);
    this.#version++;
    const next = join(this.#folder, `version-${this.#version}`);
    mkdirSync(next, { recursive: true });
    for (const folder of folders)
      cpSync(join(project, folder), join(next, folder), { recursive: true });
    cpSync(join(project, 'package.json'), join(next, 'package.json'));
    symlinkSync(join(project, 'node_modules'), join(next, 'node_modules'));
    symlinkSync(next, join(this.#folder, 'next'));
    renameSync(join(this.#folder, 'next'), join(this.#folder, 'current'));
    rmSync(old, { recursive: true, force: true });
  }
}
