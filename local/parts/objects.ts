import { startObjects } from '../objects.ts';
import type { RunningPart } from './part.ts';

type ObjectsPartOptions = { dataDir: string; port: number };

export const start = (options: ObjectsPartOptions): Promise<RunningPart> => startObjects(options);
