import { type ColumnType, columnType } from '../column-type.ts';
import { parameterOf } from '../parameters.ts';
import { refuseCorrelations } from '../refuse/correlated-subqueries.ts';
import { refuseForeignNames } from '../refuse/foreign-names.ts';
import { type Substitutes, substituteRelations } from '../rewrite/mask-relations.ts';
import { joinsOfMarks, UNNAMED_TABLE } from '../rewrite/outer-join-marks.ts';
import { rewrite } from '../rewrite/rewrite.ts';
import { SqlError, syntaxErrorAt } from '../sql-error.ts';
import { resolveSuperPaths } from '../super/super-paths.ts';
import { arrayOf, bodyOf, isObject, type Json, kindOf, walk } from './ast.ts';
import { engineExpression } from './generate.ts';
import { Dialect, parse } from './polyglot.ts';
import { type Token, tokenize } from './tokens.ts';

/** Blanks for comments, which the parser would make nodes of; all else stays at its place. */
function withoutComments(text: string, tokens: readonly Token[]): string {
  let code = '';
  let at = 0;
  tokens.forEach((token, index) => {
    code += text.slice(at, token.start).replace(/[^\n]/g, ' ');
    // The parser takes the operator (+) behind a qualified column only.
    const isMarked = ['(', '+', ')'].every((mark, i) => tokens[index + 1 + i]?.text === mark);
    if (isMarked && token.kind !== 'word' && token.kind !== 'quoted') throw syntaxErrorAt('+');
    if (isMarked && tokens[index - 1]?.text !== '.') code += `${UNNAMED_TABLE}.`;
    code += text.slice(token.start, token.end);
    at = token.end;
  });
  return code;
}

let substitution: { substitutes: Substitutes; defaultSchema: string } | undefined;

/** Runs a translation in which every text that is parsed reads substitutes instead of relations. */
export function withSubstitutes<T>(
  substitutes: Substitutes,
  defaultSchema: string,
  translate: () => T,
): T {
  substitution = { substitutes, defaultSchema };
  try {
    return translate();
  } finally {
    substitution = undefined;
  }
}

/** Parses one statement in Redshift's dialect. @throws SqlError with the token that it stops at */
export function parseRedshift(text: string): Json {
  const statement = parseStatement(text);
  if (!substitution) return statement;
  const { substitutes, defaultSchema } = substitution;
  return substituteRelations(statement, substitutes, defaultSchema, parseStatement);
}

function parseStatement(text: string): Json {
  const tokens = tokenize(text);
  refuseForeignNames(tokens);
  const result = parse(withoutComments(text, tokens), Dialect.Redshift);
  if (!result.success) throw parseError(text, String(result.error));
  const statements = arrayOf(result.ast as unknown as Json);
  const statement = statements[0];
  if (statements.length !== 1 || statement === undefined || kindOf(statement) === '') {
    throw syntaxErrorAt(tokens[0]?.text ?? '');
  }
  refuseStringNames(statement, tokens);
  unescapeStrings(statement);
  const joined = joinsOfMarks(statement);
  refuseCorrelations(joined);
  return resolveSuperPaths(joined);
}

/** The parser takes a string for a name in FROM. @throws SqlError at it, or at a parameter that stands for one */
function refuseStringNames(statement: Json, tokens: readonly Token[]): void {
  const strings = new Map(
    tokens.flatMap((token) => (token.kind === 'string' ? [[token.start, token]] : [])),
  );
  walk(statement, (node) => {
    const { span } = node;
    const string = 'quoted' in node && isObject(span) ? strings.get(Number(span['start'])) : null;
    if (string) throw syntaxErrorAt(parameterOf(string.text) ?? string.text);
    return true;
  });
}

/** A doubled backslash in a string is one: the documentation's patterns are written '\\\\.' for a point. */
function unescapeStrings(statement: Json): void {
  walk(statement, (node) => {
    const literal = bodyOf(node, 'literal');
    if (literal?.['literal_type'] === 'string' && typeof literal['value'] === 'string') {
      literal['value'] = literal['value'].replaceAll('\\\\', '\\');
    }
    return true;
  });
}

function parseError(text: string, message: string): SqlError {
  const [, line, column] = /line (\d+), column (\d+)/.exec(message) ?? [];
  if (line === undefined || column === undefined)
    return new SqlError(`syntax error: ${message}`, '42601');
  const before = text.split('\n').slice(0, Number(line) - 1);
  const offset = before.reduce((sum, item) => sum + item.length + 1, 0) + Number(column) - 1;
  // The parser gives the place behind the token that it stops at.
  const token = tokenize(text).find((item) => item.end >= offset);
  return syntaxErrorAt(token?.text ?? '');
}

function onlyExpression(text: string): Json {
  const items = arrayOf(bodyOf(parseRedshift(`SELECT ${text}`), 'select')?.['expressions']);
  const expression = items[0];
  if (expression === undefined || items.length !== 1) throw syntaxErrorAt(text);
  return expression;
}

/** An expression's text in the engine's dialect. */
export function expressionSql(text: string): string {
  return engineExpression(rewrite(onlyExpression(text)));
}

/** The type that a type's text means. */
export function typeOf(text: string): ColumnType {
  const cast = bodyOf(onlyExpression(`CAST(NULL AS ${text})`), 'cast');
  return columnType(cast?.['to']);
}

/** A Redshift expression with its bare column names replaced by others. */
export function renameInExpression(text: string, names: ReadonlyMap<string, string>): string {
  onlyExpression(text);
  let renamed = '';
  let at = 0;
  const tokens = tokenize(text);
  tokens.forEach((token, index) => {
    const name =
      token.kind === 'word' || token.kind === 'quoted' ? names.get(token.value) : undefined;
    const isCall = tokens[index + 1]?.text === '(';
    // What follows a dot is the column itself: its qualifier names the policy's own relation.
    const isQualified = tokens[index + 1]?.text === '.';
    renamed += text.slice(at, token.start);
    if (isQualified) at = tokens[index + 1]?.end ?? token.end;
    else if (token.text !== '.' || at <= token.start) {
      renamed +=
        name !== undefined && !isCall
          ? `"${name.replaceAll('"', '""')}"`
          : text.slice(token.start, token.end);
      at = token.end;
    }
  });
  return renamed + text.slice(at);
}
