import {
  batchName,
  historySource,
  receiptKey,
  receiptPrefix,
} from '../../domain/archive-layout.ts';
import type { HistoryFile } from './files.ts';
import type { Chunk } from './lines.ts';

/** Digits of a line number: text order is number order. */
const lineDigits = 12;

/** A line's place in its file, as the identity of a row has it. */
export const sequenceNumber = (line: number): string => String(line).padStart(lineDigits, '0');

/** Where a chunk stands in the archive: by file, content and lines, so that the same chunk stands there again. */
export type ChunkPlace = { readonly shard: string; readonly first: string; readonly last: string };

/** What the places of a file's chunks begin with; those of files of a similar name may do so too. */
const shardStart = ({ name }: HistoryFile): string => `${name.replace(/[^\w.-]+/g, '-')}-`;

export const chunkPlace = (file: HistoryFile, chunk: Chunk): ChunkPlace => ({
  shard: `${shardStart(file)}${chunk.sha256.slice(0, 16)}`,
  first: sequenceNumber(chunk.lines[0]?.number ?? 0),
  last: sequenceNumber(chunk.lines.at(-1)?.number ?? 0),
});

/** Name of the chunk's archive objects. */
export const placeName = ({ shard, first, last }: ChunkPlace): string =>
  batchName(historySource, shard, first, last);

/** Key of the chunk's receipt. */
export const placeReceipt = ({ shard, first, last }: ChunkPlace): string =>
  receiptKey(historySource, shard, first, last);

/** Where the receipts of all of history's chunks lie: the prefix of one shard, shortened. */
export const historyReceipts = receiptPrefix(historySource, '').slice(0, -1);

/** Where those of one file's chunks lie. */
export const receiptsOfFile = (file: HistoryFile): string =>
  `${historyReceipts}${shardStart(file)}`;

/** Key of the receipt that tells of a history object; null where the key is none of history's. */
export const receiptOfObject = (key: string): string | null => {
  const [, shard, first, last] = /\/history_(.+)_(\d+)-(\d+)\.parquet$/.exec(key) ?? [];
  return shard && first && last ? placeReceipt({ shard, first, last }) : null;
};
