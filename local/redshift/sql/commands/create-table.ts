import { expressionSql, parseRedshift, typeOf } from '../parse/parse.ts';
import type { RelationName, TokenCursor } from '../parse/token-cursor.ts';
import type { ColumnDefinition, KeyDefinition, Plan } from '../plan.ts';
import { relationsRead } from '../rewrite/relation-uses.ts';
import { SqlError, syntaxErrorAt } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';
import { engineQuery } from './dml.ts';

/** Words that end a column's type or default. */
const ATTRIBUTES = new Set([
  'default',
  'identity',
  'generated',
  'encode',
  'distkey',
  'sortkey',
  'collate',
  'not',
  'null',
  'unique',
  'primary',
  'references',
  'check',
]);

/** CREATE TABLE: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html and r_CREATE_TABLE_AS.html */
export function createTablePlan({ cursor, text }: StatementText): Plan | undefined {
  if (!cursor.take('create')) return undefined;
  let isTemporary = false;
  if (cursor.take('local')) isTemporary = true;
  if (cursor.take('temp') || cursor.take('temporary')) isTemporary = true;
  if (!cursor.take('table')) return undefined;
  const isIfNotExists = cursor.take('if', 'not', 'exists');
  const relation = tableName(cursor);
  if (relation.name.startsWith('#')) isTemporary = true;
  const columns: ColumnDefinition[] = [];
  const keys: KeyDefinition[] = [];
  const like: { source: RelationName; isWithDefaults: boolean }[] = [];
  let columnNames: string[] | undefined;
  if (cursor.looksAt('(')) {
    columnNames = nameList(cursor);
    if (!columnNames) body(cursor, text, columns, keys, like);
  }
  tableAttributes(cursor);
  if (cursor.take('as')) {
    const query = text.slice(cursor.peek()?.start ?? text.length);
    const ast = parseRedshift(query);
    return {
      kind: 'create-table-as',
      relation,
      isTemporary,
      isIfNotExists,
      columnNames: columnNames ?? [],
      querySql: engineQuery(ast),
      uses: relationsRead(ast),
    };
  }
  cursor.end();
  if (columnNames || (columns.length === 0 && like.length === 0)) throw syntaxErrorAt('');
  return {
    kind: 'create-table',
    relation,
    isTemporary,
    isIfNotExists,
    columns,
    keys,
    ...(like.length > 0 ? { like } : {}),
  };
}

/** A temporary table may be named #name. */
function tableName(cursor: TokenCursor): RelationName {
  if (!cursor.take('#')) return cursor.relation();
  return { name: `#${cursor.identifier()}` };
}

/** CREATE TABLE t (a, b) AS …: names without types. */
function nameList(cursor: TokenCursor): string[] | undefined {
  for (let i = 1; ; i += 2) {
    const name = cursor.peek(i);
    const separator = cursor.peek(i + 1);
    if (!name || !separator || (name.kind !== 'word' && name.kind !== 'quoted')) return undefined;
    if (separator.text === ')') break;
    if (separator.text !== ',') return undefined;
  }
  cursor.expect('(');
  const names = cursor.identifierList();
  cursor.expect(')');
  return names;
}

function body(
  cursor: TokenCursor,
  text: string,
  columns: ColumnDefinition[],
  keys: KeyDefinition[],
  like: { source: RelationName; isWithDefaults: boolean }[],
): void {
  cursor.expect('(');
  do {
    if (cursor.take('like')) {
      const source = cursor.relation();
      const isWithDefaults = cursor.take('including', 'defaults');
      cursor.take('excluding', 'defaults');
      like.push({ source, isWithDefaults });
    } else if (isConstraint(cursor)) {
      const key = tableConstraint(cursor);
      keys.push(key);
      for (const column of key.kind === 'primary' ? columns : [])
        if (key.columns.includes(column.name)) column.isNotNull = true;
    } else columns.push(columnDefinition(cursor, text, keys));
  } while (cursor.take(','));
  cursor.expect(')');
}

function isConstraint(cursor: TokenCursor): boolean {
  return (
    ['constraint', 'unique', 'primary', 'foreign', 'check'].some((word) => cursor.looksAt(word)) &&
    cursor.peek()?.kind === 'word'
  );
}

/** A key of CREATE TABLE or of ALTER TABLE ADD. */
export function tableConstraint(cursor: TokenCursor): KeyDefinition {
  const name = cursor.take('constraint') ? cursor.identifier() : undefined;
  if (cursor.looksAt('check')) throw refuseCheck();
  if (cursor.take('primary', 'key'))
    return { kind: 'primary', name, columns: parenthesised(cursor) };
  if (cursor.take('unique')) return { kind: 'unique', name, columns: parenthesised(cursor) };
  cursor.expect('foreign', 'key');
  return { kind: 'foreign', name, columns: parenthesised(cursor), target: references(cursor) };
}

