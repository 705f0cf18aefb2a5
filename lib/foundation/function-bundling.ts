import { join, resolve } from 'node:path';
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** The clone's root folder. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/** Packages that a bundle has something smaller for: https://esbuild.github.io/api/#alias */
export const bundledInstead = { 'iconv-lite': join(projectRoot, 'adapters/mysql-charsets.ts') };

/** Stays outside of a bundle, and is packed beside those that name it. */
export const parquetPackage = 'parquet-wasm';

/** Name of the module address that every bundled module sees. */
const sourceUrl = '__sourceUrl';

/*
 * One module beside the folders it needs:
 *   index.js                     handler, adapters, domain, packages
 *   sql/                         as in the sources
 *   node_modules/parquet-wasm/   finds its .wasm beside itself, so it stays as it is; where the function asks for it
 */
const commandHooks: BundlingOptions['commandHooks'] = {
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (inputDir, outputDir) => {
    const parquet = `node_modules/${parquetPackage}`;
    const [from, to] = [`${inputDir}/${parquet}`, `${outputDir}/${parquet}`];
    return [
      `cp -r ${inputDir}/sql ${outputDir}/sql`,
      `if grep -q ${parquetPackage} ${outputDir}/index.js; then mkdir -p ${to} && cp -r ${from}/package.json ${from}/node ${to}/; fi`,
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
  // The SDK's own version, not the runtime's: what was tested is what runs.
  externalModules: [parquetPackage],
  esbuildArgs: {
    '--alias': Object.entries(bundledInstead).map(([name, file]) => `${name}=${file}`),
  },
  // adapters/sql-file.ts looks for ../sql: in the bundle every module seems to lie one folder deep.
  define: { 'import.meta.url': sourceUrl },
  banner: `const ${sourceUrl} = require('node:url').pathToFileURL(__dirname + '/adapters/bundled.js').href;`,
  commandHooks,
};
