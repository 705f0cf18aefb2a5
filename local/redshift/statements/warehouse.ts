import type { CopyContext } from '../copy/copy-context.ts';
import { KnownCatalogue } from '../engine/catalogue/known-catalogue.ts';
import type { Engine } from '../engine/engine.ts';
import { Session } from '../engine/session.ts';
import { TableLocks } from '../engine/table-locks.ts';
import { Sessions } from './sessions.ts';
import { StatementStore } from './statement-store.ts';

export interface WarehouseOptions {
  engine: Engine;
  copy: CopyContext;
  database: string;
  admin: string;
  now: () => Date;
  /** What may be open at once. */
  quotas: { statements: number; sessions: number };
  /** Hears that the engine has given the database up. */
  onLost: (error: unknown) => void;
}

/** The running warehouse: its engine, its statements, its sessions. */
export class Warehouse {
  readonly engine: Engine;
  readonly copy: CopyContext;
  readonly database: string;
  readonly admin: string;
  readonly quotas: WarehouseOptions['quotas'];
  readonly store = new StatementStore();
  readonly sessions = new Sessions();
  /** ClientTokens of the last day: what was submitted under each. */
  readonly tokens = new Map<string, { digest: string; id: string }>();
  /** Sessions that run a statement now, by statement. */
  readonly running = new Map<string, { session: Session; done: Promise<void> }>();
  /** False while no masking policy was ever attached, which spares every statement the question. */
  hasMasking = false;
  /** False while no late-binding view was ever made. */
  hasLateViews = false;
  /** False while no table ever had a SUPER column. */
  hasSuper = false;
  private readonly now: () => Date;
  private readonly onLost: (error: unknown) => void;
  private readonly locks = new TableLocks();
  private readonly catalogue = new KnownCatalogue();
  // Numbers of about the size that a cluster shows.
  private lastPid = 1_073_741_824;
  private lastQueryId = 0;

  constructor(options: WarehouseOptions) {
    this.engine = options.engine;
    this.copy = options.copy;
    this.database = options.database;
    this.admin = options.admin;
    this.quotas = options.quotas;
    this.now = options.now;
    this.onLost = options.onLost;
  }

  async openSession(user: string): Promise<Session> {
    const { engine } = this;
    const connection = await engine.connect();
    this.lastPid += 1;
    return new Session({
      connection,
      release: (used, isClean) => engine.release(used, isClean),
      user,
      isSuperuser: user === this.admin,
      pid: this.lastPid,
      now: this.now,
      locks: this.locks,
      catalogue: this.catalogue,
      onSuper: () => {
        this.hasSuper = true;
      },
      onLost: this.onLost,
    });
  }

  nextQueryId(): number {
    this.lastQueryId += 1;
    return this.lastQueryId;
  }
}
