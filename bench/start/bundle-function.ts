import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import {
  bundledInstead,
  functionBundling,
  parquetPackage,
  projectRoot,
} from '../../lib/foundation/function-bundling.ts';

/** Where a bundle finds its WebAssembly. */
const parquet = `node_modules/${parquetPackage}`;

export type Bundle = {
  /** As Lambda loads it. */
  readonly file: string;
  readonly codeBytes: number;
  /** parquet-wasm, which is packed beside the code that asks for it. */
  readonly wasmBytes: number;
};

const bytesOf = (path: string): number =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0)
    : statSync(path).size;

/** Packs a function of lambdas/ with the stack's own settings. */
export const bundleFunction = async (name: string, folder: string): Promise<Bundle> => {
  const { format, target, mainFields, minify, externalModules, define, banner } = functionBundling;
  const file = join(folder, 'index.js');
  await build({
    entryPoints: [join(projectRoot, 'lambdas', name, 'handler.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: format ?? 'esm',
    logLevel: 'error',
    alias: bundledInstead,
    ...(target !== undefined && { target }),
    ...(mainFields && { mainFields }),
    ...(minify !== undefined && { minify }),
    ...(externalModules && { external: externalModules }),
    ...(define && { define }),
    ...(banner !== undefined && { banner: { js: banner } }),
  });
  cpSync(join(projectRoot, 'sql'), join(folder, 'sql'), { recursive: true });
  const code = readFileSync(file, 'utf8');
  const needsParquet = code.includes(parquetPackage);
  if (needsParquet) {
    mkdirSync(join(folder, parquet), { recursive: true });
    for (const part of ['package.json', 'node']) {
      cpSync(join(projectRoot, parquet, part), join(folder, parquet, part), { recursive: true });
    }
  }
  const wasmBytes = needsParquet ? bytesOf(join(folder, parquet)) : 0;
  return { file, codeBytes: statSync(file).size, wasmBytes };
};
