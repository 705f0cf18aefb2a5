/*
 * Preloaded (node --import) into every process of a faulty copy: a clock that is wrong by the milliseconds
 * in the file CLOCK_SHIFT_FILE, from one moment to the next, as a clock that somebody sets.
 */
import { readFileSync } from 'node:fs';

const file = process.env['CLOCK_SHIFT_FILE'];
const rereadMs = 50;

let shiftMs = 0;
let readAtMs = Number.NEGATIVE_INFINITY;

const shift = (): number => {
  if (file === undefined || performance.now() - readAtMs < rereadMs) return shiftMs;
  readAtMs = performance.now();
  try {
    shiftMs = Number(readFileSync(file, 'utf8'));
  } catch {
    // Being written: as it was.
  }
  return shiftMs;
};

const RealDate = Date;
const now = (): number => RealDate.now() + shift();

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
