import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { countByBigInt, type KinesaliteNumbers } from '../../../local/kinesalite-numbers.ts';

const own: KinesaliteNumbers = { ...createRequire(import.meta.url)('kinesalite/db') };
const ours = { ...own };
countByBigInt(ours);

/** All over the seconds until 2065. */
const sequences = Array.from({ length: 300 }, (_, i) => ({
  shardCreateTime: ((i * 2_654_435_761) % 3_000_000_000) * 1000,
  seqIx: String((i * 40_503) ** 2),
  seqTime: ((i * 1_597_334_677 + 1) % 3_000_000_000) * 1000 + (i % 1000),
  shardIx: i % 200,
}));

it('counts sequence numbers to the digit as kinesalite does', () => {
  expect(String(own.parseSequence)).toContain('BigNumber');
  for (const sequence of sequences) {
    const text = own.stringifySequence(sequence);
    expect(ours.stringifySequence(sequence)).toBe(text);
    expect(ours.parseSequence(text)).toEqual(own.parseSequence(text));
  }
  const shardCreateTime = 1_773_144_000_000;
  for (const sequence of [
    { shardCreateTime },
    { shardCreateTime, shardIx: 3 },
    { shardCreateTime, seqIx: null },
    { shardCreateTime, seqIx: '9223372036854775807', seqTime: 1_773_144_999_000 },
    { shardCreateTime, version: 1 },
    { shardCreateTime, version: 0 },
  ]) {
    const text = own.stringifySequence(sequence);
    expect(ours.stringifySequence(sequence)).toBe(text);
    expect(ours.parseSequence(text)).toEqual(own.parseSequence(text));
  }
});

it.each(['0', '1', '7', 'x', '', String(2n ** 185n), String(3n * 16n ** 46n - 1n)])(
  'takes or refuses %j for a sequence number as kinesalite does',
  (text) => {
    const answer = (numbers: KinesaliteNumbers) => {
      try {
        return numbers.parseSequence(text);
      } catch (error) {
        return String(error);
      }
    };
    expect(answer(ours)).toEqual(answer(own));
  },
);

it('puts partition keys into the shards that kinesalite puts them into', () => {
  const bounds = Array.from({ length: 5 }, (_, part) => String((2n ** 128n / 5n) * BigInt(part)));
  for (let key = 0; key < 200; key++) {
    const [theirs, mine] = [own, ours].map((numbers) =>
      bounds.map((bound) => numbers.partitionKeyToHashKey(`case ${key}`).comparedTo(bound)),
    );
    expect(mine).toEqual(theirs);
  }
});
