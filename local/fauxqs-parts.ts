import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { buildApp } from 'fauxqs';

/*
 * fauxqs exports a server that listens on all addresses, so local/objects.ts puts its parts together
 * itself. This is the one file that knows the parts which the package has but does not export
 * (fauxqs 2.4.1), and mends what stands in the way of a local archive.
 */
type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
type S3StoreType = Stores['s3Store'];
type Files = NonNullable<S3StoreType['persistence']>;
type Listing = ReturnType<S3StoreType['listObjects']>;
type StoredObject = Listing['objects'][number];

const dist = join(dirname(findPackageJSON('fauxqs', import.meta.url) ?? ''), 'dist');
const part = async <T>(path: string, name: string): Promise<T> => {
  const module = (await import(pathToFileURL(join(dist, path)).href)) as Record<string, unknown>;
  return module[name] as T;
};

export const SqsStore = await part<new () => Stores['sqsStore']>('sqs/sqsStore.js', 'SqsStore');
export const SnsStore = await part<new () => Stores['snsStore']>('sns/snsStore.js', 'SnsStore');
const S3Store = await part<new () => S3StoreType>('s3/s3Store.js', 'S3Store');
const FileS3Persistence = await part<new (folder: string) => Files>(
  's3/fileS3Persistence.js',
  'FileS3Persistence',
);
type SqsPersistence = NonNullable<Stores['sqsStore']['persistence']>;
/** Queues and messages in SQLite, written through. */
export const SqsDatabase = await part<new (folder: string) => SqsPersistence>(
  'persistence.js',
  'PersistenceManager',
);

/** fauxqs sorts a listing by locale and pages through it by code units, which skips keys. S3 orders by bytes. */
export class OrderedS3Store extends S3Store {
  override listObjects(
    bucket: string,
    options: Parameters<S3StoreType['listObjects']>[1] = {},
  ): Listing {
    const { prefix = '', delimiter, maxKeys = 1000 } = options;
    const after = options.startAfter || options.marker || '';
    const all = super.listObjects(bucket, { prefix, maxKeys: Number.POSITIVE_INFINITY }).objects;
    const objects: StoredObject[] = [];
    const commonPrefixes = new Set<string>();
    for (const object of all.sort((a, b) => (a.key < b.key ? -1 : 1))) {
      if (object.key <= after) continue;
      const end = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
      const group = end < 0 ? undefined : object.key.slice(0, end + (delimiter?.length ?? 0));
      if (group !== undefined && (commonPrefixes.has(group) || group <= after)) continue;
      if (objects.length + commonPrefixes.size >= maxKeys) {
        return { objects, commonPrefixes: [...commonPrefixes], isTruncated: true };
      }
      if (group === undefined) objects.push(object);
      else commonPrefixes.add(group);
    }
    return { objects, commonPrefixes: [...commonPrefixes], isTruncated: false };
  }
}

/** fauxqs writes objects in place: killed within, it finds half a file and does not start again. */
export class AtomicFiles extends FileS3Persistence {
  readonly #folder: string;
  readonly #scratchFolder: string;
  readonly #scratch: Files;

  constructor(folder: string) {
    super(folder);
    this.#folder = folder;
    this.#scratchFolder = join(folder, 'writing');
    rmSync(this.#scratchFolder, { recursive: true, force: true });
    this.#scratch = new FileS3Persistence(this.#scratchFolder);
  }

  override upsertObject(bucket: string, object: StoredObject): void {
    this.#scratch.upsertObject(bucket, object);
    const path = join('buckets', bucket, 'objects', pathOf(object.key));
    mkdirSync(dirname(join(this.#folder, path)), { recursive: true });
    // The description last: an object without one is none.
    for (const ending of ['.data', '.meta.json']) {
      renameSync(join(this.#scratchFolder, path + ending), join(this.#folder, path + ending));
    }
  }
}

/** fauxqs' own way from a key to a file. */
const pathOf = (key: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that fauxqs encodes
  key.replace(/[<>:"|?*\\%\x00-\x1f]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
