import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { copyEnvironment } from '../../../local/copy/environment.ts';
import { ensureResources } from '../../../local/copy/resources.ts';
import { DataFolder } from '../../../local/data-folder.ts';
import { freePort, loopback } from '../../../local/loopback.ts';
import type { PartName } from '../../../local/parts/part.ts';
import { FaultyProxy } from '../proxy/faulty-proxy.ts';
import { CodeVersions } from './code-versions.ts';
import { SmallDisk } from './disk.ts';
import { functionProcess, kill, untilEnded } from './processes.ts';
import type { SupervisorMessage, SupervisorOptions } from './supervisor-host.ts';

/** Longest wait for a supervisor to be ready, milliseconds: of a machine that does much else. */
const readyPatienceMs = 180_000;
/** What a lost wake-up was for waits for a sweep: each minute in real life, which a run would wait out at its end. */
const sweepSeconds = 10;
/** A part whose supervisor was killed ends within its own 5 seconds. */
const orphanPatienceMs = 15_000;

const addressOf = (port: number): string => `http://${loopback}:${port}`;

/**
 * The whole of a local copy (streams, objects, queue, warehouse, functions) from the project's own parts, in
 * a folder, that a test can do harm to: each process can be killed, and a proxy stands before each part.
 */
export class FaultyCopy {
  readonly disk: SmallDisk;
  readonly code: CodeVersions;
  readonly kinesis: FaultyProxy;
  readonly s3: FaultyProxy;
  /** The way by which the warehouse reads S3 in a COPY. */
  readonly copyS3: FaultyProxy;
  readonly sqs: FaultyProxy;
  readonly dataApi: FaultyProxy;
  /** The environment that reaches the parts themselves, around the proxies. */
  readonly env: Readonly<Record<string, string>>;
  /** How often a part had crashed too often for its supervisor, and all was started anew. */
  operatorRestarts = 0;
  readonly #folder: DataFolder;
  readonly #options: SupervisorOptions;
  #supervisor: ChildProcess | undefined;
  #restarting: Promise<void> | undefined;
  #status: SupervisorMessage = { state: 'stopped', parts: [] };

  private constructor(
    folder: DataFolder,
    ports: Readonly<Record<'kinesis' | 'objects' | 'warehouse' | 'postgres', number>>,
    proxies: Readonly<Record<'kinesis' | 's3' | 'copyS3' | 'sqs' | 'dataApi', FaultyProxy>>,
    options: { readonly now: string; readonly diskMegabytes: number },
  ) {
    this.#folder = folder;
    this.disk = new SmallDisk(folder.at('disk'), options.diskMegabytes);
    const onDisk = (name: string) => folder.at('disk', name);
    for (const name of ['kinesis', 'objects', 'warehouse', 'checkpoints'])
      mkdirSync(onDisk(name), { recursive: true });
    this.code = new CodeVersions(folder.at('code'));
    this.kinesis = proxies.kinesis;
    this.s3 = proxies.s3;
    this.copyS3 = proxies.copyS3;
    this.sqs = proxies.sqs;
    this.dataApi = proxies.dataApi;
    writeFileSync(this.#clockFile, '0');
    const clock = {
      NODE_OPTIONS: `--import=${pathToFileURL(resolve(import.meta.dirname, 'shifted-clock.ts'))}`,
      CLOCK_SHIFT_FILE: this.#clockFile,
    };
    this.env = copyEnvironment(
      { ...ports, mariadb: 0, dashboard: 0 },
      { LOAD_INTERVAL_SECONDS: '1' },
    );
    const queueUrl = new URL(this.env['LOAD_QUEUE_URL'] ?? '');
    const env: Readonly<Record<string, string>> = {
      ...this.env,
      ...clock,
      AWS_ENDPOINT_URL_KINESIS: proxies.kinesis.url,
      AWS_ENDPOINT_URL_S3: proxies.s3.url,
      AWS_ENDPOINT_URL_SQS: proxies.sqs.url,
      AWS_ENDPOINT_URL_REDSHIFT_DATA: proxies.dataApi.url,
      LOAD_QUEUE_URL: `${proxies.sqs.url}${queueUrl.pathname}`,
    };
    this.#options = {
      logs: folder.at('logs'),
      servers: {
        kinesis: { dataDir: onDisk('kinesis'), port: ports.kinesis, now: null },
        objects: { dataDir: onDisk('objects'), port: ports.objects },
        warehouse: {
          dataDir: onDisk('warehouse'),
          port: ports.warehouse,
          database: env['WAREHOUSE_DATABASE'],
          objectsUrl: proxies.copyS3.url,
          region: env['AWS_REGION'],
          // Its views' present stands still, so that they can be foretold.
          now: options.now,
          postgresPort: ports.postgres,
          passwordFile: folder.passwordFile(),
        },
      },
      eventSources: {
        env,
        checkpoints: this.#checkpoints,
        logs: folder.at('logs'),
        now: null,
        code: this.code.current,
        sweepSeconds,
      },
    };
    this.#environment = env;
  }

  readonly #environment: Readonly<Record<string, string>>;

