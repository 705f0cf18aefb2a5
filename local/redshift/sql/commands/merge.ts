import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  some,
} from '../parse/ast.ts';
import { engineExpression, engineSql } from '../parse/generate.ts';
import { parseRedshift } from '../parse/parse.ts';
import type { Plan, RelationUse } from '../plan.ts';
import { relationName, relationsRead } from '../rewrite/relation-uses.ts';
import { rewrite } from '../rewrite/rewrite.ts';
import { SqlError, syntaxErrorAt } from '../sql-error.ts';
import type { StatementText } from '../statement-text.ts';

function refuse(message: string): never {
  throw new SqlError(message, '0A000');
}

/**
 * MERGE by Redshift's grammar: no alias on the target, no predicate on a WHEN, both WHEN clauses, an
 * ON of equalities, and a source that does not name the target.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
 */
export function mergePlan(ast: Json, body: JsonObject): Plan {
  const target = bodyOf(body['this'], 'table');
  const alias = bodyOf(body['this'], 'alias');
  if (alias) throw syntaxErrorAt(identifierText(alias['alias']) ?? 'AS');
  if (!target) throw syntaxErrorAt('MERGE');
  if (isObject(target['alias'])) throw syntaxErrorAt(identifierText(target['alias']) ?? 'AS');
  if (isObject(body['with']) || isObject(body['with_'])) throw syntaxErrorAt('MERGE');
  if (body['returning']) throw syntaxErrorAt('RETURNING');
  const relation = relationName(target);
  const sourceUses = relationsRead(body['using'] ?? null);
  if (
    sourceUses.some(
      (use) =>
        use.relation.name === relation.name &&
        (use.relation.schema ?? 'public') === (relation.schema ?? 'public'),
    )
  ) {
    refuse('MERGE source cannot reference the target table');
  }
  if (some(body['whens'], hasPath) || some(body['on'], hasPath))
    refuse('Partial reference of SUPER column is not supported in MERGE statement.');
  checkCondition(body['on']);
  const whens = arrayOf(bodyOf(body['whens'], 'whens')?.['expressions']).map(
    (item) => bodyOf(item, 'when') ?? {},
  );
  checkWhens(whens);
  const source = rewrite(body['using'] ?? null);
  const on = rewrite(body['on'] ?? null);
  const targetSql = engineSqlOfTable(rewrite(body['this'] ?? null));
  const sourceSql = engineSqlOfTable(source);
  const deletes = whens.some(
    (when) =>
      when['matched'] !== undefined &&
      isMatched(when) &&
      bodyOf(when['then'], 'var')?.['this'] === 'DELETE',
  );
  const uses: RelationUse[] = [
    ...sourceUses,
    { relation, privilege: 'SELECT' },
    { relation, privilege: 'INSERT' },
    { relation, privilege: deletes ? 'DELETE' : 'UPDATE' },
  ];
  return {
    kind: 'merge',
    sql: engineSql(rewrite(ast)),
    duplicateSql: `SELECT 1 FROM ${targetSql} JOIN ${sourceSql} ON ${engineExpression(on)} GROUP BY ${lastPart(targetSql)}.rowid HAVING count(*) > 1 LIMIT 1`,
    target: relation,
    uses,
  };
}

/** `MERGE INTO target USING source [alias] ON condition REMOVE DUPLICATES` */
export function mergeRemoveDuplicatesPlan({
  cursor,
  text,
  tokens,
}: StatementText): Plan | undefined {
  if (!cursor.take('merge', 'into')) return undefined;
  const last = tokens.slice(-2).map((token) => token.value);
  if (last[0] !== 'remove' || last[1] !== 'duplicates') return undefined;
  const relation = cursor.relation();
  cursor.expect('using');
  const rest = text.slice(cursor.peek()?.start ?? 0, tokens.at(-2)?.start);
  const targetText = text.slice(
    tokens[2]?.start,
    tokens.find((token) => token.value === 'using')?.start,
  );
  const ast = parseRedshift(`SELECT 1 FROM ${targetText} JOIN ${rest}`);
  const join = arrayOf(bodyOf(ast, 'select')?.['joins']).find(isObject);
  checkCondition(join?.['on']);
  const source = join?.['this'] ?? null;
  const sourceUses = relationsRead(source);
  if (sourceUses.some((use) => use.relation.name === relation.name))
    refuse('MERGE source cannot reference the target table');
  return {
    kind: 'merge-remove-duplicates',
    target: relation,
    source: engineExpression(rewrite(source)),
    onSql: engineExpression(rewrite(join?.['on'] ?? null)),
    uses: [
      ...sourceUses,
      { relation, privilege: 'SELECT' },
      { relation, privilege: 'INSERT' },
      { relation, privilege: 'DELETE' },
    ],
  };
}

function hasPath(node: JsonObject): boolean {
  return kindOf(node) === 'super_path';
}

function isMatched(when: JsonObject): boolean {
  return bodyOf(when['matched'], 'boolean')?.['value'] === true;
}

function lastPart(relation: string): string {
  return relation.split('.').at(-1) ?? relation;
}

/** Writes a FROM item out alone. */
function engineSqlOfTable(item: Json): string {
  return engineExpression(item);
}

function checkWhens(whens: JsonObject[]): void {
  if (whens.some((when) => when['condition'] !== undefined && when['condition'] !== null))
    throw syntaxErrorAt('AND');
  if (whens.some((when) => when['by_source'] === true)) throw syntaxErrorAt('BY');
  const [first, second] = whens;
  if (!first || !second) throw syntaxErrorAt('');
  if (whens.length > 2 || !isMatched(first) || isMatched(second)) throw syntaxErrorAt('WHEN');
}

function checkCondition(node: Json | undefined): void {
  const kind = kindOf(node);
  const body = bodyOf(node, kind) ?? {};
  if (kind === 'and') {
    checkCondition(body['left']);
    checkCondition(body['right']);
  } else if (kind === 'paren') checkCondition(body['this']);
  else if (kind !== 'eq') refuse('MERGE only supports equality conditions in the ON clause');
}
