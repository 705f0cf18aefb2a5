import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FactKind } from '../../domain/facts.ts';

const names: Readonly<Record<FactKind, string>> = {
  cases: 'case_data_day',
  surveys: 'survey_data_day',
};
const flushCharacters = 512 * 1024;

/**
 * The files of one kind, one a day, written day after day. A file gets its name when it is whole, so
 * that nobody takes half a day for one.
 */
export class DayFiles {
  readonly #folder: string;
  readonly #name: string;
  #day = 0;
  #file: FileHandle | undefined;
  #text = '';

  constructor(out: string, kind: FactKind) {
    this.#folder = join(out, kind);
    this.#name = names[kind];
  }

  /** Makes the folder, and removes what an earlier history left: a shorter one would be mixed with it. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const file of await readdir(this.#folder)) {
      if (file.startsWith(this.#name)) await rm(join(this.#folder, file));
    }
  }

  /** Ends the files of the days before `day` (from 1), empty ones too, and begins its own. */
  async begin(day: number): Promise<void> {
    while (this.#day < day) {
      await this.end();
      this.#day += 1;
      this.#file = await open(this.#partial(), 'w');
    }
  }

  /** Writes a line to the day that was begun. Returns a promise where it has to wait for the disk. */
  append(line: string): Promise<void> | undefined {
    this.#text += `${line}\n`;
    return this.#text.length < flushCharacters ? undefined : this.#flush();
  }

  /** Ends the file of the day that was begun. */
  async end(): Promise<void> {
    if (!this.#file) return;
    await this.#flush();
    await this.#file.close();
    this.#file = undefined;
    await rename(this.#partial(), join(this.#folder, `${this.#name}${this.#day}.json`));
  }

  /** Gives up the file that was begun. */
  async abandon(): Promise<void> {
    if (!this.#file) return;
    await this.#file.close();
    this.#file = undefined;
    await rm(this.#partial(), { force: true });
  }

  #partial(): string {
    return join(this.#folder, `${this.#name}${this.#day}.json.part`);
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    await this.#file?.writeFile(text);
  }
}