  /**
   * Starts all of it but the functions, and makes its streams, buckets and queues.
   * @param options.now the warehouse's present, 'YYYY-MM-DD HH:MM:SS'.
   */
  static async start(options: {
    readonly path: string;
    readonly now: string;
    readonly diskMegabytes: number;
  }): Promise<FaultyCopy> {
    const folder = new DataFolder(options.path);
    folder.prepare();
    mkdirSync(folder.at('code'), { recursive: true });
    const ports = {
      kinesis: await freePort(),
      objects: await freePort(),
      warehouse: await freePort(),
      postgres: await freePort(),
    };
    const proxies = {
      kinesis: new FaultyProxy(() => addressOf(ports.kinesis)),
      s3: new FaultyProxy(() => addressOf(ports.objects)),
      copyS3: new FaultyProxy(() => addressOf(ports.objects)),
      sqs: new FaultyProxy(() => addressOf(ports.objects)),
      dataApi: new FaultyProxy(() => addressOf(ports.warehouse)),
    };
    for (const [name, proxy] of Object.entries(proxies)) {
      await proxy.listen(name === 'kinesis' ? 'http2' : 'http1');
    }
    const copy = new FaultyCopy(folder, ports, proxies, options);
    await copy.#launch();
    Object.assign(process.env, copy.env);
    await ensureResources(copy.env);
    return copy;
  }

  async startFunctions(): Promise<void> {
    this.#supervisor?.send('start functions');
    await this.#until('ready');
  }

  get #checkpoints(): string {
    return this.#folder.at('disk', 'checkpoints');
  }

  get #clockFile(): string {
    return this.#folder.at('clock-shift');
  }

  /** Puts the clock of every process wrong by so much. */
  shiftClock(milliseconds: number): void {
    writeFileSync(this.#clockFile, String(milliseconds));
  }

  pidOf(name: PartName): number | null {
    return this.#status.parts.find((part) => part.name === name)?.pid ?? null;
  }

  /** Returns when the supervisor knows of it. */
  async killPart(name: PartName): Promise<void> {
    const pid = this.pidOf(name);
    kill(pid);
    while (pid !== null && this.pidOf(name) === pid) await this.#changed();
  }

  killFunction(name: 'consume-events' | 'load-facts'): void {
    const eventSources = this.pidOf('event-sources');
    if (eventSources !== null) kill(functionProcess(eventSources, name));
  }

  /** Kills the supervisor, whose parts then end, and starts another one. */
  killSupervisor(): Promise<void> {
    this.#restarting ??= this.#restart().finally(() => {
      this.#restarting = undefined;
    });
    return this.#restarting;
  }

  /** Files of the mappings' checkpoints. */
  checkpointFiles(): string[] {
    const folder = this.#checkpoints;
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name));
  }

  /** Where an object's bytes lie. */
  objectFile(bucket: string, key: string): string {
    return this.#folder.at('disk', 'objects', 'buckets', bucket, 'objects', `${key}.data`);
  }

  /** Waits until every part runs; where one was given up, starts all anew, as a person would. */
  async recover(): Promise<void> {
    const deadlineMs = performance.now() + readyPatienceMs;
    while (this.#status.parts.some(({ state }) => state !== 'running')) {
      if (this.#status.parts.some(({ state }) => state === 'failed')) {
        this.operatorRestarts++;
        await this.killSupervisor();
      }
      if (performance.now() > deadlineMs) throw new Error(`The parts must run: ${this.#told}`);
      await this.#changed();
    }
  }

  async stop(): Promise<void> {
    const supervisor = this.#supervisor;
    if (supervisor?.connected) {
      const exited = new Promise((done) => supervisor.once('exit', done));
      supervisor.send('stop', () => undefined);
      await exited;
    }
    for (const proxy of [this.kinesis, this.s3, this.copyS3, this.sqs, this.dataApi])
      await proxy.close();
    this.disk.remove();
  }

  async #restart(): Promise<void> {
    const parts = this.#status.parts.flatMap(({ pid }) => pid ?? []);
    kill(this.#supervisor?.pid);
    await untilEnded(parts, orphanPatienceMs);
    await this.#launch();
    await this.startFunctions();
  }

  async #launch(): Promise<void> {
    this.#status = { state: 'starting', parts: [] };
    const output = openSync(this.#folder.at('logs', 'supervisor.log'), 'a');
    const supervisor = fork(
      resolve(import.meta.dirname, 'supervisor-host.ts'),
      [JSON.stringify(this.#options)],
      {
        execArgv: [],
        stdio: ['ignore', output, output, 'ipc'],
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...this.#environment },
      },
    );
    closeSync(output);
    this.#supervisor = supervisor;
    supervisor.on('message', (message: SupervisorMessage) => {
      if (this.#supervisor !== supervisor) return;
      this.#status = message;
    });
    await this.#until('serving');
  }

  async #until(state: string): Promise<void> {
    const deadlineMs = performance.now() + readyPatienceMs;
    while (this.#status.state !== state) {
      const hasEnded = this.#supervisor?.exitCode !== null;
      if (hasEnded || performance.now() > deadlineMs) {
        throw new Error(`The supervisor must become ${state}: ${this.#told}`);
      }
      await this.#changed();
    }
  }

  get #told(): string {
    return `${JSON.stringify(this.#status)}; see ${this.#folder.at('logs')}`;
  }

  #changed(): Promise<void> {
    return new Promise((done) => setTimeout(done, 20));
  }
}
