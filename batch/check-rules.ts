import { readdirSync, readFileSync } from 'node:fs';
import { fillPlaces, type SqlPlaces, splitStatements } from '../adapters/sql-file.ts';
import { expandIncludes, sqlFolder } from '../adapters/sql-includes.ts';
import { ConfigurationError } from '../domain/errors.ts';

/**
 * What a failed rule does to a batch run. `block`: the numbers would be wrong, so nothing is published.
 * `warn`: they are right, and somebody should look.
 */
type Severity = 'block' | 'warn';

/** A data quality rule, as its file in sql/checks has it. */
export type Rule = {
  readonly name: string;
  /** What holds where the rule finds nothing. */
  readonly meaning: string;
  readonly severity: Severity;
  /** What to do where it finds something. */
  readonly next: string;
  /** The SELECT of the offending rows: subject and finding, both text. */
  readonly query: string;
};

const severities: readonly string[] = ['block', 'warn'] satisfies Severity[];
const isSeverity = (text: string | undefined): text is Severity => severities.includes(text ?? '');

/** @throws ConfigurationError for a header without severity or next step. */
const parseRule = (file: string, text: string): Rule => {
  const lines = text.trim().split('\n');
  const length = lines.findIndex((line) => !line.startsWith('--'));
  const header = lines.slice(0, length).map((line) => line.replace(/^--\s?/, ''));
  const field = (name: string): string | undefined =>
    header.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const severity = field('Severity');
  const next = field('Next');
  if (!isSeverity(severity) || next === undefined) {
    throw new ConfigurationError(
      `sql/checks/${file} must open with its meaning, 'Severity: block' or 'warn', and 'Next: …', got ${header.join(' ')}`,
    );
  }
  return {
    name: file.replace(/\.sql$/, ''),
    meaning: header.filter((line) => !/^(Severity|Next): /.test(line)).join(' '),
    severity,
    next,
    query: lines.slice(length).join('\n'),
  };
};

/** All rules, in the order of their names. */
export const readRules = (): Rule[] => {
  const folder = new URL('checks/', sqlFolder);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => parseRule(file, readFileSync(new URL(file, folder), 'utf8')));
};

/** The statements of `sql/checks/runner/<name>.sql`, its places filled and texts put in for its includes. */
export const runnerStatements = (
  name: string,
  places: SqlPlaces,
  includes: Readonly<Record<string, string>> = {},
): string[] => {
  const text = readFileSync(new URL(`checks/runner/${name}.sql`, sqlFolder), 'utf8');
  return splitStatements(
    expandIncludes(fillPlaces(text, places), (include) => includes[include] ?? ''),
  );
};

/** The SELECT of a rule's first offending rows: rule_name, subject, finding, offending_rows (of all). */
export const findingQuery = ({ name, query }: Rule): string =>
  runnerStatements('finding', { rule: name }, { rule: query }).join('');
