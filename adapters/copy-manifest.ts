import type { ObjectStore, StoredObject } from './object-store.ts';

/**
 * The text of a COPY manifest. Parquet wants each object's length in it:
 * https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html
 */
export const copyManifest = (store: ObjectStore, objects: readonly StoredObject[]): string =>
  JSON.stringify({
    entries: objects.map(({ key, bytes }) => ({
      url: store.url(key),
      mandatory: true,
      meta: { content_length: bytes },
    })),
  });
