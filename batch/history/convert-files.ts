import { byteFunctions } from '../../adapters/byte-functions.ts';
import { encodeParquet } from '../../adapters/parquet.ts';
import { archiveKey, historySource, rawKey } from '../../domain/archive-layout.ts';
import { type AcceptedRows, acceptRecord, noRows } from '../../domain/events/index.ts';
import { archiveTables, type Kind, kinds } from '../../domain/facts.ts';
import type { Receipt } from '../../domain/messages.ts';
import type { BatchContext, BatchRun } from '../context.ts';
import {
  type ChunkPlace,
  chunkPlace,
  placeName,
  placeReceipt,
  receiptsOfFile,
  sequenceNumber,
} from './chunk-place.ts';
import type { HistoryFile } from './files.ts';
import { type Leftovers, leftoverName } from './leftovers.ts';
import { type Chunk, chunksOf } from './lines.ts';

/** Receipts of the file's chunks: what they are of is done. */
const receiptsOf = async ({ archive }: BatchContext, file: HistoryFile): Promise<Set<string>> => {
  const receipts = new Set<string>();
  for await (const { key } of archive.list(receiptsOfFile(file))) receipts.add(key);
  return receipts;
};

/** The events of a chunk, by the same rules as a stream's. */
const acceptChunk = (
  context: BatchContext,
  file: HistoryFile,
  chunk: Chunk,
  arrivedAt: string,
  archiveKeys: Readonly<Record<Kind, string>>,
  originals: string,
): AcceptedRows => {
  const rows = noRows();
  const acceptance = {
    ...byteFunctions,
    businessTimezone: context.config.businessTimezone,
    archiveKeys,
    rawKey: originals,
  };
  for (const { number, data } of chunk.lines) {
    const record = {
      data,
      source: historySource,
      shardId: file.name,
      sequenceNumber: sequenceNumber(number),
      arrivedAt,
    };
    acceptRecord(record, acceptance, rows);
  }
  return rows;
};

/** Archives one chunk: original bytes of what is refused, then an object for each kind, the receipt last. */
const archiveChunk = async (
  context: BatchContext,
  run: BatchRun,
  file: HistoryFile,
  chunk: Chunk,
  place: ChunkPlace,
  leftovers: Leftovers,
): Promise<Receipt> => {
  const { archive } = context;
  const name = placeName(place);
  const arrivedAt = `${run.startedAt}.000000`;
  const keyOf = (kind: Kind): string =>
    leftovers[leftoverName(kind, name)] ?? archiveKey(kind, 'history', arrivedAt, name);
  const archiveKeys = {
    cases: keyOf('cases'),
    surveys: keyOf('surveys'),
    quarantine: keyOf('quarantine'),
  };
  const originals = rawKey('history', arrivedAt, name);
  const rows = acceptChunk(context, file, chunk, arrivedAt, archiveKeys, originals);

  const archived: Receipt['archived'] = [];
  for (const kind of kinds) {
    if (rows[kind].length === 0) continue;
    archived.push({ kind, key: archiveKeys[kind], rows: rows[kind].length });
    // An archive object is never written again: a killed run's stands as it is.
    if (leftovers[leftoverName(kind, name)] !== undefined) continue;
    const body = encodeParquet(archiveTables[kind], rows[kind]);
    if (kind === 'quarantine') await archive.put(originals, Buffer.concat(rows.raw));
    await archive.put(archiveKeys[kind], body);
  }
  const receipt: Receipt = {
    version: 1,
    stream: historySource,
    shardId: file.name,
    firstSequenceNumber: place.first,
    lastSequenceNumber: place.last,
    records: chunk.lines.length,
    events: archived.reduce((sum, object) => sum + object.rows, 0),
    archived,
  };
  await archive.put(placeReceipt(place), JSON.stringify(receipt), 'application/json');
  return receipt;
};

/** What conversion came to. `skipped_lines`: those of `lines` that were converted before. */
export type Conversion = Record<'lines' | 'skipped_lines' | Kind, number>;

export const nothingConverted = (): Conversion => ({
  lines: 0,
  skipped_lines: 0,
  cases: 0,
  surveys: 0,
  quarantine: 0,
});

/**
 * Converts files, one event or array of events a line, to archive objects, by the stream's own rules.
 * What was converted before is left out.
 * @param leftovers what killed conversions left of any file
 * @param converted is told how many more lines and bytes are done
 */
export const convertFiles = async (
  context: BatchContext,
  run: BatchRun,
  files: readonly HistoryFile[],
  leftovers: Leftovers,
  converted: (lines: number, bytes: number) => void,
): Promise<Conversion> => {
  const total = nothingConverted();
  for (const file of files) {
    const receipts = await receiptsOf(context, file);
    for await (const chunk of chunksOf(file)) {
      const place = chunkPlace(file, chunk);
      total.lines += chunk.lines.length;
      if (receipts.has(placeReceipt(place))) {
        total.skipped_lines += chunk.lines.length;
      } else {
        const { archived } = await archiveChunk(context, run, file, chunk, place, leftovers);
        for (const { kind, rows } of archived) total[kind] += rows;
      }
      converted(chunk.lines.length, chunk.bytes);
    }
  }
  return total;
};
