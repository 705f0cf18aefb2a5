import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';
import { SqlError } from '../sql/sql-error.ts';

/** An object to load. */
export interface SourceObject {
  bucket: string;
  key: string;
  /** The length that a manifest promises. */
  contentLengthBytes?: number;
  /** True where a manifest does without the object. */
  isOptional?: boolean;
}

/** Objects fetched side by side: enough to hide latency, few enough for a small machine. */
const FETCHES_AT_ONCE = 8;

export function splitUrl(url: string): { bucket: string; key: string } {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(url) ?? [];
  if (bucket === '') throw new SqlError(`The S3 path "${url}" is not valid`, '22023');
  return { bucket, key };
}

/** The objects that a COPY names: a manifest's entries, or all keys that begin with the prefix. */
export async function sourceObjects(
  s3: S3Client,
  source: string,
  isManifest: boolean,
  isLengthMandatory: boolean,
): Promise<SourceObject[]> {
  const { bucket, key } = splitUrl(source);
  if (isManifest)
    return manifestEntries(await objectText(s3, bucket, key), source, isLengthMandatory);
  const objects: SourceObject[] = [];
  let token: string | undefined;
  do {
    const page = await s3
      .send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: key,
          ...(token ? { ContinuationToken: token } : {}),
        }),
      )
      .catch((error: unknown) => {
        throw new SqlError(
          `S3ServiceException: ${error instanceof Error ? error.message : String(error)}, bucket ${bucket}`,
        );
      });
    for (const item of page.Contents ?? [])
      if (item.Key && (item.Size ?? 0) > 0) objects.push({ bucket, key: item.Key });
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token);
  if (objects.length === 0)
    throw new SqlError(
      `The specified S3 prefix '${key}' does not exist\n  Detail:\n  -----------------------------------------------\n  error:  The specified S3 prefix '${key}' does not exist\n  code:      8001`,
    );
  return objects;
}

async function objectText(s3: S3Client, bucket: string, key: string): Promise<string> {
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await object.Body?.transformToString()) ?? '';
  } catch (error) {
    if (isMissing(error)) throw new SqlError(`The specified S3 prefix '${key}' does not exist`);
    throw new SqlError(
      `S3ServiceException: ${error instanceof Error ? error.message : String(error)}, s3://${bucket}/${key}`,
    );
  }
}

interface ManifestEntry {
  url?: unknown;
  mandatory?: unknown;
  meta?: { content_length?: unknown };
}

/** An entry is mandatory where it says so: https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html */
function manifestEntries(text: string, source: string, isLengthMandatory: boolean): SourceObject[] {
  let entries: unknown;
  try {
    entries = (JSON.parse(text) as { entries?: unknown }).entries;
  } catch {
    throw new SqlError(`Invalid manifest file: ${source} is not JSON`);
  }
  if (!Array.isArray(entries) || entries.length === 0)
    throw new SqlError(`Invalid manifest file: ${source} has no entries`);
  return entries.map((entry: unknown) => {
    const { url, meta, mandatory } = (entry ?? {}) as ManifestEntry;
    if (typeof url !== 'string')
      throw new SqlError(`Invalid manifest file: an entry of ${source} has no url`);
    const length = meta?.content_length;
    if (isLengthMandatory && typeof length !== 'number') {
      throw new SqlError(
        `Invalid manifest file: ${source}: meta.content_length is missing for ${url}; it is mandatory for columnar formats`,
      );
    }
    return {
      ...splitUrl(url),
      isOptional: mandatory !== true,
      ...(typeof length === 'number' ? { contentLengthBytes: length } : {}),
    };
  });
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof NoSuchKey ||
    (error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound'))
  );
}

/** Fetches objects into a folder, several at once; returns the files in the objects' order, without those that may be missing and are. */
export async function fetchObjects(
  s3: S3Client,
  objects: readonly SourceObject[],
  folder: string,
  suffix: string,
): Promise<{ file: string; url: string }[]> {
  const files = objects.map((_, index) =>
    join(folder, `${String(index).padStart(6, '0')}${suffix}`),
  );
  const missing = new Set<string>();
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < objects.length; index = next++) {
      const object = objects[index];
      const file = files[index];
      if (object && file && !(await fetchObject(s3, object, file))) missing.add(file);
    }
  };
  await Promise.all(Array.from({ length: Math.min(FETCHES_AT_ONCE, objects.length) }, worker));
  return objects.flatMap(({ bucket, key }, index) => {
    const file = files[index] ?? '';
    return missing.has(file) ? [] : [{ file, url: `s3://${bucket}/${key}` }];
  });
}

/** @returns false where the object is not there and need not be */
async function fetchObject(s3: S3Client, object: SourceObject, file: string): Promise<boolean> {
  const url = `s3://${object.bucket}/${object.key}`;
  try {
    const answer = await s3.send(new GetObjectCommand({ Bucket: object.bucket, Key: object.key }));
    if (
      object.contentLengthBytes !== undefined &&
      answer.ContentLength !== undefined &&
      answer.ContentLength !== object.contentLengthBytes
    ) {
      throw new SqlError(
        `Manifest content_length ${object.contentLengthBytes} of ${url} does not match the object's length ${answer.ContentLength}`,
      );
    }
    await pipeline(answer.Body as Readable, createWriteStream(file));
    return true;
  } catch (error) {
    if (error instanceof SqlError) throw error;
    if (isMissing(error) && object.isOptional === true) return false;
    if (isMissing(error))
      throw new SqlError(
        `Problem reading manifest file - S3ServiceException: The specified key does not exist., Status 404, Error NoSuchKey, ${url}`,
      );
    throw new SqlError(
      `S3ServiceException: ${error instanceof Error ? error.message : String(error)}, ${url}`,
    );
  }
}
