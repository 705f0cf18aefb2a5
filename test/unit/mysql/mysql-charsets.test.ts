import { expect, it } from 'vitest';
import { getDecoder, getEncoder } from '../../../adapters/mysql-charsets.ts';

it('reads and writes the one charset beside those of Buffer that a server may speak before it is told ours', () => {
  const bytes = Buffer.from('Größe ☎');
  const decoder = getDecoder('cesu8');
  expect(
    decoder.write(bytes.subarray(0, 3)) + decoder.write(bytes.subarray(3)) + decoder.end(),
  ).toBe('Größe ☎');
  expect(Buffer.from(getEncoder('cesu8').write('Größe ☎'))).toEqual(bytes);
});

it.each(['latin2', 'gbk', 'sjis'])('refuses %s by its name', (charset) => {
  expect(() => getDecoder(charset)).toThrow(
    `must speak utf8mb4 with a function, got the charset ${charset}`,
  );
  expect(() => getEncoder(charset)).toThrow(`got the charset ${charset}`);
});
