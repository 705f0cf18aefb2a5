import { useSyncExternalStore } from 'react';
import { ask, type Commit } from './answer.ts';

/** How the page hears of news. */
export type Connection =
  /** Told of each commit as it happens. */
  | 'live'
  /** The stream is cut: asks every few seconds. */
  | 'polling'
  /** Nobody answers. */
  | 'cut-off'
  /** The server is there and the warehouse is not. */
  | 'no-warehouse'
  | 'connecting';

export type LiveState = {
  readonly connection: Connection;
  readonly commit: Commit | null;
  /** When the last news came, by this browser's clock. */
  readonly heardAtMs: number | null;
  /** Grows when answers should be asked for again though nothing was committed: windows slide. */
  readonly tick: number;
};

/** The server says something every five seconds: three missed ones are silence. */
const silenceMs = 15_000;
const pollMs = 4000;
/** How often windows such as the last hour are asked for again without a commit. */
const slideMs = 30_000;

let state: LiveState = { connection: 'connecting', commit: null, heardAtMs: null, tick: 0 };
const listeners = new Set<() => void>();
const change = (next: Partial<LiveState>): void => {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
};

let source: EventSource | null = null;
let streamedAtMs = 0;
let slidAtMs = Date.now();

const hear = (connection: Connection, commit: Commit): void => {
  // After an outage everything is asked for again.
  const recovered = state.connection !== connection && state.connection !== 'connecting';
  change({
    connection,
    commit,
    heardAtMs: Date.now(),
    ...(recovered && { tick: state.tick + 1 }),
  });
};

const openStream = (): void => {
  source?.close();
  source = new EventSource('/api/live');
  source.addEventListener('commit', (event) => {
    streamedAtMs = Date.now();
    hear('live', JSON.parse(event.data) as Commit);
  });
  source.addEventListener('outage', () => {
    streamedAtMs = Date.now();
    change({ connection: 'no-warehouse' });
  });
  // Told at once, though the browser tries again by itself: figures may be old by now.
  source.addEventListener('error', () => void check());
};

/** Every few seconds, and where the stream breaks: is it alive, and if not, does anybody answer? */
const check = async (): Promise<void> => {
  if (Date.now() - slidAtMs >= slideMs) {
    slidAtMs = Date.now();
    change({ tick: state.tick + 1 });
  }
  const isCut = source?.readyState !== EventSource.OPEN;
  if (!isCut && Date.now() - streamedAtMs < silenceMs) return;
  // A server that is there and says nothing waits for its warehouse.
  change({ connection: isCut ? 'cut-off' : 'no-warehouse' });
  try {
    hear('polling', await ask<Commit>('/api/commit'));
    if (isCut) openStream();
  } catch (error) {
    const isOfWarehouse = error instanceof Error && /warehouse/.test(error.message);
    change({ connection: isOfWarehouse ? 'no-warehouse' : 'cut-off' });
    if (source?.readyState === EventSource.CLOSED) openStream();
  }
};

/** Opens the stream, for as long as the page is open. */
export const startListening = (): void => {
  streamedAtMs = Date.now();
  openStream();
  setInterval(() => void check(), pollMs);
};

/** What the page knows of the warehouse by now. */
export const useLive = (): LiveState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
