import { expect, it } from 'vitest';
import { translate } from '../../sql/translate.ts';

it('names a column after a comment as it would without the comment', () => {
  const plan = translate('SELECT\n  -- the key\n  t.a,\n  /* the rest */ t.b\nFROM s.t');
  expect(plan).toMatchObject({ kind: 'query' });
  expect(JSON.stringify(plan)).not.toContain('annotated');
});
