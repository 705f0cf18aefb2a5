import { parentPort, workerData } from 'node:worker_threads';
import { errorParts } from '../../domain/error-parts.ts';
import { batchContext } from '../context.ts';
import { convertFiles } from './convert-files.ts';
import type { ConversionMessage, ConversionTask } from './convert-in-worker.ts';
import { historyFiles } from './files.ts';

const tell = (message: ConversionMessage): void => parentPort?.postMessage(message);

const { config, run, place, names, leftovers } = workerData as ConversionTask;
try {
  const mine = new Set(names);
  const files = (await historyFiles(place)).filter(({ name }) => mine.has(name));
  const context = batchContext(config, { history: place }, () => undefined);
  const converted = (lines: number, bytes: number) => tell({ lines, bytes });
  tell({ conversion: await convertFiles(context, run, files, leftovers, converted) });
} catch (error) {
  tell({ failure: errorParts(error) });
}
