import { availableParallelism } from 'node:os';
import type { BatchContext, BatchRun, Counts } from '../context.ts';
import { type Conversion, convertFiles, nothingConverted } from './convert-files.ts';
import { convertInWorker } from './convert-in-worker.ts';
import { type HistoryFile, historyFiles, oneHistoryFile } from './files.ts';
import { findLeftovers, readLeftovers } from './leftovers.ts';
import { isGzipName, verifyGzip } from './lines.ts';

/** Less than this for each worker, and starting it costs more than it saves. */
const workerBytes = 8 * 1024 * 1024;

/** Files in `shares` lists of about equal size: the largest first, each to the list with the least. */
const sharesOf = (files: readonly HistoryFile[], shares: number): HistoryFile[][] => {
  const lists = Array.from({ length: shares }, () => ({ bytes: 0, files: [] as HistoryFile[] }));
  for (const file of files.toSorted((a, b) => b.bytes - a.bytes)) {
    const least = lists.reduce((a, b) => (b.bytes < a.bytes ? b : a));
    least.bytes += file.bytes;
    least.files.push(file);
  }
  return lists.map((list) => list.files).filter((list) => list.length > 0);
};

const sum = (parts: readonly Conversion[]): Conversion => {
  const total = nothingConverted();
  for (const part of parts) {
    for (const name of Object.keys(total) as (keyof Conversion)[]) total[name] += part[name];
  }
  return total;
};

/**
 * Converts the history that the options name to archive objects, on all cores where it is large.
 * What was converted before is left out, so that doing it again changes nothing.
 * @throws ConfigurationError where the history can't be read; ContractError for a gzip that is cut off
 */
export const convertHistory = async (context: BatchContext, run: BatchRun): Promise<Counts> => {
  const { history: place, historyFile } = context.options;
  if (place === undefined) return {};
  // One file alone is a child of the state machine's map: what looks at all files is done by the plan.
  const files =
    historyFile === undefined
      ? await historyFiles(place)
      : [await oneHistoryFile(place, historyFile)];
  for (const file of files) await verifyGzip(file);
  const leftovers =
    historyFile === undefined ? await findLeftovers(context) : await readLeftovers(context, run);
  const done = { lines: 0, bytes: 0 };
  // How much is in a gzip nobody knows before it is read.
  const isPlain = !files.some(({ name }) => isGzipName(name));
  const converted = (lines: number, bytes: number) => {
    done.lines += lines;
    done.bytes += bytes;
    context.report({
      step: 'convert-history',
      done: done.lines,
      unit: 'lines',
      bytes: done.bytes,
      ...(isPlain && { totalBytes }),
    });
  };
  const totalBytes = files.reduce((total, file) => total + file.bytes, 0);
  const most = Math.min(availableParallelism(), files.length);
  const workers = Math.min(most, Math.floor(totalBytes / workerBytes));
  if (workers < 2) {
    return {
      files: files.length,
      ...(await convertFiles(context, run, files, leftovers, converted)),
    };
  }
  const stop = new AbortController();
  try {
    const parts = await Promise.all(
      sharesOf(files, workers).map((share) => {
        const names = share.map(({ name }) => name);
        const task = { config: context.config, run, place, names, leftovers };
        return convertInWorker(task, converted, stop.signal);
      }),
    );
    return { files: files.length, ...sum(parts) };
  } catch (error) {
    stop.abort();
    throw error;
  }
};
