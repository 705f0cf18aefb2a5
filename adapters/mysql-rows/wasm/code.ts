/**
 * The few instructions of WebAssembly that row sums are made of, as functions that give their bytes: operands first, as
 * https://webassembly.github.io/spec/core/binary/instructions.html has them.
 */
export type Code = readonly number[];

/** LEB128, seven bits a byte, lowest first. */
const unsigned = (value: number): number[] => {
  const rest = value >>> 7;
  return rest === 0 ? [value & 127] : [(value & 127) | 128, ...unsigned(rest)];
};
const signed = (value: number): number[] => {
  const rest = value >> 7;
  const isLast = rest === 0 ? (value & 64) === 0 : rest === -1 && (value & 64) !== 0;
  return isLast ? [value & 127] : [(value & 127) | 128, ...signed(rest)];
};

const binary =
  (opcode: number) =>
  (a: Code, b: Code): Code => [...a, ...b, opcode];

/** A number of 32 bits, signed or not. */
export const i32 = (value: number): Code => [0x41, ...signed(value | 0)];
export const i64 = (value: number): Code => [0x42, ...signed(value)];
export const get = (local: number): Code => [0x20, local];
export const set = (local: number, value: Code): Code => [...value, 0x21, local];
/** Sets a local and gives its value. */
export const tee = (local: number, value: Code): Code => [...value, 0x22, local];

export const isEqual = binary(0x46);
export const isBelow = binary(0x49);
export const isAbove = binary(0x4b);
export const add = binary(0x6a);
export const subtract = binary(0x6b);
export const and = binary(0x71);
export const or = binary(0x72);
export const xor = binary(0x73);
export const shiftLeft = binary(0x74);
export const shiftRight = binary(0x76);
export const rotateLeft = binary(0x77);
export const add64 = binary(0x7c);
/** A number of 32 bits without sign as one of 64. */
export const extend = (value: Code): Code => [...value, 0xad];

/** Access to memory at any address, aligned or not. */
const load =
  (opcode: number) =>
  (address: Code, offset = 0): Code => [...address, opcode, 0, ...unsigned(offset)];
const store =
  (opcode: number) =>
  (address: Code, value: Code): Code => [...address, ...value, opcode, 0, 0];
export const load8 = load(0x2d);
export const load16 = load(0x2f);
export const load32 = load(0x28);
export const load64 = load(0x29);
export const store8 = store(0x3a);
export const store64 = store(0x37);

const block = 0x40;
const end = 0x0b;

/** Does `body`, and again while the condition holds. */
export const doWhile = (body: Code, condition: Code): Code => [
  ...[0x03, block, ...body, ...condition],
  ...[0x0d, 0, end],
];
export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  ...[...condition, 0x04, block, ...then],
  ...(otherwise.length > 0 ? [0x05, ...otherwise] : []),
  end,
];

const i32Type = 0x7f;
const section = (id: number, content: Code): number[] => [
  id,
  ...unsigned(content.length),
  ...content,
];
const text = (name: string): number[] => [name.length, ...new TextEncoder().encode(name)];

/**
 * A module with one function, `run`, and one memory, `memory`:
 * https://webassembly.github.io/spec/core/binary/modules.html
 * @param parameters how many locals are parameters, all of 32 bits; `locals` how many more there are
 */
export const moduleOf = (
  parameters: number,
  locals: number,
  code: Code,
): Uint8Array<ArrayBuffer> => {
  const body = [1, locals, i32Type, ...code, end];
  const oneMemoryOfOnePage = [1, 0, 1];
  return new Uint8Array([
    ...[0, ...new TextEncoder().encode('asm'), 1, 0, 0, 0],
    ...section(1, [1, 0x60, parameters, ...Array<number>(parameters).fill(i32Type), 0]),
    ...section(3, [1, 0]),
    ...section(5, oneMemoryOfOnePage),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('run'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
};
