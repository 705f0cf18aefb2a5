/** What the warehouse has, by its own register. */
export interface Register {
  /** Kind and binding of a relation, by schema and name. */
  readonly relations: ReadonlyMap<string, RegisteredRelation>;
  readonly schemas: ReadonlySet<string>;
  /** Columns that are GENERATED ALWAYS, by schema and table. */
  readonly identities: ReadonlyMap<string, readonly string[]>;
}

interface RegisteredRelation {
  kind: 'table' | 'view' | 'late view' | 'materialized view';
  isLateBinding: boolean;
  /** True for a table with a CHAR column. */
  hasFixedLength?: boolean;
  /** True for a table with a SUPER column. */
  hasSuper?: boolean;
}

/** What is entered of a relation when it is made. */
export interface NewRelation extends RegisteredRelation {
  schema: string;
  name: string;
  owner: string;
  /** A view's query in Redshift's SQL. */
  definition?: string;
}

/** Schemas that nobody creates. */
const SYSTEM_SCHEMAS = ['public', 'pg_catalog', 'information_schema'];

/** One query for all: a definition asks for several relations, and binding is what a query costs. */
export const REGISTER_QUERY =
  "SELECT schema_name, name, kind, is_late_binding, has_fixed_length, has_super, NULL FROM pg_internal.relation UNION ALL SELECT schema_name, NULL, 'schema', NULL, NULL, NULL, NULL FROM pg_internal.schema_owner UNION ALL SELECT schema_name, table_name, 'identity', NULL, NULL, NULL, column_name FROM pg_internal.identity_column WHERE NOT is_by_default";

/** True where a statement of the engine changes what the register says. */
export function changesRegister(sql: string): boolean {
  return /(?:INTO|FROM|UPDATE) pg_internal\.(?:relation|schema_owner|identity_column)\b/.test(sql);
}

export function relationKey(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}

/** @param rows of REGISTER_QUERY */
export function registerOf(rows: readonly (readonly unknown[])[]): Register {
  const relations = new Map<string, RegisteredRelation>();
  const schemas = new Set(SYSTEM_SCHEMAS);
  const identities = new Map<string, string[]>();
  for (const [schema, name, kind, isLateBinding, hasFixedLength, hasSuper, column] of rows) {
    const key = relationKey(String(schema), String(name));
    if (kind === 'schema') schemas.add(String(schema));
    else if (kind === 'identity')
      identities.set(key, [...(identities.get(key) ?? []), String(column)]);
    else
      relations.set(key, {
        kind: kind as RegisteredRelation['kind'],
        isLateBinding: isLateBinding === true,
        hasFixedLength: hasFixedLength === true,
        hasSuper: hasSuper === true,
      });
  }
  return { relations, schemas, identities };
}

/** The register with one more relation. */
export function withRelation(register: Register, relation: NewRelation): Register {
  const { schema, name, ...registered } = relation;
  const relations = new Map(register.relations);
  relations.set(relationKey(schema, name), registered);
  return { ...register, relations };
}
