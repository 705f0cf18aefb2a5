import { isUtf8 } from 'node:buffer';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, zstdDecompress } from 'node:zlib';
import type { CopyOptions } from '../sql/plan.ts';
import { SqlError } from '../sql/sql-error.ts';

const decompressors = { gzip: promisify(gunzip), zstd: promisify(zstdDecompress) };

/** True where the engine's own reader does not read the text as COPY does. */
export function needsRewriting(options: CopyOptions): boolean {
  return options.isEscape || options.isRemoveQuotes || options.invalidCharacter !== undefined;
}

/**
 * Writes a file again as text that the engine's reader takes: uncompressed, in UTF-8, and for ESCAPE and
 * REMOVEQUOTES as CSV with the same delimiter, where what is quoted is no null.
 * https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-conversion.html
 */
export async function rewriteFile(file: string, options: CopyOptions): Promise<void> {
  const stored = await readFile(file);
  const { compression, invalidCharacter } = options;
  const bytes = compression === 'none' ? stored : await decompressors[compression](stored);
  const valid =
    invalidCharacter === undefined || isUtf8(bytes)
      ? bytes
      : withoutInvalid(bytes, invalidCharacter.charCodeAt(0));
  const isPlain = !options.isEscape && !options.isRemoveQuotes;
  await writeFile(file, isPlain ? valid : asCsv(valid.toString(), options));
}

/** Each byte that is part of no character becomes the replacement. */
function withoutInvalid(bytes: Buffer, replacement: number): Buffer {
  const valid = Buffer.from(bytes);
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length) at += length;
    else {
      valid[at] = replacement;
      at += 1;
    }
  }
  return valid;
}

function asCsv(text: string, { isEscape, isRemoveQuotes, delimiter = '|' }: CopyOptions): string {
  let csv = '';
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const opening = isRemoveQuotes && /["']/.test(text[at] ?? '') ? text[at] : undefined;
    if (opening !== undefined) at += 1;
    let value = '';
    let isEscaped = false;
    let isClosed = opening === undefined;
    while (at < text.length) {
      const character = text[at] ?? '';
      if (isClosed && (character === delimiter || character === '\n')) break;
      at += 1;
      if (isEscape && character === '\\' && at < text.length) {
        // The null string works as it is.
        if (text[at] === 'N') value += '\\';
        else isEscaped = true;
        value += text[at];
        at += 1;
      } else if (!isClosed && character === opening) isClosed = true;
      else value += character;
    }
    if (!isClosed) throw new SqlError(`Line ${line}: a quotation mark has no closing one`, '22000');
    const field = opening === undefined ? value.replace(/\r$/, '') : value;
    const isQuoted = isEscaped || opening !== undefined || /["\r\n]/.test(field);
    csv += isQuoted ? `"${field.replaceAll('"', '""')}"` : field;
    csv += text[at] ?? '';
    if (text[at] === '\n') line += 1;
    at += 1;
  }
  return csv;
}
