import { hash } from 'node:crypto';

/** What a sequence number of kinesalite is made of; today's, version 2, has all of it. */
type Sequence = {
  readonly shardCreateTime: number;
  readonly seqIx?: string | number | null;
  readonly byte1?: string;
  readonly seqTime?: number;
  readonly shardIx?: number;
  readonly version?: number | null;
};

/** What `kinesalite/db` exports for all of its actions. */
export type KinesaliteNumbers = {
  parseSequence: (text: string) => Sequence;
  stringifySequence: (sequence: Sequence) => string;
  partitionKeyToHashKey: (partitionKey: string) => { comparedTo: (bound: string) => number };
};

/** Version 2, as kinesalite's db/index.js takes it apart: 47 hexadecimal digits; nothing beyond the year 2376 or its own limits. */
const version2 = /^2[0-2][\da-f]{9}[0-7][\da-f]{26}[0-7][\da-f]{7}2$/;

const hexDigits = (value: bigint | number, digits: number): string =>
  value.toString(16).padStart(digits, '0');

const hexSeconds = (milliseconds: number): string => hexDigits(Math.floor(milliseconds / 1000), 9);

/** Bounds of shards that were read from text: a stream has few, and each record is compared with them. */
const boundsKept = 256;

/**
 * Lets kinesalite count by the engine's BigInt instead of a library's digits, which took more than half of what a record
 * cost from put to read (docs/adr/0045). The numbers are the same. What it reads of other versions goes the old way.
 */
export const countByBigInt = (numbers: KinesaliteNumbers): void => {
  const { parseSequence, stringifySequence } = numbers;
  const bounds = new Map<string, bigint>();
  const boundOf = (text: string): bigint => {
    const known = bounds.get(text);
    if (known !== undefined) return known;
    const bound = BigInt(text);
    if (bounds.size < boundsKept) bounds.set(text, bound);
    return bound;
  };

  numbers.parseSequence = (text) => {
    const hex = /^\d{1,60}$/.test(text) ? BigInt(text).toString(16) : '';
    // The library's own way has the rules for what is too large, and the errors.
    if (!version2.test(hex)) return parseSequence(text);
    return {
      shardCreateTime: Number.parseInt(hex.slice(1, 10), 16) * 1000,
      seqIx: BigInt(`0x${hex.slice(11, 27)}`).toString(),
      byte1: hex.slice(27, 29),
      seqTime: Number.parseInt(hex.slice(29, 38), 16) * 1000,
      shardIx: Number.parseInt(hex.slice(38, 46), 16),
      version: 2,
    };
  };

  numbers.stringifySequence = (sequence) => {
    const { shardCreateTime, seqIx, byte1, seqTime, version } = sequence;
    if ((version ?? 2) !== 2) return stringifySequence(sequence);
    const shardIx = sequence.shardIx || 0;
    const hex = [
      '2',
      hexSeconds(shardCreateTime),
      shardIx.toString(16).slice(-1),
      hexDigits(BigInt(seqIx || 0), 16),
      byte1 || '00',
      hexSeconds(seqTime || shardCreateTime),
      hexDigits(shardIx, 8),
      '2',
    ];
    return BigInt(`0x${hex.join('')}`).toString();
  };

  numbers.partitionKeyToHashKey = (partitionKey) => {
    const key = BigInt(`0x${hash('md5', partitionKey, 'hex')}`);
    return {
      comparedTo: (text) => {
        const bound = boundOf(text);
        return key < bound ? -1 : key > bound ? 1 : 0;
      },
    };
  };
};
