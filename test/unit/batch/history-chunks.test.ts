import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryFile } from '../../../batch/history/files.ts';
import { chunksOf } from '../../../batch/history/lines.ts';

/** A file whose bytes come in parts of this size, as a disk or a network hands them over. */
const fileOf = (bytes: Uint8Array, partBytes: number): HistoryFile => ({
  name: 'cases/day1.json',
  bytes: bytes.length,
  open: async function* () {
    for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes);
  },
});

const read = async (file: HistoryFile) => {
  const chunks = await Array.fromAsync(chunksOf(file));
  return chunks.map(({ sha256, lines }) => ({
    sha256,
    lines: lines.map(({ number, data }) => `${number}:${Buffer.from(data).toString()}`),
  }));
};

const texts = fc.array(fc.constantFrom('{"a":1}', 'é🛒', '', '  ', 'broken'), { maxLength: 30 });

describe('chunks of a history file', () => {
  it('hold every line that is not blank under its own number, however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 2, max: 40 }),
        async (lines, lineEnd, partBytes) => {
          const chunks = await read(fileOf(Buffer.from(lines.join(lineEnd)), partBytes));
          const expected = lines.flatMap((line, index) =>
            line.trim() === '' ? [] : [`${index + 1}:${line}`],
          );
          expect(chunks.flatMap((chunk) => chunk.lines)).toEqual(expected);
        },
      ),
    );
  });

  it('are the same for the same content, gzipped or not, and others for another', async () => {
    const bytes = Buffer.from('{"a":1}\n\n{"a":2}\n');
    const chunks = await read(fileOf(bytes, 5));
    expect(await read(fileOf(bytes, 1000))).toEqual(chunks);
    expect(await read(fileOf(gzipSync(bytes), 7))).toEqual(chunks);
    const [other] = await read(fileOf(Buffer.from('{"a":1}\n\n{"a":3}\n'), 5));
    expect(other?.sha256).not.toBe(chunks[0]?.sha256);
  });

  it.each([
    ['10,000 lines', 10_001, '1', [10_000, 1]],
    ['16 MiB', 17, 'x'.repeat(1024 * 1024), [16, 1]],
  ])('are full with %s', async (_, lines, line, chunks) => {
    const bytes = Buffer.from(Array.from({ length: lines }, () => line).join('\n'));
    const read = await Array.fromAsync(chunksOf(fileOf(bytes, 1024 * 1024)));
    expect(read.map((chunk) => chunk.lines.length)).toEqual(chunks);
  });
});
