import { describe, expect, it } from 'vitest';
import { fillPlaces, splitStatements } from '../../../adapters/sql-file.ts';

describe('statements of a SQL text', () => {
  it('are split at semicolons, and lose them', () => {
    expect(splitStatements('SELECT 1;\n\nSELECT 2;\n')).toEqual(['SELECT 1', 'SELECT 2']);
  });

  it.each([
    ["a text with ';' and '' in it", "SELECT 'a;''b;', 1"],
    ['a quoted name', 'SELECT 1 AS "a;""b"'],
    ['a line comment', 'SELECT 1 -- one; two\n, 2'],
    ['a block comment', 'SELECT 1 /* one;\n two */, 2'],
    ['a dollar-quoted body', 'CREATE FUNCTION f() AS $$ SELECT 1; $$'],
    ['operators of two characters', 'SELECT 4 - 3 / 2'],
  ])('are not split within %s', (_, sql) => {
    expect(splitStatements(`${sql};`)).toEqual([sql]);
  });

  it('keep the comment above them; a comment alone is none', () => {
    expect(splitStatements('-- why\nSELECT 1;\n-- the end\n')).toEqual(['-- why\nSELECT 1']);
    expect(splitStatements('-- nothing\n/* at all */ ;')).toEqual([]);
  });

  it('may lack the last semicolon', () => {
    expect(splitStatements('SELECT 1; SELECT 2')).toEqual(['SELECT 1', 'SELECT 2']);
  });
});

describe('places', () => {
  it('are filled with names, addresses, zones and lists of names', () => {
    const places = {
      zone: 'America/New_York',
      url: 's3://bucket/a-b.json',
      views: 'care.a, care.b',
      n: 3,
    };
    expect(fillPlaces("'{{zone}}' '{{ url }}' {{views}} {{n}}", places)).toBe(
      "'America/New_York' 's3://bucket/a-b.json' care.a, care.b 3",
    );
  });

  it('need a value', () => {
    expect(() => fillPlaces('{{zone}}', {})).toThrow(
      'The SQL place {{zone}} needs a value, got none',
    );
  });

  it.each(["a'b", 'a;b', 'a"b', 'a\\b', 'a\nb', '(a)', 'a*b'])(
    'refuse what could break out of a literal: %j',
    (value) => {
      expect(() => fillPlaces("'{{zone}}'", { zone: value })).toThrow('{{zone}} takes letters');
    },
  );
});
