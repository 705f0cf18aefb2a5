import { createHash } from 'node:crypto';

/**
 * An aggregate that AWS' own aws-kinesis-agg 4.2.8 made (RecordAggregator): an open and a closed state of
 * case 600001, an array of the surveys S-500014 and S-500015, and a case event without a usable status.
 */
export const madeByAws = Buffer.from(
  [
    '84mawgoGNTAwMDE0CgY2MDAwMDEKAXgSJzMzOTYwNjYwMDk0Mjk2NzM5MTg1NDYwMzU1MjQwMjAyMTg0NzI5MhqBAQgA',
    'Gn17ImNhc2Vfbm8iOiI2MDAwMDEiLCJjcmVhdGVfdGltZXN0YW1wIjoiMjAyNi0wMy0xMCAxMToxMDowMCIsImxhc3Rf',
    'bW9kaWZpZWRfdGltZXN0YW1wIjoiMjAyNi0wMy0xMCAxMTo1MDowMCIsInN0YXR1cyI6Ik9wZW4ifRqFAQgAEAAaf3si',
    'Y2FzZV9ubyI6IjYwMDAwMSIsImNyZWF0ZV90aW1lc3RhbXAiOiIyMDI2LTAzLTEwIDExOjEwOjAwIiwibGFzdF9tb2Rp',
    'ZmllZF90aW1lc3RhbXAiOiIyMDI2LTAzLTEwIDExOjU1OjAwIiwic3RhdHVzIjoiQ2xvc2VkIn0awAEIARq7AVt7InN1',
    'cnZleV9pZCI6IlMtNTAwMDE0IiwiY2FzZV9ubyI6IjYwMDAwMSIsInN1cnZleV90aW1lc3RhbXAiOiIyMDI2LTAzLTEw',
    'IDExOjU1OjAwIiwiUTEiOjl9LHsic3VydmV5X2lkIjoiUy01MDAwMTUiLCJjYXNlX25vIjoiNjAwMDAyIiwic3VydmV5',
    'X3RpbWVzdGFtcCI6IjIwMjYtMDMtMTAgMTE6NTY6MDAiLCJRNCI6IlkifV0aKwgCGid7ImNhc2Vfbm8iOiI2MDAwMDki',
    'LCJzdGF0dXMiOiJQZW5kaW5nIn3Qc+xVNOWia4GbhMKJESik',
  ].join(''),
  'base64',
);

const magic = Buffer.from([0xf3, 0x89, 0x9a, 0xc2]);

/** The message with the magic before and its MD5 behind. */
export const sealed = (message: Uint8Array): Buffer =>
  Buffer.concat([magic, message, createHash('md5').update(message).digest()]);

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];

/** A length-delimited protobuf field. */
export const delimitedField = (field: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(bytes.length)]), bytes]);

/** Record { partition_key_index: 0, data } as field 3 of an AggregatedRecord. */
export const recordField = (data: Uint8Array | string): Buffer =>
  delimitedField(
    3,
    Buffer.concat([Buffer.from([0x08, 0x00]), delimitedField(3, Buffer.from(data))]),
  );

/** A KPL aggregate of user records. */
export const aggregate = (records: readonly (Uint8Array | string)[]): Buffer =>
  sealed(Buffer.concat([delimitedField(1, Buffer.from('key')), ...records.map(recordField)]));
