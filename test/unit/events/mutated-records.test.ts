import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AcceptedRows } from '../../../domain/events/index.ts';
import { archiveTables, kinds } from '../../../domain/facts.ts';
import { aggregate, madeByAws, sealed } from './aggregates.ts';
import { accept, caseEvent, surveyEvent } from './records.ts';

/** Inputs to try: ten thousand, and a million in `npm run soak`. */
const inputs = Number(process.env['FUZZ_INPUTS'] ?? 10_000);

const caseText = JSON.stringify(caseEvent);
const texts = [
  caseText,
  JSON.stringify([surveyEvent, caseEvent]),
  `${JSON.stringify(surveyEvent)}\n${caseText}\n`,
  '{"case_no": 9007199254740993, "status": "Open", "product_code": 1.50e3, "note": [[{}]]}',
];
const seeds = [
  ...texts.flatMap((text) => [Buffer.from(text), gzipSync(text)]),
  madeByAws,
  aggregate([caseText, gzipSync(caseText), '', JSON.stringify([surveyEvent])]),
];

/** What is put into a record: bytes that text, JSON, gzip, protobuf and warehouses stumble over. */
const traps = [
  ...[
    '\\ud800',
    '\ud83d',
    '\\u0000',
    '\u0000',
    '"__proto__":{"status":"Open"},',
    '"constructor":1,',
  ],
  ...[
    '[[[[',
    '{"a":'.repeat(50),
    '1e999',
    '-0',
    '1E-400',
    '9'.repeat(40),
    '0.1',
    '\n',
    '\r\n',
    '"',
    ',',
  ],
  ...['\ufeff', '\u2028', '\x1f\x8b', 'Q1', '2026-02-30 25:61:61', '0000-00-00 00:00:00', ' ', '∞'],
].map((text) => Buffer.from(text));
const signs = [
  [0xf3, 0x89, 0x9a, 0xc2],
  [0x1f, 0x8b, 0x08],
  [0xff, 0xfe],
  [0xed, 0xa0, 0x80],
  [0x1a, 0xff, 0xff, 0xff, 0xff, 0x0f],
].map((bytes) => Buffer.from(bytes));

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.nat(6), fc.nat(200)),
  insert: fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(...traps, ...signs)),
});

const edited = (
  seed: Uint8Array,
  edits: readonly { at: number; remove: number; insert: Uint8Array }[],
) =>
  edits.reduce<Uint8Array>((bytes, { at, remove, insert }) => {
    const start = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + remove)]);
  }, seed);

/** Past the checksums, which would stop nearly every mutation: what they protect is mutated, then packed. */
const packed = fc
  .tuple(
    fc.constantFrom(
      (bytes: Uint8Array) => bytes,
      (bytes: Uint8Array) => gzipSync(bytes, { level: 1 }),
      (bytes: Uint8Array) => aggregate([caseText, bytes]),
      (bytes: Uint8Array) => sealed(bytes),
    ),
    fc.constantFrom(...seeds, ...seeds.map((seed) => seed.subarray(4, -16))),
    fc.array(edit, { minLength: 1, maxLength: 5 }),
  )
  .map(([pack, seed, edits]) => pack(edited(seed, edits)));

/** Grows beyond what a record may; an edit near its end comes behind that bound. */
const bomb = gzipSync(Buffer.alloc(24 * 1024 * 1024, `${caseText}\n`));
const bombs = fc
  .tuple(
    fc.constantFrom(
      (bytes: Uint8Array) => bytes,
      (bytes: Uint8Array) => aggregate([caseText, bytes, caseText]),
    ),
    fc.array(edit, { maxLength: 2 }),
  )
  .map(([pack, edits]) => pack(edited(bomb, edits)));

/** Text that no parser has seen before. */
const anything = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
  fc.string({ unit: 'binary', maxLength: 64 }).map((text) => Buffer.from(text)),
  fc.nat(30_000).map((depth) => Buffer.from(`${'['.repeat(depth)}{"case_no":1.5}`)),
  fc.nat(30_000).map((depth) => Buffer.from('[1.5,'.repeat(depth) + ']'.repeat(depth))),
);

/** What is wrong with the rows of a record, or null. */
const faultOf = (rows: AcceptedRows, data: Uint8Array): string | null => {
  const places = kinds.flatMap((kind) =>
    rows[kind].map((row) => `${row['sub_sequence_number']}.${row['element']}`),
  );
  if (places.length === 0) return 'no row';
  if (new Set(places).size !== places.length) return `one place twice: ${places}`;
  // In each user record elements are numbered without a gap, and user records without one too.
  for (const place of places) {
    const [sub = 0, element = 0] = place.split('.').map(Number);
    if (element > 0 && !places.includes(`${sub}.${element - 1}`)) return `a gap before ${place}`;
    if (element === 0 && sub > 0 && !places.includes(`${sub - 1}.0`))
      return `a gap before ${place}`;
  }
  const raw = Buffer.concat(rows.raw);
  if (!raw.equals(rows.quarantine.length > 0 ? data : Buffer.alloc(0)))
    return 'other original bytes';
  for (const kind of kinds) {
    for (const column of archiveTables[kind].columns) {
      for (const row of rows[kind]) {
        const value = row[column.name];
        if (value === undefined) return `${column.name} is undefined`;
        if (value === null && !column.nullable) return `${column.name} is null`;
        if (column.type !== 'varchar' || value === null) continue;
        const text = String(value);
        if (Buffer.byteLength(text) > column.maxBytes) return `${column.name} is too long`;
        if (!text.isWellFormed() || text.includes('\u0000'))
          return `${column.name} is not storable`;
      }
    }
  }
  return null;
};

it('makes storable rows of whatever the bytes are, loses no element and no byte, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        { weight: 1800, arbitrary: packed },
        { weight: 200, arbitrary: anything },
        // Each takes as long as thousands of the others.
        { weight: 1, arbitrary: bombs },
      ),
      (data) => {
        const fault = faultOf(accept(data), data);
        if (fault !== null) throw new Error(`${fault}: ${Buffer.from(data).toString('base64')}`);
      },
    ),
    { numRuns: inputs },
  );
}, 3_600_000);

it('lets no record change what is behind all objects', () => {
  accept('{"__proto__":{"status":"Open"},"constructor":{"prototype":{"x":1}},"case_no":"1"}');
  expect(({} as Record<string, unknown>)['status']).toBeUndefined();
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});
