import { Warehouse } from '../../adapters/redshift-data.ts';
import type { Progress } from '../../domain/progress.ts';
import { migrateWarehouse } from '../../lambdas/migrate-warehouse/migrate.ts';
import type { CopyState, DataFolder } from '../data-folder.ts';
import { endLeftoverMariaDb, mariaDbBinary, startMariaDb } from '../mariadb.ts';
import type { PartName } from '../parts/part.ts';
import { type PartHandle, startPartProcess } from '../parts/part-process.ts';
import { SupervisedPart } from '../parts/supervised-part.ts';
import { enterEnvironment } from './enter-environment.ts';
import { addressOf, analystCredentials, copyEnvironment, suppliedServers } from './environment.ts';
import { choosePorts } from './ports.ts';
import { ensureResources } from './resources.ts';
import { type CopyOptions, firstStartSteps, pendingFirstSteps, type StepEvent } from './steps.ts';

/** The whole of CasePulse on this machine, from its data folder. */
export class LocalCopy {
  readonly #folder: DataFolder;
  readonly #options: CopyOptions;
  readonly #tell: (event: StepEvent) => void;
  readonly #startedAt = new Date().toISOString();
  #parts: SupervisedPart[] = [];
  #state: CopyState['state'] = 'starting';
  #isLocked = false;
  #stopped: Promise<void> | undefined;

  /** @param tell gets what happens while it starts. */
  constructor(folder: DataFolder, options: CopyOptions, tell: (event: StepEvent) => void) {
    this.#folder = folder;
    this.#options = options;
    this.#tell = tell;
  }

