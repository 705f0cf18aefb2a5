import { setTimeout as sleep } from 'node:timers/promises';
import type { PartHandle } from './part-process.ts';

export type PartState = 'starting' | 'running' | 'restarting' | 'failed' | 'stopped';

/** What `status` shows of a part. */
export type PartStatus = {
  readonly name: string;
  readonly state: PartState;
  readonly pid: number | null;
  /** Where it is served; null for a part that only works. */
  readonly address: string | null;
  readonly restarts: number;
};

/** More crashes than this within the time below, and the part is left alone. */
const mostRestarts = 5;
const restartWindowMs = 60_000;

/** Keeps one part running: starts it again after a crash, each time later, and not for ever. */
export class SupervisedPart {
  readonly name: string;
  readonly #address: string | null;
  readonly #launch: () => Promise<PartHandle>;
  readonly #changed: () => void;
  readonly #firstWaitMs: number;
  #handle: PartHandle | undefined;
  #state: PartState = 'starting';
  #crashesMs: number[] = [];
  #restarts = 0;
  #isStopping = false;
  #watch: Promise<void> = Promise.resolve();

  /** @param firstWaitMs wait before the first restart, doubled for each further one. @default 200 */
  constructor(
    name: string,
    address: string | null,
    launch: () => Promise<PartHandle>,
    changed: () => void,
    firstWaitMs = 200,
  ) {
    this.name = name;
    this.#address = address;
    this.#launch = launch;
    this.#changed = changed;
    this.#firstWaitMs = firstWaitMs;
  }

  get status(): PartStatus {
    return {
      name: this.name,
      state: this.#state,
      pid: this.#handle?.pid ?? null,
      address: this.#address,
      restarts: this.#restarts,
    };
  }

  /** @throws where the first start fails. */
  start(): Promise<void> {
    const started = this.#start();
    this.#watch = started.then(
      () => this.#keepRunning(),
      () => undefined,
    );
    return started;
  }

  /** Also while it starts: then once it has. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#handle?.stop();
    await this.#watch;
    this.#handle = undefined;
    if (this.#state !== 'failed') this.#become('stopped');
  }

  async #start(): Promise<void> {
    this.#become('starting');
    try {
      this.#handle = await this.#launch();
    } catch (error) {
      this.#become('failed');
      throw error;
    }
    this.#become('running');
    if (this.#isStopping) await this.#handle.stop();
  }

  async #keepRunning(): Promise<void> {
    for (;;) {
      await this.#handle?.exited;
      this.#handle = undefined;
      if (this.#isStopping) return;
      const now = Date.now();
      this.#crashesMs = [...this.#crashesMs.filter((at) => now - at < restartWindowMs), now];
      if (this.#crashesMs.length > mostRestarts) return this.#become('failed');
      this.#become('restarting');
      await sleep(this.#firstWaitMs * 2 ** (this.#crashesMs.length - 1));
      if (this.#isStopping) return;
      try {
        const handle = await this.#launch();
        this.#restarts++;
        this.#handle = handle;
        if (this.#isStopping) await handle.stop();
        this.#become('running');
      } catch (error) {
        console.error(this.name, error);
      }
    }
  }

  #become(state: PartState): void {
    this.#state = state;
    this.#changed();
  }
}
