import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const document = readFileSync(resolve(root, 'docs/configuration.md'), 'utf8');

/** The variables of a config.ts, which writes each as the key of its zod schema. */
const settingsOf = (file: string): string[] =>
  [...readFileSync(resolve(root, file), 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
    ([, name]) => String(name),
  );

const configFiles = globSync(['lambdas/*/config.ts', 'batch/config.ts'], { cwd: root });

describe('docs/configuration.md', () => {
  it.each(configFiles)('lists every variable of %s', (file) => {
    const settings = settingsOf(file);
    expect(settings.length).toBeGreaterThan(0);
    for (const name of settings) expect(document).toContain(`\`${name}\``);
  });

  it('lists no variable that nothing reads', () => {
    const listed = [...document.matchAll(/^\| (`[A-Z_`, ]+`)/gm)]
      .flatMap(([, names]) => [...String(names).matchAll(/[A-Z_]+/g)].map(([name]) => name))
      .filter((name) => !name.startsWith('AWS_') && !name.startsWith('_'));
    const sources = globSync(['{bin,batch,lambdas}/**/*.{ts,mjs}'], { cwd: root })
      .map((file) => readFileSync(resolve(root, file), 'utf8'))
      .join('\n');
    for (const name of listed) expect(sources).toContain(name);
  });
});
