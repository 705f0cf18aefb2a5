import { packetHeaderBytes } from '../row-chunk.ts';
import {
  add,
  add64,
  and,
  type Code,
  doWhile,
  extend,
  get,
  i32,
  i64,
  isAbove,
  isBelow,
  isEqual,
  load8,
  load16,
  load32,
  load64,
  moduleOf,
  or,
  rotateLeft,
  set,
  shiftLeft,
  shiftRight,
  store8,
  store64,
  subtract,
  tee,
  when,
  xor,
} from './code.ts';
import { advance, copiedBytes, copyBytes } from './copy-bytes.ts';

/*
 * The checksum of rows as WebAssembly: it takes a third of the time that a call of node:crypto for each row takes, of which most is
 * the call. It reads the values of a row as MySQL sent them (row-fields.ts says how), writes the row's text, and adds
 * up the first 60 bits of its MD5, https://www.rfc-editor.org/rfc/rfc1321.
 */

/** Stands before each value, and for a value that is NULL. sql/batch/dimension-checksums.sql says the same. */
const beforeValue = 2;
const nullValue = 1;

/** Where the sums lie: of the first 32 bits of each MD5, and of the next 28. */
export const highSumAt = 0;
export const lowSumAt = 8;

/** Where the chunk lies; its texts lie behind it, with room for what copying touches. */
export const chunkAt = 16;
export const textAfter = (chunkLength: number): number => chunkAt + chunkLength + copiedBytes;
/** Memory for a chunk and the text of its longest row: NULL is a byte longer there, and MD5 pads to blocks of 64. */
export const bytesFor = (chunkLength: number, columns: number): number =>
  textAfter(chunkLength) + chunkLength + columns + 2 * 64 + copiedBytes;

// Parameters: address of the chunk, its rows and columns, address of a row's text. Then the locals.
const [at, rows, columns, text, to, column, length, end, block] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const [a, b, c, d] = [9, 10, 11, 12];
const [aBefore, bBefore, cBefore, dBefore] = [13, 14, 15, 16];
const parameters = 4;
const locals = 13;

/** Reads the length behind the byte that says how it is written. */
const longLength: Code = when(
  isEqual(get(length), i32(252)),
  [...set(length, load16(get(at))), ...advance(at, i32(2))],
  when(
    isEqual(get(length), i32(253)),
    [
      ...set(length, or(load16(get(at)), shiftLeft(load8(get(at), 2), i32(16)))),
      ...advance(at, i32(3)),
    ],
    // A chunk is never so long that a length needs more than four bytes.
    [...set(length, load32(get(at))), ...advance(at, i32(8))],
  ),
);

/** The text of a row, from `text` to `to`. */
const rowText: Code = [
  ...set(to, get(text)),
  ...set(column, get(columns)),
  ...advance(at, i32(packetHeaderBytes)),
  ...doWhile(
    [
      ...store8(get(to), i32(beforeValue)),
      ...advance(to, i32(1)),
      ...set(length, load8(get(at))),
      ...advance(at, i32(1)),
      ...when(
        isEqual(get(length), i32(251)),
        [...store8(get(to), i32(nullValue)), ...advance(to, i32(1))],
        [
          ...when(isAbove(get(length), i32(251)), longLength),
          ...copyBytes({ at, to, length, end }),
        ],
      ),
    ],
    tee(column, subtract(get(column), i32(1))),
  ),
];

/** A bit, zeros, and the length in bits at the end of the last block of 64 bytes, which is `end`. */
const padding: Code = [
  ...set(length, subtract(get(to), get(text))),
  ...store8(get(to), i32(0x80)),
  ...advance(to, i32(1)),
  ...set(
    end,
    add(get(text), shiftLeft(add(shiftRight(add(get(length), i32(8)), i32(6)), i32(1)), i32(6))),
  ),
  ...doWhile([...store64(get(to), i64(0)), ...advance(to, i32(8))], isBelow(get(to), get(end))),
  ...store64(subtract(get(end), i32(8)), extend(shiftLeft(get(length), i32(3)))),
];

/** RFC 1321, 3.4: by round, how the other three are mixed, which word is taken at which step, and by how far it is turned. */
const rounds = [
  {
    mix: (x: Code, y: Code, z: Code) => xor(z, and(x, xor(y, z))),
    word: (i: number) => i,
    turns: [7, 12, 17, 22],
  },
  {
    mix: (x: Code, y: Code, z: Code) => xor(y, and(z, xor(x, y))),
    word: (i: number) => 5 * i + 1,
    turns: [5, 9, 14, 20],
  },
  {
    mix: (x: Code, y: Code, z: Code) => xor(xor(x, y), z),
    word: (i: number) => 3 * i + 5,
    turns: [4, 11, 16, 23],
  },
  {
    mix: (x: Code, y: Code, z: Code) => xor(y, or(x, xor(z, i32(-1)))),
    word: (i: number) => 7 * i,
    turns: [6, 10, 15, 21],
  },
] as const;

const registers = [a, b, c, d];
const register = (index: number): number => registers[index & 3] ?? a;

const step = (i: number): Code => {
  const round = rounds[i >> 4] ?? rounds[0];
  const [target, x, y, z] = [register(-i), register(1 - i), register(2 - i), register(3 - i)];
  const constant = Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32);
  const word = load32(get(block), 4 * (round.word(i) & 15));
  const sum = add(add(add(get(target), word), i32(constant)), round.mix(get(x), get(y), get(z)));
  return set(target, add(rotateLeft(sum, i32(round.turns[i & 3] ?? 0)), get(x)));
};

const digest: Code = [
  ...set(a, i32(0x67452301)),
  ...set(b, i32(0xefcdab89)),
  ...set(c, i32(0x98badcfe)),
  ...set(d, i32(0x10325476)),
  ...set(block, get(text)),
  ...doWhile(
    [
      ...set(aBefore, get(a)),
      ...set(bBefore, get(b)),
      ...set(cBefore, get(c)),
      ...set(dBefore, get(d)),
      ...Array.from({ length: 64 }, (_, i) => step(i)).flat(),
      ...set(a, add(get(a), get(aBefore))),
      ...set(b, add(get(b), get(bBefore))),
      ...set(c, add(get(c), get(cBefore))),
      ...set(d, add(get(d), get(dBefore))),
    ],
    isBelow(tee(block, add(get(block), i32(64))), get(end)),
  ),
];

/** The bytes in the order in which a digest is written. */
const asWritten = (local: number): Code =>
  or(
    and(rotateLeft(get(local), i32(8)), i32(0x00ff00ff)),
    and(rotateLeft(get(local), i32(24)), i32(0xff00ff00)),
  );

const addTo = (address: number, value: Code): Code =>
  store64(i32(address), add64(load64(i32(address)), extend(value)));

/** Adds the rows of a chunk to the sums. At least one row and one column. */
export const rowSumsModule = (): Uint8Array<ArrayBuffer> =>
  moduleOf(
    parameters,
    locals,
    doWhile(
      [
        ...rowText,
        ...padding,
        ...digest,
        ...addTo(highSumAt, asWritten(a)),
        ...addTo(lowSumAt, shiftRight(asWritten(b), i32(4))),
      ],
      tee(rows, subtract(get(rows), i32(1))),
    ),
  );
