import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { ObjectStore } from '../../adapters/object-store.ts';
import { ConfigurationError } from '../../domain/errors.ts';

/** One file of the history, wherever it lies. */
export type HistoryFile = {
  /** Path under the history's root, with slashes: the same for a folder and for an S3 prefix. */
  readonly name: string;
  readonly bytes: number;
  /** Its bytes from the start, gzipped or not, as it has them. */
  open(): AsyncIterable<Uint8Array>;
};

/** JSON Lines, by the names that people give them. */
const historyName = /\.(json|jsonl|ndjson)(\.gz)?$/i;

/** Bytes fetched from S3 in one request. */
const rangeBytes = 8 * 1024 * 1024;

const unreadable = (place: string, cause: unknown): ConfigurationError => {
  const words = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new ConfigurationError(
    `The history at ${place} must be readable, got ${words}; name a folder or an s3:// prefix that is`,
    { cause },
  );
};

const localFiles = async (place: string): Promise<HistoryFile[]> => {
  const root = resolve(place);
  const folder = await stat(root);
  if (!folder.isDirectory()) throw new Error('a file where a folder is needed');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && historyName.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.map(async (path) => ({
      name: relative(root, path).split(sep).join('/'),
      bytes: (await stat(path)).size,
      open: () => createReadStream(path, { highWaterMark: 1024 * 1024 }),
    })),
  );
};

async function* objectBytes(
  store: ObjectStore,
  key: string,
  total: number,
): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < total; offset += rangeBytes) {
    const bytes = Math.min(rangeBytes, total - offset);
    const part = await store.get(key, { offset, bytes });
    if (part === null) throw new Error(`${store.url(key)} is gone`);
    yield part;
  }
}

const storedFiles = async (place: string): Promise<HistoryFile[]> => {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(place) ?? [];
  const store = new ObjectStore(bucket);
  const root = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  const files: HistoryFile[] = [];
  for await (const { key, bytes } of store.list(root)) {
    if (!historyName.test(key)) continue;
    files.push({
      name: key.slice(root.length),
      bytes,
      open: () => objectBytes(store, key, bytes),
    });
  }
  return files;
};

/**
 * The history's files under a local folder or an s3:// prefix, by name.
 * @throws ConfigurationError where it can't be read, or holds none
 */
export const historyFiles = async (place: string): Promise<HistoryFile[]> => {
  const files = await (place.startsWith('s3://') ? storedFiles(place) : localFiles(place)).catch(
    (cause: unknown) => {
      throw unreadable(place, cause);
    },
  );
  if (files.length === 0) {
    throw new ConfigurationError(
      `The history at ${place} must hold files named .json, .jsonl or .ndjson (or .gz of these), got none; name another place`,
    );
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
};
