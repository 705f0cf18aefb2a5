import { setFlagsFromString } from 'node:v8';

// V8 would compile the parser's WebAssembly a second time, optimised, while the first statements
// run. Measured: 60 statements cost 1.8 s of CPU and 900 MB that way, 0.5 s and 160 MB without.
// The flags must be set before the module is compiled; the last implies the others at start only.
for (const flag of [
  '--liftoff',
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
  '--liftoff-only',
]) {
  setFlagsFromString(flag);
}

/** The SQL parser and generator. */
export const { parse, generate, Dialect } = await import('@polyglot-sql/sdk');
