import { typeOf } from '../parse/parse.ts';
import type { TokenCursor } from '../parse/token-cursor.ts';
import type { Plan } from '../plan.ts';
import { syntaxErrorAt } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';
import { grantee } from './grant-commands.ts';

/** Dynamic data masking: https://docs.aws.amazon.com/redshift/latest/dg/t_ddm.html */
export function maskingPlan({ cursor, text }: StatementText): Plan | undefined {
  if (cursor.take('create', 'masking', 'policy')) return createPolicy(cursor, text);
  if (cursor.take('drop', 'masking', 'policy')) {
    const name = cursor.identifier();
    const isCascade = cursor.take('cascade');
    cursor.end();
    return { kind: 'access', command: { do: 'drop-masking-policy', name, isCascade } };
  }
  const isAttach = cursor.take('attach', 'masking', 'policy');
  if (!isAttach && !cursor.take('detach', 'masking', 'policy')) return undefined;
  const name = cursor.identifier();
  cursor.expect('on');
  const relation = cursor.relation();
  const outputs = columnList(cursor);
  const inputs = cursor.take('using') ? columnList(cursor) : outputs;
  cursor.expect(isAttach ? 'to' : 'from');
  const to = grantee(cursor);
  const priority = cursor.take('priority') ? Number(cursor.next().text) : 0;
  cursor.end();
  return {
    kind: 'access',
    command: {
      do: isAttach ? 'attach-masking-policy' : 'detach-masking-policy',
      name,
      relation,
      outputs,
      inputs,
      grantee: to,
      priority,
    },
  };
}

function columnList(cursor: TokenCursor): string[] {
  cursor.expect('(');
  const names = cursor.identifierList();
  cursor.expect(')');
  return names;
}

function createPolicy(cursor: TokenCursor, text: string): Plan {
  const isIfNotExists = cursor.take('if', 'not', 'exists');
  const name = cursor.identifier();
  cursor.expect('with', '(');
  const columns: string[] = [];
  do {
    columns.push(cursor.identifier());
    typeOf(textOfItem(cursor, text));
  } while (cursor.take(','));
  cursor.expect(')', 'using', '(');
  const expressions: string[] = [];
  do expressions.push(textOfItem(cursor, text));
  while (cursor.take(','));
  cursor.expect(')');
  cursor.end();
  return {
    kind: 'access',
    command: { do: 'create-masking-policy', name, columns, expressions, isIfNotExists },
  };
}

/** The text up to the comma or closing parenthesis of this level. */
function textOfItem(cursor: TokenCursor, text: string): string {
  const first = cursor.peek();
  if (!first) throw syntaxErrorAt('');
  let depth = 0;
  let end = first.start;
  for (let token = cursor.peek(); token; token = cursor.peek()) {
    if (depth === 0 && (token.text === ',' || token.text === ')')) break;
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    end = token.end;
    cursor.next();
  }
  return text.slice(first.start, end);
}
