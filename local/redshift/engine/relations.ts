import { quoted } from '../sql/commands/alter-table.ts';
import type { RelationName } from '../sql/parse/token-cursor.ts';
import { SqlError } from '../sql/sql-error.ts';
import { type NewRelation, relationKey, withRelation } from './catalogue/register.ts';
import type { Session } from './session.ts';
import { type ColumnLimit, limitsOf } from './temporary-tables.ts';

/** A text as an engine string literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A relation's name in the engine's quotes. */
export function nameSql(relation: RelationName): string {
  return relation.schema === undefined
    ? quoted(relation.name)
    : `${quoted(relation.schema)}.${quoted(relation.name)}`;
}

/** The full name that a statement's name means: a temporary table of the session, else the current schema's. */
export interface ResolvedRelation {
  schema: string;
  name: string;
  isTemporary: boolean;
}

export function resolve(session: Session, relation: RelationName): ResolvedRelation {
  const isTemporary = relation.schema === undefined && session.temporaryTables.has(relation.name);
  return {
    schema: isTemporary ? 'pg_temp' : (relation.schema ?? session.schemaOf(relation.name)),
    name: relation.name,
    isTemporary,
  };
}

/** A resolved relation's name in the engine. */
export function resolvedSql(relation: ResolvedRelation): string {
  return relation.isTemporary
    ? `temp.main.${quoted(relation.name)}`
    : `${quoted(relation.schema)}.${quoted(relation.name)}`;
}

/** A column as the engine's catalogue describes it. */
export interface CatalogColumn extends ColumnLimit {
  name: string;
  engineType: string;
  isNotNull: boolean;
  defaultSql: string | undefined;
}

/** Engine types of a relation's columns by their names, in order; empty where there is no such relation. */
export async function columnTypesOf(
  session: Session,
  relation: ResolvedRelation,
): Promise<Map<string, string>> {
  if ((await relationKind(session, relation)) === undefined) return new Map();
  const columns = await tableInfo(session, relation);
  return new Map(columns.map(([name, type]) => [String(name), String(type)]));
}

/** The names of a relation's columns in order; empty where there is no such relation. */
export async function columnNamesOf(
  session: Session,
  relation: ResolvedRelation,
): Promise<string[]> {
  return [...(await columnTypesOf(session, relation)).keys()];
}

/** The engine's list of all columns binds every view; this binds the one relation. */
export function tableInfo(session: Session, relation: ResolvedRelation): Promise<unknown[][]> {
  return session.rows(
    `SELECT name, type, "notnull", dflt_value FROM pragma_table_info(${literal(resolvedSql(relation))}) ORDER BY cid`,
  );
}

/** The columns of a relation in order; empty where there is no such relation. */
export function columnsOf(session: Session, relation: ResolvedRelation): Promise<CatalogColumn[]> {
  const read = () => readColumns(session, relation);
  // A session's own tables are nobody else's to know.
  return relation.isTemporary
    ? read()
    : session.catalogue.known(`columns of ${resolvedSql(relation)}`, read);
}

async function readColumns(session: Session, relation: ResolvedRelation): Promise<CatalogColumn[]> {
  const kind = await relationKind(session, relation);
  if (kind === undefined) return [];
  const columns = await tableInfo(session, relation);
  const limits = relation.isTemporary
    ? session.temporaryTables.limitsOf(relation.name)
    : await readLimits(session, relation, kind);
  return columns.map(([name, type, isNotNull, value]) => ({
    name: String(name),
    engineType: String(type),
    isNotNull: isNotNull === true,
    defaultSql: value === null || value === undefined ? undefined : String(value),
    ...(limits.get(String(name)) ?? { maxBytes: undefined, isFixedLength: false }),
  }));
}

/** What the checks of a table's columns say, as columnSql writes them. */
async function readLimits(
  session: Session,
  { schema, name }: ResolvedRelation,
  kind: 'table' | 'view',
): Promise<ReadonlyMap<string, ColumnLimit>> {
  // A view has none, and the question takes longer than the columns themselves.
  if (kind === 'view') return new Map();
  const checks = await session.rows(
    `SELECT constraint_column_names[1], expression FROM duckdb_constraints() WHERE database_name = current_database() AND schema_name = ${literal(schema)} AND table_name = ${literal(name)} AND constraint_type = 'CHECK'`,
  );
  return limitsOf(
    checks.map(([column, check]) => {
      const bytes = /<= (\d+)/.exec(String(check))?.[1];
      return {
        name: String(column),
        maxBytes: bytes === undefined ? undefined : Number(bytes),
        isFixedLength: String(check).includes('>= 0'),
      };
    }),
  );
}

/** Enters a relation that was made into the warehouse's own register. */
export async function enterRelation(session: Session, relation: NewRelation): Promise<void> {
  const {
    schema,
    name,
    kind,
    owner,
    definition,
    isLateBinding,
    hasFixedLength = false,
    hasSuper = false,
  } = relation;
  const before = await session.catalogue.register();
  const text = definition === undefined ? 'NULL' : literal(definition);
  await session.run(
    `INSERT INTO pg_internal.relation VALUES (${literal(schema)}, ${literal(name)}, ${literal(kind)}, ${literal(owner)}, ${text}, ${isLateBinding}, ${hasFixedLength}, ${hasSuper})`,
  );
  session.catalogue.keepRegister(withRelation(before, relation));
}

/** Enters that a table has got a column of a kind. Of a temporary table the session knows the columns. */
export async function markColumn(
  session: Session,
  relation: ResolvedRelation,
  mark: 'has_fixed_length' | 'has_super',
): Promise<void> {
  if (mark === 'has_super') session.onSuper();
  if (!relation.isTemporary)
    await session.run(
      `UPDATE pg_internal.relation SET ${mark} = true WHERE schema_name = ${literal(relation.schema)} AND name = ${literal(relation.name)}`,
    );
}

/** What a relation is, by the warehouse's own register; undefined where there is none. */
export async function relationKind(
  session: Session,
  relation: ResolvedRelation,
): Promise<'table' | 'view' | undefined> {
  if (relation.isTemporary) return session.temporaryTables.has(relation.name) ? 'table' : undefined;
  const { relations } = await session.catalogue.register();
  const kind = relations.get(relationKey(relation.schema, relation.name))?.kind;
  if (kind === undefined) return undefined;
  return kind === 'view' || kind === 'late view' ? 'view' : 'table';
}

/** True for a view WITH NO SCHEMA BINDING. */
export async function isLateBinding(
  session: Session,
  relation: ResolvedRelation,
): Promise<boolean> {
  const { relations } = await session.catalogue.register();
  return relations.get(relationKey(relation.schema, relation.name))?.isLateBinding === true;
}

/** @throws SqlError where there is no such schema */
export async function requireSchema(session: Session, schema: string): Promise<void> {
  const { schemas } = await session.catalogue.register();
  if (!schemas.has(schema)) throw new SqlError(`schema "${schema}" does not exist`, '3F000');
}
