import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { aggregate } from './aggregates.ts';
import { accept, caseEvent, refusals } from './records.ts';

const mebibyte = 1024 * 1024;
const text = JSON.stringify(caseEvent);

describe('what a record can unfold to is bounded', () => {
  it('a gzip bomb is one quarantined record', () => {
    const bomb = gzipSync(Buffer.alloc(20 * mebibyte, 0x20));
    const rows = accept(bomb);
    expect(refusals(rows)).toEqual(['unknown too_large null']);
    expect(Buffer.concat(rows.raw)).toEqual(bomb);
  });

  it('a gzip just below the limit is read', () => {
    const rows = accept(gzipSync(`${text}${' '.repeat(16 * mebibyte - text.length)}`));
    expect(rows.cases).toHaveLength(1);
  });

  it('bombs in an aggregate are refused one by one, and the user records between them are read', () => {
    const bomb = gzipSync(Buffer.alloc(10 * mebibyte, 0x20));
    const rows = accept(aggregate([text, bomb, text, bomb, bomb, text]));
    expect(rows.cases).toHaveLength(3);
    expect(refusals(rows)).toEqual([
      'unknown empty_record null',
      'unknown too_large null',
      'unknown too_large null',
    ]);
  });

  it.each([
    ['an array', `[${'0,'.repeat(200_000)}0]`],
    ['lines', '0\n'.repeat(200_000)],
    ['lines of arrays', `${`[${'0,'.repeat(60_000)}0]\n`.repeat(3)}`],
  ])('millions of elements in %s are one quarantined record', (_name, many) => {
    const rows = accept(gzipSync(many));
    expect(refusals(rows)).toEqual(['unknown too_many_events null']);
  });

  it('an aggregate of more user records than fit is one quarantined record', () => {
    const rows = accept(aggregate(new Array(100_001).fill('')));
    expect(refusals(rows)).toEqual(['unknown too_many_events null']);
  });

  it('blank lines count for nothing', () => {
    expect(accept(`${'\n'.repeat(300_000)}${text}\n`).cases).toHaveLength(1);
  });
});
