import { startKinesis } from '../kinesis.ts';
import { clockOf, type RunningPart } from './part.ts';

type KinesisPartOptions = { dataDir: string; port: number; now: string | null };

export const start = ({ dataDir, port, now }: KinesisPartOptions): Promise<RunningPart> =>
  startKinesis({ dataDir, port, ...(now !== null && { now: clockOf(now) }) });
