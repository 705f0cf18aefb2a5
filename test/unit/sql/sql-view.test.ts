import { describe, expect, it } from 'vitest';
import { expandIncludes } from '../../../adapters/sql-includes.ts';
import { parseView } from '../../../adapters/sql-view.ts';

describe('includes', () => {
  const partials: Record<string, string> = {
    now: 'GETDATE()\n',
    sums: 'SUM(a) AS a,\nSUM(b) AS b\n',
    outer: 'x,\n{{include sums}}',
    circle: '{{include circle}}',
  };
  const partial = (name: string) => partials[name] ?? '';

  it('keep the indentation of their line, partials within partials too', () => {
    expect(expandIncludes('SELECT\n  {{include outer}},\n  c', partial)).toBe(
      'SELECT\n  x,\n  SUM(a) AS a,\n  SUM(b) AS b,\n  c',
    );
  });

  it('stand within a line', () => {
    expect(expandIncludes('WHERE a < {{include now}} AND b', partial)).toBe(
      'WHERE a < GETDATE() AND b',
    );
  });

  it('do not go in a circle', () => {
    expect(() => expandIncludes('{{include circle}}', partial)).toThrow(
      'A SQL partial must not include itself, got circle → circle',
    );
  });
});

describe('a view file', () => {
  const text = [
    '-- The days.',
    '-- Grain: one row for each day, however',
    '-- many there are.',
    'CREATE VIEW care.days AS',
    'WITH k AS (',
    '  SELECT',
    '    d.day',
    '  FROM metrics.day d',
    '  JOIN dim.calendar c ON c.day = d.day',
    ')',
    'SELECT',
    '  -- The day',
    '  k.day,',
    '  -- A share that',
    '  -- takes two lines',
    '  CASE WHEN k.n > 0',
    '    THEN 1.0 / k.n END AS share',
    'FROM k',
    'LEFT JOIN care.other o ON o.day = k.day',
  ].join('\n');

  it('describes the view and each column, and tells what it reads', () => {
    expect(parseView(text, true)).toEqual({
      schema: 'care',
      name: 'days',
      description: 'The days.\nGrain: one row for each day, however many there are.',
      columns: [
        { name: 'day', description: 'The day' },
        { name: 'share', description: 'A share that takes two lines' },
      ],
      create: text,
      reads: ['care.other', 'dim.calendar', 'metrics.day'],
    });
  });

  it('must describe every column', () => {
    expect(() => parseView(text.replace('  -- The day\n', ''), true)).toThrow(
      'Each column of care.days needs a comment above it and a name at its end, got: k.day,',
    );
  });
});
