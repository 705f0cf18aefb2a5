import type { Kind } from './facts.ts';

/*
 * Where things lie in the archive bucket:
 *   archive/<kind>/origin=stream|history/arrival_date=YYYY-MM-DD/arrival_hour=HH/<name>.parquet
 *   quarantine-raw/origin=…/arrival_date=…/arrival_hour=…/<name>.bin     original bytes
 *   receipts/<stream>/<shard>/<first>-<last>.json                       what a consumer batch read
 *   aws/lambda/<mapping>/<shard>/YYYY/MM/DD/…                           what Lambda gave up on
 *   redriven/<key of such an object>.json                               that it was redriven
 * and in the staging bucket:
 *   loads/<kind>/pending|done/<manifest id>.manifest                     what a load took
 *   loads/<kind>/refused/arrival_date=…/arrival_hour=…/<name>.json       object that COPY can't read
 *   loads/<kind>/swept.json                                              what the archive held when all of it was loaded
 * A name is made from the records alone, so that the same records give the same key again.
 */

/** Where an archive object came from. */
export const origins = ['stream', 'history'] as const;
export type Origin = (typeof origins)[number];

/** What stands for a stream's name in all that comes from the history. */
export const historySource = 'history';

/** Kinesis sequence numbers have up to 56 digits today; padded, text order is number order. */
const sequenceDigits = 64;

export const paddedSequence = (sequenceNumber: string): string =>
  sequenceNumber.padStart(sequenceDigits, '0');

/** The name of what one consumer batch writes: shard and sequence range. */
export const batchName = (stream: string, shardId: string, first: string, last: string): string =>
  `${stream}_${shardId}_${paddedSequence(first)}-${paddedSequence(last)}`;

/** The batch that wrote an object: `<stream>_<shard>`, and its first sequence number, padded. The name of its key says both. */
export const batchStart = (archiveKey: string): { shard: string; first: string } => {
  const name = archiveKey.slice(archiveKey.lastIndexOf('/') + 1);
  const cut = name.lastIndexOf('_');
  return { shard: name.slice(0, cut), first: name.slice(cut + 1, name.indexOf('-', cut)) };
};

/** Partition of an object by the arrival of its first record. `arrivedAt`: 'YYYY-MM-DD HH:MM:SS…', UTC. */
export const partition = (origin: Origin, arrivedAt: string): string =>
  `origin=${origin}/arrival_date=${arrivedAt.slice(0, 10)}/arrival_hour=${arrivedAt.slice(11, 13)}`;

export const archivePrefix = (kind: Kind, origin: Origin): string =>
  `archive/${kind}/origin=${origin}/`;

export const archiveKey = (kind: Kind, origin: Origin, arrivedAt: string, name: string): string =>
  `archive/${kind}/${partition(origin, arrivedAt)}/${name}.parquet`;

/** Where the original bytes of quarantined records lie, each object under the name of its quarantine object. */
export const rawPrefix = (origin: Origin): string => `quarantine-raw/origin=${origin}/`;

export const rawKey = (origin: Origin, arrivedAt: string, name: string): string =>
  `quarantine-raw/${partition(origin, arrivedAt)}/${name}.bin`;

export const receiptPrefix = (stream: string, shardId: string): string =>
  `receipts/${stream}/${shardId}/`;

export const receiptKey = (stream: string, shardId: string, first: string, last: string): string =>
  `${receiptPrefix(stream, shardId)}${paddedSequence(first)}-${paddedSequence(last)}.json`;

/** Where the manifests of a kind's loads lie: submitted or about to be, and committed. */
export const manifestPrefix = (kind: Kind, state: 'pending' | 'done'): string =>
  `loads/${kind}/${state}/`;

export const manifestKey = (kind: Kind, state: 'pending' | 'done', manifestId: string): string =>
  `${manifestPrefix(kind, state)}${manifestId}.manifest`;

/** The mark of a sweep that found everything of a kind loaded. */
export const sweptKey = (kind: Kind): string => `loads/${kind}/swept.json`;

export const refusedPrefix = (kind: Kind): string => `loads/${kind}/refused/`;

/** The mark of an archive object (of origin=stream) that COPY can't read. */
export const refusedKey = (kind: Kind, objectKey: string): string =>
  refusedPrefix(kind) +
  objectKey.slice(archivePrefix(kind, 'stream').length).replace(/\.parquet$/, '.json');

/** The archive object that such a mark is for. */
export const refusedObject = (kind: Kind, markKey: string): string =>
  archivePrefix(kind, 'stream') +
  markKey.slice(refusedPrefix(kind).length).replace(/\.json$/, '.parquet');
