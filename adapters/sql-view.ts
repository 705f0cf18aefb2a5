import { readdirSync, readFileSync } from 'node:fs';
import { ConfigurationError } from '../domain/errors.ts';
import { fillPlaces, type SqlPlaces } from './sql-file.ts';
import { expandIncludes, partialText, sqlFolder } from './sql-includes.ts';

/** A column of a view and what it holds. */
type ViewColumn = { readonly name: string; readonly description: string };

/** A view as its file in `sql/` describes it: the one source of the view, its comments and the dictionary. */
export type SqlView = {
  readonly schema: string;
  readonly name: string;
  /** The comment that opens the file: what it shows, grain, unit, time rule. */
  readonly description: string;
  /** The columns of the final SELECT, each described by the comment above it. */
  readonly columns: readonly ViewColumn[];
  /** The CREATE VIEW statement, complete. */
  readonly create: string;
  /** Qualified names of everything that the statement reads. */
  readonly reads: readonly string[];
};

const commentText = (line: string): string => line.replace(/^\s*--\s?/, '').trim();

/** Comment lines as prose: a line that opens with a capital and a colon ('Grain: …') begins a new line. */
const joinComment = (lines: readonly string[]): string =>
  lines.reduce((text, line) => text + (/^[A-Z][a-z]+: /.test(line) ? '\n' : ' ') + line, '').trim();

const columnName = /(?:^|[\s.])([a-z_][a-z0-9_]*)$/;

/** The described columns of the final SELECT: its comments begin a column, its last word is the name. */
const finalColumns = (create: string, view: string): ViewColumn[] => {
  const body = create.slice(create.lastIndexOf('\nSELECT\n') + '\nSELECT\n'.length);
  const columns: ViewColumn[] = [];
  let comment: string[] = [];
  let code = '';
  const finish = () => {
    if (code === '') return;
    const name = columnName.exec(code.replace(/,$/, ''))?.[1];
    if (name === undefined || comment.length === 0) {
      throw new ConfigurationError(
        `Each column of ${view} needs a comment above it and a name at its end, got: ${code}`,
      );
    }
    columns.push({ name, description: joinComment(comment) });
    comment = [];
    code = '';
  };
  for (const line of body.split('\n')) {
    if (line.startsWith('FROM ')) break;
    if (/^\s*--/.test(line)) {
      finish();
      comment.push(commentText(line));
    } else if (line.trim() !== '') code = `${code} ${line.trim()}`.trim();
  }
  finish();
  return columns;
};

/** Parses one view file. `described`: whether each column must carry a comment. */
export const parseView = (text: string, described: boolean): SqlView => {
  const create = text.trim().replace(/;$/, '');
  const [, schema, name] = /^CREATE VIEW ([a-z_]+)\.([a-z0-9_]+) AS$/m.exec(create) ?? [];
  if (schema === undefined || name === undefined) {
    throw new ConfigurationError(
      `A view file must hold a line 'CREATE VIEW schema.name AS', got: ${create.slice(0, 80)}`,
    );
  }
  const header = create.slice(0, create.indexOf('CREATE VIEW')).trim().split('\n');
  const code = create.replace(/--[^\n]*/g, '');
  const reads = [...code.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+\.[a-z0-9_]+)/g)].map(
    ([, relation]) => relation ?? '',
  );
  return {
    schema,
    name,
    description: joinComment(header.map(commentText)),
    columns: described ? finalColumns(create, `${schema}.${name}`) : [],
    create,
    reads: [...new Set(reads)].sort(),
  };
};

/** The views of `sql/<folder>`, places filled, in the order of their names. */
export const readViews = (folder: string, places: SqlPlaces, described: boolean): SqlView[] =>
  readdirSync(new URL(`${folder}/`, sqlFolder))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(`${folder}/${file}`, sqlFolder), 'utf8');
      const view = parseView(fillPlaces(expandIncludes(text, partialText), places), described);
      if (`${view.name}.sql` !== file) {
        throw new ConfigurationError(
          `sql/${folder}/${file} must make the view of its own name, got ${view.name}`,
        );
      }
      return view;
    });
