import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../domain/errors.ts';
import type { PartStatus } from './parts/supervised-part.ts';
import { isRunning, processCommand } from './processes.ts';

/** What this program writes and reads; another number in a folder's `version` file is another layout. */
const layoutVersion = '1';

/** What `status` and `down` know of the copy that runs. */
export type CopyState = {
  readonly supervisor: number;
  readonly state: 'starting' | 'ready' | 'stopping';
  readonly startedAt: string;
  /** The fixed clock, UTC, or null. */
  readonly now: string | null;
  readonly parts: readonly PartStatus[];
};

/** What the first start does once, so that a killed one goes on where it was. */
export type SetUpProgress = {
  /** The first start's present, UTC: what it generates depends on it. */
  readonly now: string;
  readonly done: readonly string[];
};

const readJson = <T>(path: string): T | null => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const writeWhole = (path: string, text: string, mode = 0o644): void => {
  writeFileSync(`${path}.new`, text, { mode });
  renameSync(`${path}.new`, path);
};

/** Everything that one local copy keeps, in one folder (CASEPULSE_HOME). */
export class DataFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  at(...names: string[]): string {
    return join(this.path, ...names);
  }

  /** Whether there is anything, of whatever version. @throws ConfigurationError where it is somebody else's folder. */
  isOurs(): boolean {
    if (!existsSync(this.path) || readdirSync(this.path).length === 0) return false;
    if (existsSync(this.at('version'))) return true;
    throw new ConfigurationError(
      `${this.path} is no data folder of CasePulse, and not empty: set CASEPULSE_HOME to another one`,
    );
  }

  /** Whether there is a folder to work with. @throws ConfigurationError for somebody else's, or another version's. */
  exists(): boolean {
    if (!this.isOurs()) return false;
    const version = readFileSync(this.at('version'), 'utf8').trim();
    if (version !== layoutVersion) {
      throw new ConfigurationError(
        `The data folder ${this.path} is of version ${version}, this CasePulse works with version ${layoutVersion}: set CASEPULSE_HOME to another folder, or begin anew with \`npm run -s casepulse -- reset --yes\``,
      );
    }
    return true;
  }

  /** Makes what is missing. @throws ConfigurationError as `exists`. */
  prepare(): void {
    if (!this.exists()) {
      mkdirSync(this.path, { recursive: true });
      writeWhole(this.at('version'), `${layoutVersion}\n`);
    }
    for (const name of ['run', 'logs', 'objects', 'warehouse', 'checkpoints', 'history']) {
      mkdirSync(this.at(name), { recursive: true });
    }
  }

  /**
   * Takes the folder for this process.
   * @throws ConfigurationError where another `up` works in it.
   */
  lock(): void {
    const file = this.at('run', 'lock');
    for (;;) {
      try {
        writeFileSync(file, String(process.pid), { flag: 'wx' });
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = this.supervisor();
      if (holder !== null) {
        throw new ConfigurationError(
          `CasePulse runs already in ${this.path} (process ${holder}): see \`npm run -s casepulse -- status\`, stop it with \`down\`, or set CASEPULSE_HOME to another folder`,
        );
      }
      rmSync(file, { force: true });
    }
  }

  unlock(): void {
    rmSync(this.at('run', 'lock'), { force: true });
  }

  /** The process that runs this copy, or null. A process id used again by another program does not count. */
  supervisor(): number | null {
    const file = this.at('run', 'lock');
    if (!existsSync(file)) return null;
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    if (!Number.isInteger(pid) || !isRunning(pid)) return null;
    return /casepulse|launch\.mjs|vitest/.test(processCommand(pid) ?? '') ? pid : null;
  }

  state(): CopyState | null {
    return readJson(this.at('run', 'state.json'));
  }

  writeState(state: CopyState): void {
    writeWhole(this.at('run', 'state.json'), JSON.stringify(state, null, 2));
  }

  /** What the other commands read; holds credentials of the local parts. */
  writeEnvironment(environment: object): void {
    writeWhole(this.at('run', 'environment.json'), JSON.stringify(environment, null, 2), 0o600);
  }

  /** Forgets what only holds while the copy runs. */
  clearRun(): void {
    for (const name of ['state.json', 'environment.json']) {
      rmSync(this.at('run', name), { force: true });
    }
  }

  /**
   * Where psql and other clients of libpq find the warehouse's password (PGPASSFILE); made once, at
   * random. https://www.postgresql.org/docs/current/libpq-pgpass.html
   */
  passwordFile(): string {
    const file = this.at('pgpass');
    if (!existsSync(file)) {
      const password = randomBytes(18).toString('base64url');
      writeWhole(file, `127.0.0.1:*:*:*:${password}\n`, 0o600);
    }
    return file;
  }

  setUp(): SetUpProgress | null {
    return readJson(this.at('set-up.json'));
  }

  writeSetUp(progress: SetUpProgress): void {
    writeWhole(this.at('set-up.json'), JSON.stringify(progress, null, 2));
  }

  /** The ports of the last run, by part. */
  ports(): Record<string, number> {
    return readJson(this.at('ports.json')) ?? {};
  }

  writePorts(ports: Readonly<Record<string, number>>): void {
    writeWhole(this.at('ports.json'), JSON.stringify(ports, null, 2));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
