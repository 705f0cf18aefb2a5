import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../domain/errors.ts';

/** The root folder of the SQL files, beside this one in the sources and in a bundle. */
export const sqlFolder = new URL('../sql/', import.meta.url);

const include = /^([ ]*)\{\{\s*include ([a-z0-9_]+)\s*\}\}|\{\{\s*include ([a-z0-9_]+)\s*\}\}/gm;

/**
 * Puts `sql/partials/<name>.sql` in the place of each `{{include name}}`, indented like it.
 * @param partial the text of a partial; @throws ConfigurationError where partials include each other in a circle.
 */
export const expandIncludes = (
  sql: string,
  partial: (name: string) => string,
  inside: readonly string[] = [],
): string =>
  sql.replace(include, (_, indent: string | undefined, line: string, inline: string) => {
    const name = line ?? inline;
    if (inside.includes(name)) {
      throw new ConfigurationError(
        `A SQL partial must not include itself, got ${[...inside, name].join(' → ')}`,
      );
    }
    const text = expandIncludes(partial(name).trimEnd(), partial, [...inside, name]);
    return (indent ?? '') + text.replaceAll('\n', `\n${indent ?? ''}`);
  });

/** The text of `sql/partials/<name>.sql`. @throws ConfigurationError where it can't be read. */
export const partialText = (name: string): string => {
  try {
    return readFileSync(new URL(`partials/${name}.sql`, sqlFolder), 'utf8');
  } catch (cause) {
    throw new ConfigurationError(
      `{{include ${name}}} needs sql/partials/${name}.sql, which can't be read`,
      { cause },
    );
  }
};
