import { resolve } from 'node:path';
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** The clone's root folder. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/** Name of the module address that every bundled module sees. */
const sourceUrl = '__sourceUrl';

/*
 * One module beside the folders it needs:
 *   index.js                     handler, adapters, domain, packages
 *   sql/                         as in the sources
 *   node_modules/parquet-wasm/   finds its .wasm beside itself, so it stays as it is
 */
const commandHooks: BundlingOptions['commandHooks'] = {
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (inputDir, outputDir) => {
    const parquet = 'node_modules/parquet-wasm';
    return [
      `mkdir -p ${outputDir}/${parquet}`,
      `cp -r ${inputDir}/sql ${outputDir}/sql`,
      `cp -r ${inputDir}/${parquet}/package.json ${inputDir}/${parquet}/node ${outputDir}/${parquet}/`,
    ];
  },
};

/** How a function's code is packed: by esbuild on this machine, no container, no network. */
export const functionBundling: BundlingOptions = {
  // Not ESM: see docs/adr/0034-functions-are-packed-as-commonjs.md.
  format: OutputFormat.CJS,
  target: 'node24',
  // Without esbuild's list of sizes, which hides what the rules say.
  logLevel: LogLevel.WARNING,
  mainFields: ['module', 'main'],
  minify: true,
  // An error's name is its class's, and the state machine tells errors apart by it.
  keepNames: true,
  // The SDK's own version, not the runtime's: what was tested is what runs.
  externalModules: ['parquet-wasm'],
  // adapters/sql-file.ts looks for ../sql: in the bundle every module seems to lie one folder deep.
  define: { 'import.meta.url': sourceUrl },
  banner: `const ${sourceUrl} = require('node:url').pathToFileURL(__dirname + '/adapters/bundled.js').href;`,
  commandHooks,
};
