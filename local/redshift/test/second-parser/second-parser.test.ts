import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCases } from '../conformance/cases.ts';
import {
  hasSecondParser,
  KNOWN_LIMITS,
  knownLimit,
  parseAgain,
  refusedAgain,
} from './second-parser.ts';

const folder = fileURLToPath(new URL('../conformance/', import.meta.url));
const accepted = readCases(folder)
  .filter((item) => !('error' in item.expected))
  .flatMap((item) => item.statements);

describe.skipIf(!hasSecondParser)('a parser that is not the translator', () => {
  it('takes every statement of the accepted cases, but for its known limits', () => {
    expect(accepted.length).toBeGreaterThan(300);
    expect(refusedAgain(accepted)).toEqual([]);
  });

  it('refuses what is no SQL', () => {
    expect(refusedAgain(['SELECT FROM WHERE', 'SELECT a FROM (SELECT 1 AS a'])).toHaveLength(2);
  });

  it('has no limit that it has not', () => {
    const answers = parseAgain(accepted);
    const met = new Set(
      accepted.flatMap((statement, index) =>
        answers[index] === null ? [] : [knownLimit(statement)],
      ),
    );
    // A case has no objects to copy; the tests of COPY do.
    const elsewhere = /COPY/;
    expect(
      KNOWN_LIMITS.filter((limit) => !met.has(limit) && !elsewhere.test(limit.statement.source)),
    ).toEqual([]);
  });
});
