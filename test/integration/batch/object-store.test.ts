import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ObjectStore } from '../../../adapters/object-store.ts';
import type { LocalServer } from '../../../local/server.ts';
import { startBuckets } from './local-objects.ts';

let objects: LocalServer;
let staging: ObjectStore;
beforeAll(async () => {
  objects = await startBuckets();
  staging = new ObjectStore('casepulse-staging');
});
afterAll(() => objects.close());

const megabyte = 1024 * 1024;

/** So many megabytes, each of its number. */
async function* megabytes(count: number) {
  for (let each = 0; each < count; each++) yield new Uint8Array(megabyte).fill(each);
}

describe('a stream of unknown length', () => {
  it('is stored as one object, uploaded in parts as they fill', async () => {
    expect(await staging.putStream('long', megabytes(20))).toBe(20 * megabyte);
    const client = new S3Client({});
    const head = new HeadObjectCommand({ Bucket: 'casepulse-staging', Key: 'long' });
    // Behind the dash: how many parts, https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
    expect((await client.send(head)).ETag).toMatch(/-[2-9]"$/);
    client.destroy();
    const body = (await staging.get('long')) ?? new Uint8Array();
    expect(body.length).toBe(20 * megabyte);
    for (let each = 0; each < 20; each++) {
      expect([body[each * megabyte], body[(each + 1) * megabyte - 1]]).toEqual([each, each]);
    }
  });

  it('that fails half-way leaves no object', async () => {
    const failing = async function* () {
      yield* megabytes(12);
      throw new Error('the connection is gone');
    };
    await expect(staging.putStream('half', failing())).rejects.toThrow('the connection is gone');
    expect(await staging.get('half')).toBeNull();
  });

  it('of nothing is an object of no bytes', async () => {
    expect(await staging.putStream('empty', megabytes(0))).toBe(0);
  });
});
