import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { boundedRequests } from './bounded-requests.ts';

/** Parts of a multipart upload: S3 wants 5 MiB at least, and takes 10,000 of them. */
const uploadPartBytes = 5 * 1024 * 1024;
/** One is filled while another is sent. */
const uploadPartsAtOnce = 2;

export type StoredObject = { readonly key: string; readonly bytes: number };

export type ListedObject = StoredObject & { readonly modifiedAt: Date };

/** One S3 bucket. Endpoint and credentials are the environment's. */
export class ObjectStore {
  readonly bucket: string;
  /** Open to whoever listens to its calls: a tracer. */
  readonly client: S3Client;

  constructor(
    bucket: string,
    client = new S3Client({ maxAttempts: 6, requestHandler: boundedRequests }),
  ) {
    this.bucket = bucket;
    this.client = client;
  }

  async put(
    key: string,
    body: Uint8Array | string,
    contentType = 'application/octet-stream',
  ): Promise<void> {
    await this.client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ContentType: contentType }),
    );
  }

  /**
   * Stores what comes bit by bit, by multipart where it is large; all of it or, where `body` fails, nothing.
   * @returns how many bytes it has
   */
  async putStream(key: string, body: AsyncIterable<Uint8Array>): Promise<number> {
    let bytes = 0;
    const counted = async function* () {
      for await (const part of body) {
        bytes += part.length;
        yield part;
      }
    };
    const upload = new Upload({
      client: this.client,
      params: { Bucket: this.bucket, Key: key, Body: Readable.from(counted()) },
      partSize: uploadPartBytes,
      queueSize: uploadPartsAtOnce,
    });
    await upload.done();
    return bytes;
  }

  /** The object's bytes, or null where there is no such key. `range`: first byte and count. */
  async get(key: string, range?: { offset: number; bytes: number }): Promise<Uint8Array | null> {
    try {
      const Range = range && `bytes=${range.offset}-${range.offset + range.bytes - 1}`;
      const object = await this.client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: key, Range }),
      );
      return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  /** How many bytes the object has; null where there is no such key. */
  async size(key: string): Promise<number | null> {
    try {
      const head = await this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }));
      return head.ContentLength ?? 0;
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  async exists(key: string): Promise<boolean> {
    return (await this.size(key)) !== null;
  }

  /** All objects under `prefix` in key order, from the first key after `startAfter`. */
  async *list(prefix: string, startAfter?: string): AsyncGenerator<ListedObject> {
    const pages = paginateListObjectsV2(
      { client: this.client },
      { Bucket: this.bucket, Prefix: prefix, StartAfter: startAfter },
    );
    for await (const page of pages) {
      for (const object of page.Contents ?? []) {
        if (object.Key === undefined) continue;
        const modifiedAt = object.LastModified ?? new Date(0);
        yield { key: object.Key, bytes: object.Size ?? 0, modifiedAt };
      }
    }
  }

  /** The folders right under `prefix`, each with `prefix` before and '/' after its name, in order. */
  async *folders(prefix: string): AsyncGenerator<string> {
    const pages = paginateListObjectsV2(
      { client: this.client },
      { Bucket: this.bucket, Prefix: prefix, Delimiter: '/' },
    );
    for await (const page of pages) {
      for (const folder of page.CommonPrefixes ?? []) {
        if (folder.Prefix !== undefined) yield folder.Prefix;
      }
    }
  }

  /** Deletes the object; no such key is fine too. */
  async delete(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
  }

  /** The address that COPY takes. */
  url(key: string): string {
    return `s3://${this.bucket}/${key}`;
  }
}
