import { readFileSync } from 'node:fs';
import { fillPlaces, type SqlPlaces } from '../../adapters/sql-file.ts';
import { expandIncludes, sqlFolder } from '../../adapters/sql-includes.ts';

const texts = new Map<string, string>();
const read = (path: string): string =>
  readFileSync(new URL(`dashboard/${path}.sql`, sqlFolder), 'utf8');

/** The statement of `sql/dashboard/<name>.sql`, its partials put in and its places filled. */
export const statementText = (name: string, places: SqlPlaces = {}): string => {
  let text = texts.get(name);
  if (text === undefined) {
    text = expandIncludes(read(name), (partial) => read(`partials/${partial}`));
    texts.set(name, text);
  }
  return fillPlaces(text, places);
};
