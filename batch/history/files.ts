import { createReadStream } from 'node:fs';
import { access, constants, readdir, stat } from 'node:fs/promises';
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

/** Bytes read from a local file at a time. */
const readBytes = 1024 * 1024;
/** Bytes fetched from S3 in one request. */
const rangeBytes = 8 * 1024 * 1024;

const words = (cause: unknown): string =>
  cause instanceof Error ? cause.message || cause.name : String(cause);

const unreadable = (place: string, cause: unknown): ConfigurationError =>
  new ConfigurationError(
    `The history at ${place} must be readable, got ${words(cause)}; name a folder or an s3:// prefix that is`,
    { cause },
  );

/** What is wrong with one file of it: nothing is converted then, rather than all but that file. */
const refuse = (name: string, rule: string, got: string): never => {
  throw new ConfigurationError(
    `The history file ${name} must ${rule}, got ${got}; mend it or take it away, and run the batch again`,
  );
};

/** The bytes of a local file. @throws ConfigurationError where reading fails, at its start or half-way */
async function* fileBytes(name: string, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: readBytes });
  } catch (cause) {
    refuse(name, 'be readable', words(cause));
  }
}

/** A file by its path; links are followed. */
const localFile = async (root: string, path: string): Promise<HistoryFile> => {
  const name = relative(root, path).split(sep).join('/');
  try {
    const found = await stat(path);
    if (!found.isFile()) refuse(name, 'be a file', 'a folder or a device of that name');
    await access(path, constants.R_OK);
    return { name, bytes: found.size, open: () => fileBytes(name, path) };
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    return refuse(name, 'be readable', words(cause));
  }
};

const localFiles = async (place: string): Promise<HistoryFile[]> => {
  const root = resolve(place);
  const folder = await stat(root);
  if (!folder.isDirectory()) throw new Error('a file where a folder is needed');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => historyName.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map((path) => localFile(root, path)));
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

const isStored = (place: string): boolean => place.startsWith('s3://');

/** The bucket of an s3:// prefix, and what its keys begin with. */
const storeAt = (place: string): { store: ObjectStore; root: string } => {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(place) ?? [];
  const root = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  return { store: new ObjectStore(bucket), root };
};

const storedFile = (store: ObjectStore, root: string, key: string, bytes: number): HistoryFile => ({
  name: key.slice(root.length),
  bytes,
  open: () => objectBytes(store, key, bytes),
});

const storedFiles = async (place: string): Promise<HistoryFile[]> => {
  const { store, root } = storeAt(place);
  const files: HistoryFile[] = [];
  for await (const { key, bytes } of store.list(root)) {
    if (historyName.test(key)) files.push(storedFile(store, root, key, bytes));
  }
  return files;
};

/** One file of a history whose files were listed before. @throws ConfigurationError where it is gone or not readable */
export const oneHistoryFile = async (place: string, name: string): Promise<HistoryFile> => {
  if (!isStored(place)) return localFile(resolve(place), join(place, name));
  const { store, root } = storeAt(place);
  const key = `${root}${name}`;
  const bytes = await store.size(key).catch((cause: unknown) => {
    throw unreadable(place, cause);
  });
  return bytes === null
    ? refuse(name, 'be there still', 'nothing of that name')
    : storedFile(store, root, key, bytes);
};

/**
 * The history's files under a local folder or an s3:// prefix, by name.
 * @throws ConfigurationError where it can't be read, or holds none, or one of them is empty or not readable
 */
export const historyFiles = async (place: string): Promise<HistoryFile[]> => {
  const files = await (isStored(place) ? storedFiles(place) : localFiles(place)).catch(
    (cause: unknown) => {
      throw cause instanceof ConfigurationError ? cause : unreadable(place, cause);
    },
  );
  if (files.length === 0) {
    throw new ConfigurationError(
      `The history at ${place} must hold files named .json, .jsonl or .ndjson (or .gz of these), got none; name another place`,
    );
  }
  for (const { name, bytes } of files)
    if (bytes === 0) refuse(name, 'hold events', 'an empty file');
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
};
