import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const lib = new URL('../../lib/', import.meta.url);

/** Every prop of a file's constructs with the comment above it. */
const propsIn = (text: string): { name: string; isOptional: boolean; comment: string }[] =>
  [...text.matchAll(/^(?:export )?type \w*Props\b.*?^\};/gms)].flatMap(([type]) =>
    [...type.matchAll(/(\/\*\*(?:(?!\*\/).)*\*\/)?\n {2}readonly (\w+)(\?)?:/gs)].map(
      ([, comment = '', name = '', optional]) => ({ name, isOptional: optional === '?', comment }),
    ),
  );

it('says of every prop of a construct what it is for, and of every optional one its default', () => {
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const props = files.flatMap((file) =>
    propsIn(readFileSync(new URL(file, lib), 'utf8')).map((prop) => ({ file, ...prop })),
  );
  expect(props.length).toBeGreaterThan(80);
  const unexplained = props.filter(
    ({ isOptional, comment }) => comment === '' || (isOptional && !comment.includes('@default')),
  );
  expect(unexplained).toEqual([]);
});
