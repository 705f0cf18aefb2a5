import { startEventSources } from '../event-sources/index.ts';
import { clockOf, type RunningPart } from './part.ts';

type EventSourcesPartOptions = {
  env: Record<string, string>;
  checkpoints: string;
  logs: string;
  now: string | null;
  /** Folder of the functions' code, where it is not the project's. */
  code?: string;
  /** Between two sweeps, where it is not the stack's time. */
  sweepSeconds?: number;
};

export const start = async ({ now, ...options }: EventSourcesPartOptions): Promise<RunningPart> =>
  startEventSources({ ...options, now: clockOf(now) });
