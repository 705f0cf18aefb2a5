/** Oids of the catalogue's own relations, which tools compare with: https://www.postgresql.org/docs/15/catalogs.html */
const CATALOGUE_OIDS: Readonly<Record<string, number>> = {
  pg_type: 1247,
  pg_attribute: 1249,
  pg_proc: 1255,
  pg_class: 1259,
  pg_authid: 1260,
  pg_database: 1262,
  pg_constraint: 2606,
  pg_namespace: 2615,
  pg_extension: 3079,
};

/** A cast to one of PostgreSQL's types that stand for an object. */
export interface ObjectCast {
  /** The macro that turns a name into the oid. */
  ofName: string;
  /** The macro that turns an oid into the name; undefined where the value stays as it is. */
  ofOid: string | undefined;
}

/** Casts by type name; a constant is a name, everything else an oid. */
export const OBJECT_CASTS: Readonly<Record<string, ObjectCast>> = {
  regclass: { ofName: 'pg_regclass', ofOid: 'pg_regclass_name' },
  regtype: { ofName: 'pg_regtype', ofOid: 'pg_regtype_name' },
  regrole: { ofName: 'pg_regrole', ofOid: 'pg_get_userbyid' },
  regnamespace: { ofName: 'pg_regnamespace', ofOid: undefined },
};

/** Types that are text here. */
export const TEXT_TYPES: ReadonlySet<string> = new Set([
  'name',
  'char',
  'regproc',
  'cstring',
  'sql_identifier',
  'character_data',
]);

/** The oid that `'pg_class'::regclass` is, or undefined for a relation of the user's. */
export function catalogueOid(name: string): number | undefined {
  const bare = withoutCatalogue(name);
  return Object.hasOwn(CATALOGUE_OIDS, bare) ? CATALOGUE_OIDS[bare] : undefined;
}

export function withoutCatalogue(name: string): string {
  return name.replace(/^pg_catalog\./, '').replace(/^"|"$/g, '');
}