function refuseCheck(): SqlError {
  return new SqlError('CHECK constraints are not supported', '0A000');
}

function parenthesised(cursor: TokenCursor): string[] {
  cursor.expect('(');
  const names = cursor.identifierList();
  cursor.expect(')');
  return names;
}

function references(cursor: TokenCursor): NonNullable<KeyDefinition['target']> {
  cursor.expect('references');
  const relation = cursor.relation();
  return { relation, columns: cursor.looksAt('(') ? parenthesised(cursor) : [] };
}

/** The text up to the next attribute, comma or closing parenthesis at this level. */
function textUntilAttribute(
  cursor: TokenCursor,
  text: string,
  isStop: (word: string) => boolean,
): string {
  const first = cursor.peek();
  if (!first) throw syntaxErrorAt('');
  let depth = 0;
  let end = first.start;
  for (;;) {
    const token = cursor.peek();
    if (!token) break;
    if (
      depth === 0 &&
      (token.text === ',' ||
        token.text === ')' ||
        (token.kind === 'word' && end > first.start && isStop(token.value)))
    )
      break;
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    end = token.end;
    cursor.next();
  }
  return text.slice(first.start, end);
}

/**
 * One column of CREATE TABLE or of ALTER TABLE ADD COLUMN.
 * @param keys takes those that are written with the column
 */
export function columnDefinition(
  cursor: TokenCursor,
  text: string,
  keys: KeyDefinition[],
): ColumnDefinition {
  const name = cursor.identifier();
  const typeText = textUntilAttribute(cursor, text, (word) => ATTRIBUTES.has(word));
  if (typeText === '') throw syntaxErrorAt(cursor.peek()?.text ?? '');
  // Only an interval that says its parts is a type of a column:
  // https://docs.aws.amazon.com/redshift/latest/dg/r_interval_data_types.html
  if (/^interval\s*$/i.test(typeText.trim()))
    throw new SqlError(`Column "${name}" has unsupported type "interval".`, '0A000');
  const column: ColumnDefinition = { name, type: typeOf(typeText), isNotNull: false };
  for (;;) {
    if (cursor.take('default')) {
      const value = textUntilAttribute(
        cursor,
        text,
        (word) => ATTRIBUTES.has(word) && word !== 'null' && word !== 'not',
      );
      column.defaultSql = expressionSql(
        value.replace(/\s+not\s+null$/i, () => {
          column.isNotNull = true;
          return '';
        }),
      );
    } else if (cursor.looksAt('identity') || cursor.looksAt('generated')) {
      const isByDefault = cursor.take('generated', 'by', 'default', 'as');
      cursor.expect('identity');
      let [seed, step] = [1, 1];
      if (cursor.take('(')) {
        seed = Number(cursor.next().text);
        cursor.expect(',');
        step = Number(cursor.next().text);
        cursor.expect(')');
      }
      column.identity = { seed, step, isByDefault };
      column.isNotNull = true;
    } else if (cursor.take('encode')) cursor.identifier();
    else if (cursor.take('collate')) cursor.identifier();
    else if (cursor.take('not', 'null')) column.isNotNull = true;
    else if (cursor.take('primary', 'key')) {
      column.isNotNull = true;
      keys.push({ kind: 'primary', columns: [name] });
    } else if (cursor.take('unique')) keys.push({ kind: 'unique', columns: [name] });
    else if (cursor.looksAt('references'))
      keys.push({ kind: 'foreign', columns: [name], target: references(cursor) });
    else if (cursor.looksAt('check')) throw refuseCheck();
    else if (!(cursor.take('distkey') || cursor.take('sortkey') || cursor.take('null'))) break;
  }
  return column;
}

/** DISTSTYLE, DISTKEY, SORTKEY, ENCODE AUTO, BACKUP: accepted, without meaning for the engine. */
function tableAttributes(cursor: TokenCursor): void {
  for (;;) {
    if (cursor.take('diststyle')) {
      if (!['even', 'key', 'all', 'auto'].includes(cursor.identifier()))
        throw new SqlError('invalid DISTSTYLE', '42601');
    } else if (cursor.take('distkey')) parenthesised(cursor);
    else if (cursor.looksAt('compound', 'sortkey') || cursor.looksAt('interleaved', 'sortkey'))
      cursor.next();
    else if (cursor.take('sortkey')) {
      if (!cursor.take('auto')) parenthesised(cursor);
    } else if (cursor.take('encode')) cursor.expect('auto');
    else if (cursor.take('backup')) cursor.identifier();
    else return;
  }
}
