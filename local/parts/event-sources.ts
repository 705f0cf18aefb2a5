import { startEventSources } from '../event-sources/index.ts';
import { clockOf, type RunningPart } from './part.ts';

type EventSourcesPartOptions = {
  env: Record<string, string>;
  checkpoints: string;
  logs: string;
  now: string | null;
};

export const start = async ({ now, ...options }: EventSourcesPartOptions): Promise<RunningPart> =>
  startEventSources({ ...options, now: clockOf(now) });
