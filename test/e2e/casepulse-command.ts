import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../../bin/casepulse.ts');

export type Outcome = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A data folder of its own, and the command line on it, as a user runs it. */
export class CasePulseCopy {
  readonly home: string;
  readonly #environment: Readonly<Record<string, string>>;

  private constructor(home: string, environment: Readonly<Record<string, string>>) {
    this.home = home;
    this.#environment = environment;
  }

  /** @param environment variables of its own, such as the address of a server that runs already */
  static async create(environment: Readonly<Record<string, string>> = {}): Promise<CasePulseCopy> {
    return new CasePulseCopy(await mkdtemp(join(tmpdir(), 'casepulse-e2e-')), environment);
  }

  /** Runs a command to its end; `input` goes to its standard input. */
  run(args: readonly string[], input = ''): Promise<Outcome> {
    const { WAREHOUSE_WORKGROUP: _, ...environment } = process.env;
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...environment, ...this.#environment, CASEPULSE_HOME: this.home, NO_COLOR: '1' },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.stdin.end(input);
    return new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code) => done({ code, stdout, stderr }));
    });
  }

  /** Runs a command that must end well; gives what it printed. */
  async ok(args: readonly string[], input = ''): Promise<string> {
    const { code, stdout, stderr } = await this.run(args, input);
    if (code !== 0)
      throw new Error(`casepulse ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** Rows of a query, as the analyst. */
  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return JSON.parse(await this.ok(['query', sql, '--format', 'json'])) as Record<
      string,
      unknown
    >[];
  }

  /** Copies the logs of all parts to `folder`, for who looks into a failure. */
  async keepLogs(folder: string): Promise<void> {
    await cp(join(this.home, 'logs'), folder, { recursive: true });
  }

  async remove(): Promise<void> {
    await this.run(['down']);
    await rm(this.home, { recursive: true, force: true });
  }
}
