import { typeOf } from '../parse/parse.ts';
import type { KeyDefinition, Plan } from '../plan.ts';
import { notCovered } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';
import { columnDefinition, tableConstraint } from './create-table.ts';

/** An identifier in the engine's quotes. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** ALTER TABLE: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html */
export function alterTablePlan({ cursor, text }: StatementText): Plan | undefined {
  if (!cursor.take('alter', 'table')) return undefined;
  const relation = cursor.relation();
  const common = { kind: 'alter-table' as const, relation };
  if (cursor.take('owner', 'to'))
    return {
      kind: 'access',
      command: { do: 'owner', what: 'table', relation, owner: cursor.identifier() },
    };
  if (cursor.take('rename', 'to'))
    return { ...common, action: 'rename', sql: `RENAME TO ${quoted(cursor.identifier())}` };
  if (cursor.take('rename')) {
    cursor.take('column');
    const from = cursor.identifier();
    cursor.expect('to');
    return {
      ...common,
      action: 'rename-column',
      sql: `RENAME COLUMN ${quoted(from)} TO ${quoted(cursor.identifier())}`,
    };
  }
  if (cursor.take('drop')) {
    if (cursor.take('constraint'))
      return { ...common, action: 'drop-key', sql: cursor.identifier() };
    cursor.take('column');
    const sql = `DROP COLUMN ${quoted(cursor.identifier())}`;
    const isCascade = cursor.take('cascade');
    if (!isCascade) cursor.take('restrict');
    cursor.end();
    return { ...common, action: isCascade ? 'drop-column-cascade' : 'drop-column', sql };
  }
  if (cursor.take('add')) {
    if (['constraint', 'primary', 'unique', 'foreign'].some((word) => cursor.looksAt(word)))
      return { ...common, action: 'add-key', sql: '', key: tableConstraint(cursor) };
    cursor.take('column');
    const keys: KeyDefinition[] = [];
    const column = columnDefinition(cursor, text, keys);
    cursor.end();
    return {
      ...common,
      action: 'add-column',
      sql: '',
      column,
      ...(keys[0] ? { key: keys[0] } : {}),
    };
  }
  if (cursor.looksAt('append')) throw notCovered('ALTER TABLE APPEND');
  if (cursor.take('alter')) {
    if (
      cursor.looksAt('distkey') ||
      cursor.looksAt('diststyle') ||
      cursor.looksAt('sortkey') ||
      cursor.looksAt('compound') ||
      cursor.looksAt('encode')
    )
      return { kind: 'nothing' };
    cursor.take('column');
    const name = cursor.identifier();
    if (cursor.take('encode')) return { kind: 'nothing' };
    if (cursor.take('type')) {
      return {
        ...common,
        action: 'alter-type',
        sql: '',
        column: {
          name,
          type: typeOf(text.slice(cursor.peek()?.start ?? text.length)),
          isNotNull: false,
        },
      };
    }
  }
  throw notCovered('this form of ALTER TABLE');
}
