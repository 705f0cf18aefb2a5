/** https://webassembly.github.io/spec/core/exec/runtime.html#page-size */
const pageBytes = 65_536;

/** What of it is used here: its types come with those of browsers, which are none of ours. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** A module's function and its memory, which is another one after it has grown. */
export type WasmInstance = {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly run: (...parameters: number[]) => void;
};

/** Starts instances of a module that `moduleOf` made; it is compiled with the first. */
export const instancesOf = (module: () => Uint8Array<ArrayBuffer>): (() => WasmInstance) => {
  let compiled: object | undefined;
  return () => {
    compiled ??= new WebAssembly.Module(module());
    return new WebAssembly.Instance(compiled).exports as WasmInstance;
  };
};

/** Makes room for so many bytes. What was read out of the memory before has no bytes any more where it had to grow. */
export const makeRoom = ({ memory }: WasmInstance, bytes: number): void => {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
};
