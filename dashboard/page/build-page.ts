import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { PageFile, PageFiles } from '../api/server.ts';
import { dashboard } from '../definition/dashboard.ts';
import { worldShapes } from './world-shapes.ts';

const web = join(dirname(fileURLToPath(import.meta.url)), '../web');

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
};

const fileOf = (path: string, body: Uint8Array<ArrayBuffer>): PageFile => ({
  type: types[extname(path)] ?? 'application/octet-stream',
  body,
});

/**
 * Builds the page, in memory and anew at each start: that takes a tenth of a second, and nothing can be
 * older than its sources.
 */
export const buildPage = async (): Promise<PageFiles> => {
  const { outputFiles } = await build({
    entryPoints: { main: join(web, 'main.tsx'), style: join(web, 'style/style.css') },
    outdir: '/assets',
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: join(web, 'tsconfig.json'),
    write: false,
  });
  const files = new Map<string, PageFile>();
  let html = readFileSync(join(web, 'index.html'), 'utf8');
  for (const { path, contents } of outputFiles) {
    files.set(path, fileOf(path, new Uint8Array(contents)));
    // The name in the page's text is the file's name without its hash.
    html = html.replace(path.replace(/-[A-Z0-9]+([.]\w+)$/, '$1'), path);
  }
  const page = fileOf('/index.html', new TextEncoder().encode(html));
  files.set('/', page);
  for (const { id } of dashboard.pages) files.set(`/${id}`, page);
  files.set('/icon.svg', fileOf('/icon.svg', new Uint8Array(readFileSync(join(web, 'icon.svg')))));
  return (path) => {
    // Drawn for the first who looks at the map.
    if (path === '/world.json' && !files.has(path)) {
      files.set(path, fileOf(path, new TextEncoder().encode(JSON.stringify(worldShapes()))));
    }
    return files.get(path) ?? null;
  };
};