  /**
   * Starts every part, and makes on a new folder what is made once.
   * @throws CasePulseError where a part does not start; `stop` then ends the others.
   */
  async start(): Promise<void> {
    const folder = this.#folder;
    const { now, port, rate } = this.#options;
    folder.prepare();
    folder.lock();
    this.#isLocked = true;
    const supplied = suppliedServers(process.env);
    if (!supplied.has('mariadb')) {
      mariaDbBinary();
      await endLeftoverMariaDb(folder.at('mariadb'));
    }
    const ports = await choosePorts(folder, port);
    const env = copyEnvironment(ports, process.env);
    enterEnvironment(env);
    folder.writeEnvironment({ env, analyst: analystCredentials, now });

    const server = (
      name: 'kinesis' | 'objects' | 'warehouse',
      options: object,
      address = addressOf(name, ports[name]),
    ): SupervisedPart => this.#part(name, address, { port: ports[name], ...options });
    const region = env['AWS_REGION'];
    await Promise.all([
      supplied.has('mariadb') || this.#step('MariaDB', () => this.#mariaDb(ports.mariadb).start()),
      supplied.has('kinesis') ||
        this.#step('Kinesis', () =>
          server('kinesis', { dataDir: folder.at('kinesis'), now }).start(),
        ),
      supplied.has('objects') ||
        this.#step('S3 and SQS', () =>
          server('objects', { dataDir: folder.at('objects') }).start(),
        ),
      this.#step('warehouse', () =>
        server(
          'warehouse',
          {
            dataDir: folder.at('warehouse'),
            database: env['WAREHOUSE_DATABASE'],
            objectsUrl: env['AWS_ENDPOINT_URL_S3'],
            region,
            now,
            postgresPort: ports.postgres,
            passwordFile: folder.passwordFile(),
          },
          `${addressOf('warehouse', ports.warehouse)} and ${addressOf('postgres', ports.postgres)}`,
        ).start(),
      ),
    ]);
    await Promise.all([
      this.#step('streams, buckets and queues', () => ensureResources(env)),
      this.#step('tables and views', (report) => {
        const warehouse = new Warehouse({
          workgroup: env['WAREHOUSE_WORKGROUP'] ?? '',
          database: env['WAREHOUSE_DATABASE'] ?? '',
        });
        const businessTimezone = env['BUSINESS_TIMEZONE'] ?? 'UTC';
        return migrateWarehouse(warehouse, { businessTimezone }, report);
      }),
    ]);
    await this.#firstStart(env);
    await Promise.all([
      this.#step('functions', () =>
        this.#part('event-sources', null, {
          env,
          checkpoints: folder.at('checkpoints'),
          logs: folder.at('logs'),
          now,
        }).start(),
      ),
      this.#step('dashboard', () => this.#dashboard(ports.dashboard, env).start()),
    ]);
    if (this.#options.simulator && !this.#options.empty) {
      await this.#step('live events', () =>
        this.#part('simulator', null, { rate, now, env }).start(),
      );
    }
    this.#become('ready');
  }

  /** Where the parts are served, and how they do. */
  get parts(): readonly SupervisedPart[] {
    return this.#parts;
  }

  /**
   * Stops everything in order: no new events, the current batches finish, then the servers. What is
   * not finished is done again at the next start.
   */
  stop(tell: (what: string) => void = () => undefined): Promise<void> {
    this.#stopped ??= this.#stop(tell);
    return this.#stopped;
  }

  async #stop(tell: (what: string) => void): Promise<void> {
    if (!this.#isLocked) return;
    this.#become('stopping');
    const isFirst = ['simulator', 'event-sources'];
    for (const name of isFirst) {
      const part = this.#parts.find((candidate) => candidate.name === name);
      if (!part) continue;
      tell(name);
      await part.stop();
    }
    const rest = this.#parts.filter((part) => !isFirst.includes(part.name));
    if (rest.length > 0) tell(rest.map(({ name }) => name).join(', '));
    await Promise.all(rest.map((part) => part.stop()));
    this.#folder.clearRun();
    this.#folder.unlock();
  }

  async #firstStart(env: Readonly<Record<string, string>>): Promise<void> {
    const folder = this.#folder;
    const { now, empty } = this.#options;
    const progress = folder.setUp() ?? {
      now: now ?? new Date().toISOString().slice(0, 19).replace('T', ' '),
      // A folder that began empty stays so.
      done: empty ? firstStartSteps : [],
    };
    folder.writeSetUp(progress);
    const pending = pendingFirstSteps(folder, this.#options);
    if (pending.length === 0) return;
    // What generates data takes seconds to import: only where it is needed.
    const { firstStart } = await import('./first-start.ts');
    const done = [...progress.done];
    for (const step of pending) {
      await this.#step(step, (report) =>
        firstStart[step]({ folder, env, now: progress.now }, report),
      );
      done.push(step);
      folder.writeSetUp({ ...progress, done });
    }
  }

  async #step(
    step: string,
    work: (report: (progress: Progress) => void) => Promise<unknown>,
  ): Promise<void> {
    if (this.#state === 'stopping') return;
    this.#tell({ step, state: 'running' });
    try {
      await work((progress) => this.#tell({ step, state: 'running', progress }));
      this.#tell({ step, state: 'done' });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#tell({ step, state: 'failed', message });
      throw error;
    }
  }

  #part(name: PartName, address: string | null, options: object): SupervisedPart {
    const log = this.#folder.at('logs', `${name}.log`);
    return this.#supervise(name, address, () => startPartProcess(name, options, {}, log));
  }

  #dashboard(port: number, env: Readonly<Record<string, string>>): SupervisedPart {
    return this.#part('dashboard', addressOf('dashboard', port), {
      port,
      workgroup: env['WAREHOUSE_WORKGROUP'],
      database: env['WAREHOUSE_DATABASE'],
      analyst: analystCredentials,
    });
  }

  #mariaDb(port: number): SupervisedPart {
    const dataDir = this.#folder.at('mariadb');
    const log = this.#folder.at('logs', 'mariadb.log');
    return this.#supervise('mariadb', addressOf('mariadb', port), async () => {
      const { pid, exited, close } = await startMariaDb({ dataDir, port, log });
      return { pid, exited, stop: close };
    });
  }

  #supervise(
    name: string,
    address: string | null,
    launch: () => Promise<PartHandle>,
  ): SupervisedPart {
    const part = new SupervisedPart(name, address, launch, () => this.#writeState());
    this.#parts = [...this.#parts, part];
    return part;
  }

  #become(state: CopyState['state']): void {
    this.#state = state;
    this.#writeState();
  }

  #writeState(): void {
    this.#folder.writeState({
      supervisor: process.pid,
      state: this.#state,
      startedAt: this.#startedAt,
      now: this.#options.now,
      parts: this.#parts.map((part) => part.status),
    });
  }
}
