import { cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { functionBundling, projectRoot } from '../../lib/foundation/function-bundling.ts';

/** Where a bundle finds its WebAssembly. */
const parquet = 'node_modules/parquet-wasm';

export type Bundle = {
  /** As Lambda loads it. */
  readonly file: string;
  readonly codeBytes: number;
  /** parquet-wasm, which is packed beside the code. */
  readonly wasmBytes: number;
};

const bytesOf = (path: string): number =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0)
    : statSync(path).size;

/** Packs a function of lambdas/ with the stack's own settings. */
export const bundleFunction = async (name: string, folder: string): Promise<Bundle> => {
  const { format, target, mainFields, minify, keepNames, externalModules, define, banner } =
    functionBundling;
  const file = join(folder, 'index.js');
  await build({
    entryPoints: [join(projectRoot, 'lambdas', name, 'handler.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: format ?? 'esm',
    logLevel: 'error',
    ...(target !== undefined && { target }),
    ...(mainFields && { mainFields }),
    ...(minify !== undefined && { minify }),
    ...(keepNames !== undefined && { keepNames }),
    ...(externalModules && { external: externalModules }),
    ...(define && { define }),
    ...(banner !== undefined && { banner: { js: banner } }),
  });
  mkdirSync(join(folder, parquet), { recursive: true });
  for (const part of ['package.json', 'node']) {
    cpSync(join(projectRoot, parquet, part), join(folder, parquet, part), { recursive: true });
  }
  cpSync(join(projectRoot, 'sql'), join(folder, 'sql'), { recursive: true });
  return { file, codeBytes: statSync(file).size, wasmBytes: bytesOf(join(folder, parquet)) };
};
