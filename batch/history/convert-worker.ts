import { parentPort, workerData } from 'node:worker_threads';
import { CasePulseError } from '../../domain/errors.ts';
import { batchContext } from '../context.ts';
import { convertFiles } from './convert-files.ts';
import type { ConversionMessage, ConversionTask } from './convert-in-worker.ts';
import { historyFiles } from './files.ts';

const tell = (message: ConversionMessage): void => parentPort?.postMessage(message);

const { config, run, place, names } = workerData as ConversionTask;
try {
  const mine = new Set(names);
  const files = (await historyFiles(place)).filter(({ name }) => mine.has(name));
  const context = batchContext(config, { history: place }, () => undefined);
  tell({ conversion: await convertFiles(context, run, files, (lines) => tell({ lines })) });
} catch (error) {
  const code = error instanceof CasePulseError ? error.code : '';
  tell({ failure: { code, message: error instanceof Error ? error.message : String(error) } });
}
