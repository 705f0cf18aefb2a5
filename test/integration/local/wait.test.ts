import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { ObjectStore } from '../../../adapters/object-store.ts';
import { awaitedObjects } from '../../../bin/wait/awaited-objects.ts';
import { isConsumed } from '../../../bin/wait/receipts.ts';
import { positionsOf } from '../../../bin/wait/stream-tips.ts';
import {
  archiveKey,
  batchName,
  paddedSequence,
  receiptKey,
} from '../../../domain/archive-layout.ts';
import type { Kind } from '../../../domain/facts.ts';
import { startObjects } from '../../../local/objects.ts';

const stream = 'case-events';
const shardId = 'shardId-000000000000';

/** A row of the ledger: an object of the batch `first` to `last`, whose own last record is `ownLast`. */
const loaded = (kind: Kind, first: string, last: string, ownLast: string) => ({
  source: stream,
  shard_id: shardId,
  archive_key: archiveKey(
    kind,
    'stream',
    '2026-03-10 12:00:00',
    batchName(stream, shardId, first, last),
  ),
  last_sequence_number: paddedSequence(ownLast).slice(-64),
});

it('wait finds the receipt of a batch of which one object is loaded before another', async () => {
  const objects = await startObjects();
  const s3 = new S3Client({
    endpoint: objects.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  try {
    await s3.send(new CreateBucketCommand({ Bucket: 'archive' }));
    const archive = new ObjectStore('archive', s3);
    // Records 101 to 120 were one batch: its refused record, 110, is loaded, its cases are not yet.
    const positions = positionsOf([
      loaded('cases', '81', '100', '100'),
      loaded('quarantine', '101', '120', '110'),
    ]);
    const position = positions.get(`${stream}/${shardId}`) ?? null;
    expect(position?.loaded).toBe('110');
    const tip = { stream, shardId, position, newest: '120' };
    expect(await isConsumed(tip, archive)).toBe(false);
    await archive.put(receiptKey(stream, shardId, '81', '100'), Buffer.from('{}'));
    expect(await isConsumed(tip, archive)).toBe(false);
    await archive.put(receiptKey(stream, shardId, '101', '120'), Buffer.from('{}'));
    expect(await isConsumed(tip, archive)).toBe(true);
    // Read again after a fault, records 71 to 130 were one batch: it began before what is loaded.
    const further = { ...tip, newest: '130' };
    await archive.put(receiptKey(stream, shardId, '71', '130'), Buffer.from('{}'));
    expect(await isConsumed(further, archive)).toBe(false);
    expect(await isConsumed(further, archive, true)).toBe(true);
  } finally {
    s3.destroy();
    await objects.close();
  }
});

it('wait does not wait for what came after it was asked', () => {
  const object = (shard: string, first: string, last: string) => ({
    key: archiveKey(
      'cases',
      'stream',
      '2026-03-10 12:00:00',
      batchName(stream, shard, first, last),
    ),
    bytes: 1,
  });
  const other = 'shardId-000000000001';
  const tips = [
    { stream, shardId, position: null, newest: '120' },
    { stream, shardId: other, position: null, newest: null },
  ];
  // A batch that began before the tip may have gone on beyond it.
  const awaited = [object(shardId, '81', '100'), object(shardId, '101', '130')];
  const gone = object('shardId-000000000009', '200', '300');
  const newer = [object(shardId, '121', '140'), object(other, '1', '9')];
  expect(awaitedObjects([...awaited, ...newer, gone], tips)).toEqual([...awaited, gone]);
});
