import { ContractError } from '../domain/errors.ts';

const lineFeed = 0x0a;

/** A line as it was, without its line feed. `number` counts from 1. */
export type Line = { readonly number: number; readonly bytes: Buffer };

/**
 * The lines of a byte stream, untouched: no decoding, and empty lines are lines. A line feed at the
 * very end begins no further line. Comes as all lines that one piece of the input ends, so that a slow
 * input's lines don't wait for later ones.
 * @throws ContractError for a line beyond `maxBytes`, after the lines before it.
 */
export async function* lineGroups(
  input: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
): AsyncGenerator<Line[]> {
  let number = 1;
  let parts: Buffer[] = [];
  let partsBytes = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    partsBytes += part.byteLength;
  };
  const finished = (): Line => {
    const line = { number, bytes: Buffer.concat(parts) };
    number += 1;
    parts = [];
    partsBytes = 0;
    return line;
  };
  for await (const piece of input) {
    const chunk = Buffer.from(piece as Uint8Array);
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      add(chunk.subarray(start, end));
      if (partsBytes > maxBytes) break;
      lines.push(finished());
      start = end + 1;
    }
    if (partsBytes <= maxBytes) add(chunk.subarray(start));
    if (lines.length > 0) yield lines;
    if (partsBytes > maxBytes) {
      throw new ContractError(
        `A line must have at most ${maxBytes} bytes to be a record, and line ${number} has more; the lines before it were sent, split it and send the rest`,
      );
    }
  }
  if (partsBytes > 0) yield [finished()];
}
