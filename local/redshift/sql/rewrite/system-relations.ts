import type { RelationName } from '../parse/token-cursor.ts';
import { SqlError } from '../sql-error.ts';

/** Schemas whose relations are answered by views of this warehouse, not by the engine's own catalogue. */
const SYSTEM_SCHEMAS = new Set(['pg_catalog', 'information_schema']);
/** The schema that holds the warehouse's own state; no statement may name it. */
const INTERNAL_SCHEMA = 'pg_internal';

/** Schemas and catalogues of the engine that Redshift doesn't have. */
const ENGINE_SCHEMAS = new Set(['main', 'temp', 'system', 'memory']);

const ENGINE_DATABASES = new Set(['temp', 'system', 'memory']);

const SYSTEM_VIEWS = new Set<string>();

/** Declares a system view, so that its name is found without a schema. */
export function declareSystemViews(names: readonly string[]): void {
  for (const name of names) SYSTEM_VIEWS.add(name);
}

/** @throws SqlError for the schemas of the warehouse's own state and of the engine */
export function refuseReservedSchema(schema: string): void {
  if (schema === INTERNAL_SCHEMA || ENGINE_SCHEMAS.has(schema))
    throw new SqlError(`schema "${schema}" does not exist`, '3F000');
}

/** Databases that the engine keeps beside the warehouse's. @throws SqlError for a name of one */
export function refuseEngineDatabase(database: string): void {
  if (ENGINE_DATABASES.has(database))
    throw new SqlError(`database "${database}" does not exist`, '3D000');
}

/**
 * The name of the internal view that answers a system relation, or undefined for a user's relation.
 * @throws SqlError for system relations that are not covered, and for the internal schema
 */
export function systemRelation(schema: string | undefined, name: string): string | undefined {
  if (schema !== undefined) refuseReservedSchema(schema);
  // Names that the engine would take for files or for its own catalogue.
  if (/[./\\*:]/.test(name) || (schema === undefined && /^(duckdb_|sqlite_|pragma_)/.test(name))) {
    throw new SqlError(`relation "${name}" does not exist`, '42P01');
  }
  const key = schema === 'information_schema' ? `information_schema_${name}` : name;
  const isSystem = schema === undefined ? SYSTEM_VIEWS.has(name) : SYSTEM_SCHEMAS.has(schema);
  if (!isSystem) return undefined;
  if (!SYSTEM_VIEWS.has(key))
    throw new SqlError(`relation "${schema}.${name}" does not exist`, '42P01');
  return key;
}

/** True for a relation that the warehouse answers itself, which every user may read. */
export function isSystemRelation(relation: RelationName): boolean {
  return relation.schema === undefined
    ? SYSTEM_VIEWS.has(relation.name)
    : SYSTEM_SCHEMAS.has(relation.schema);
}
