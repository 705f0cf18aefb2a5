import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dataDictionary } from '../../../docs/make-data-dictionary.ts';

it('the data dictionary is current; if not: node docs/make-data-dictionary.ts', () => {
  const file = new URL('../../../docs/data-dictionary.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(dataDictionary());
});
