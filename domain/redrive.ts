/*
 * A record that is sent again says so in its partition key, and for which reason it was refused before.
 * The key is free text of the producer's, so it proves nothing: it is repeated in a reason, no more.
 */

const prefix = 'redrive';

/** @param id what tells the record from others: it spreads records over the shards, and tells no data. */
export const redrivePartitionKey = (reasonCode: string, id: string): string =>
  `${prefix}:${reasonCode}:${id}`;

/** The reason code for which a record was refused before it was sent again; null for any other record. */
export const reasonBeforeRedrive = (partitionKey: string): string | null =>
  /^redrive:([a-z0-9_]{1,64}):/.exec(partitionKey)?.[1] ?? null;
