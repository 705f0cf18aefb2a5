import { COLUMN_TYPE_OID, TYPE_ROWS } from './catalogue-types.ts';
import { emptyView } from './empty-view.ts';
import { INDEX_OID, KEY_VIEWS, KEYS_OF_TABLES } from './key-views.ts';

const RELATION_OID = 'pg_internal.pg_relation_oid(r.schema_name, r.name)';
/** One letter for each privilege: https://www.postgresql.org/docs/15/ddl-priv.html */
const PRIVILEGE_LETTER =
  "CASE p.privilege WHEN 'SELECT' THEN 'r' WHEN 'INSERT' THEN 'a' WHEN 'UPDATE' THEN 'w' WHEN 'DELETE' THEN 'd' WHEN 'REFERENCES' THEN 'x' WHEN 'TRUNCATE' THEN 'D' WHEN 'USAGE' THEN 'U' WHEN 'CREATE' THEN 'C' ELSE '' END";

/** Access lists as PostgreSQL writes them, `grantee=letters/owner`, by schema and relation. */
function accessLists(kind: 'table' | 'schema'): string {
  return `SELECT schema_name, name, list(grantee || '=' || letters || '/' || owner ORDER BY grantee) AS acl FROM (
    SELECT p.schema_name, p.name, p.grantee, string_agg(${PRIVILEGE_LETTER}, '' ORDER BY p.privilege) AS letters, 'admin' AS owner
    FROM pg_internal.privilege p WHERE p.object_kind = '${kind}' AND p.column_name = '' GROUP BY ALL) GROUP BY schema_name, name`;
}

/**
 * Redshift's PG_ tables, with the columns that psql, DBeaver and Metabase read of newer PostgreSQL:
 * https://docs.aws.amazon.com/redshift/latest/dg/c_intro_catalog_views.html
 */
export const CATALOGUE_VIEWS: Readonly<Record<string, string>> = {
  pg_namespace: `SELECT pg_internal.pg_schema_oid(s.schema_name) AS oid, s.schema_name AS nspname, pg_internal.pg_user_oid(coalesce(o.owner, 'admin')) AS nspowner, a.acl AS nspacl
    FROM (SELECT DISTINCT schema_name FROM duckdb_schemas() WHERE database_name = current_database() AND schema_name NOT IN ('main', 'pg_internal')
      UNION VALUES ('pg_catalog'), ('information_schema')) s
    LEFT JOIN pg_internal.schema_owner o ON o.schema_name = s.schema_name
    LEFT JOIN (${accessLists('schema')}) a ON a.schema_name = s.schema_name`,
  pg_class: `SELECT ${RELATION_OID} AS oid, r.name AS relname, pg_internal.pg_schema_oid(r.schema_name) AS relnamespace, CAST(0 AS BIGINT) AS reltype, CAST(0 AS BIGINT) AS reloftype,
    pg_internal.pg_user_oid(r.owner) AS relowner, CAST(CASE r.kind WHEN 'index' THEN 403 ELSE 0 END AS BIGINT) AS relam, CAST(0 AS BIGINT) AS relfilenode, CAST(0 AS BIGINT) AS reltablespace, 0 AS relpages,
    CAST(coalesce(t.estimated_size, 0) AS DOUBLE) AS reltuples, CAST(0 AS BIGINT) AS reltoastrelid, coalesce(k.has_index, false) AS relhasindex, false AS relisshared, 'p' AS relpersistence,
    CASE r.kind WHEN 'table' THEN 'r' WHEN 'materialized view' THEN 'm' WHEN 'index' THEN 'i' ELSE 'v' END AS relkind, CAST(t.column_count AS SMALLINT) AS relnatts, CAST(0 AS SMALLINT) AS relchecks,
    false AS relhasoids, coalesce(k.has_primary_key, false) AS relhaspkey, r.kind NOT IN ('table', 'index') AS relhasrules,
    coalesce(k.has_foreign_key, false) AS relhastriggers, false AS relhassubclass, false AS relrowsecurity, false AS relforcerowsecurity,
    false AS relispartition, 'd' AS relreplident, true AS relispopulated, a.acl AS relacl, CAST(NULL AS VARCHAR[]) AS reloptions, CAST(NULL AS VARCHAR) AS relpartbound
    FROM (SELECT schema_name, name, kind, owner FROM pg_internal.relation
      UNION ALL SELECT k.schema_name, k.constraint_name, 'index', o.owner FROM pg_internal.key_constraint k JOIN pg_internal.relation o ON o.schema_name = k.schema_name AND o.name = k.name WHERE k.kind <> 'foreign') r
    LEFT JOIN duckdb_tables() t ON t.database_name = current_database() AND t.schema_name = r.schema_name AND t.table_name = r.name
    LEFT JOIN (${KEYS_OF_TABLES}) k ON k.schema_name = r.schema_name AND k.name = r.name
    LEFT JOIN (${accessLists('table')}) a ON a.schema_name = r.schema_name AND a.name = r.name`,
  pg_attribute: `SELECT attrelid, column_name AS attname, CAST(${COLUMN_TYPE_OID} AS BIGINT) AS atttypid, -1 AS attstattarget,
    CAST(-1 AS SMALLINT) AS attlen, CAST(attnum AS SMALLINT) AS attnum, 0 AS attndims, -1 AS attcacheoff,
    CASE WHEN data_type = 'character varying' THEN coalesce(character_maximum_length, 65535) + 4
      WHEN data_type = 'numeric' THEN CAST(numeric_precision AS INTEGER) * 65536 + CAST(numeric_scale AS INTEGER) + 4 ELSE -1 END AS atttypmod,
    false AS attbyval, 'x' AS attstorage, 'i' AS attalign, is_nullable = 'NO' AS attnotnull, column_default IS NOT NULL AS atthasdef, false AS atthasmissing, false AS attisdropped,
    true AS attislocal, 0 AS attinhcount, CAST(0 AS BIGINT) AS attcollation, '' AS attidentity, '' AS attgenerated, '' AS attcompression, CAST(NULL AS VARCHAR[]) AS attacl,
    CAST(NULL AS VARCHAR[]) AS attoptions, CAST(NULL AS VARCHAR[]) AS attfdwoptions, 0 AS attencodingtype, false AS attisdistkey, 0 AS attsortkeyord
    FROM (SELECT pg_internal.pg_relation_oid(table_schema, table_name) AS attrelid, ordinal_position AS attnum, * FROM pg_internal.svv_columns
      UNION ALL SELECT ${INDEX_OID}, list_position(k.columns, c.column_name), c.* FROM pg_internal.key_constraint k
      JOIN pg_internal.svv_columns c ON c.table_schema = k.schema_name AND c.table_name = k.name AND list_contains(k.columns, c.column_name) WHERE k.kind <> 'foreign')`,
  pg_attrdef: `SELECT a.attrelid * 100 + a.attnum AS oid, a.attrelid AS adrelid, a.attnum AS adnum, c.column_default AS adbin, c.column_default AS adsrc
    FROM pg_internal.svv_columns c JOIN pg_internal.pg_attribute a ON a.attrelid = pg_internal.pg_relation_oid(c.table_schema, c.table_name) AND a.attname = c.column_name WHERE c.column_default IS NOT NULL`,
  pg_description: `SELECT pg_internal.pg_relation_oid(table_schema, table_name) AS objoid, CAST(1259 AS BIGINT) AS classoid, 0 AS objsubid, remarks AS description FROM pg_internal.svv_tables WHERE remarks IS NOT NULL
    UNION ALL SELECT pg_internal.pg_relation_oid(table_schema, table_name), 1259, CAST(ordinal_position AS INTEGER), remarks FROM pg_internal.svv_columns WHERE remarks IS NOT NULL
    UNION ALL SELECT pg_internal.pg_schema_oid(schema_name), 2615, 0, comment FROM duckdb_schemas() WHERE database_name = current_database() AND comment IS NOT NULL`,
  pg_type: `SELECT CAST(oid AS BIGINT) AS oid, typname, CAST(11 AS BIGINT) AS typnamespace, pg_internal.pg_user_oid('admin') AS typowner, CAST(typlen AS SMALLINT) AS typlen, typlen BETWEEN 1 AND 8 AS typbyval,
    'b' AS typtype, typcategory, false AS typispreferred, true AS typisdefined, ',' AS typdelim, CAST(0 AS BIGINT) AS typrelid, CAST(0 AS BIGINT) AS typelem, CAST(0 AS BIGINT) AS typarray,
    typname || 'in' AS typinput, typname || 'out' AS typoutput, '-' AS typreceive, '-' AS typsend, '-' AS typmodin, '-' AS typmodout, '-' AS typanalyze, 'i' AS typalign, 'p' AS typstorage, false AS typnotnull,
    CAST(0 AS BIGINT) AS typbasetype, -1 AS typtypmod, 0 AS typndims, CAST(0 AS BIGINT) AS typcollation, CAST(NULL AS VARCHAR) AS typdefaultbin, CAST(NULL AS VARCHAR) AS typdefault, CAST(NULL AS VARCHAR[]) AS typacl
    FROM (VALUES ${TYPE_ROWS}) t(oid, typname, typlen, typcategory, sql_name)`,
  pg_user:
    "SELECT user_name AS usename, pg_internal.pg_user_oid(user_name) AS usesysid, createdb AS usecreatedb, superuser AS usesuper, false AS usecatupd, '********' AS passwd, CAST(NULL AS TIMESTAMP) AS valuntil, CAST(NULL AS VARCHAR[]) AS useconfig FROM pg_internal.svv_user_info",
  pg_group:
    "SELECT name AS groname, pg_internal.pg_user_oid('group ' || name) AS grosysid, CAST(NULL AS VARCHAR[]) AS grolist FROM pg_internal.principal WHERE kind = 'group'",
  pg_database: `SELECT CAST(100000 AS BIGINT) AS oid, current_database() AS datname, pg_internal.pg_user_oid('admin') AS datdba, 6 AS encoding, 'C' AS datcollate, 'C' AS datctype, false AS datistemplate, true AS datallowconn,
    -1 AS datconnlimit, CAST(0 AS BIGINT) AS datlastsysoid, CAST(1663 AS BIGINT) AS dattablespace, CAST(NULL AS VARCHAR[]) AS datconfig, CAST(NULL AS VARCHAR[]) AS datacl`,
  ...KEY_VIEWS,
  pg_proc: emptyView(
    'oid BIGINT, proname VARCHAR, pronamespace BIGINT, proowner BIGINT, prolang BIGINT, proisagg BOOLEAN, proiswindow BOOLEAN, prokind VARCHAR, prosecdef BOOLEAN, proretset BOOLEAN, provolatile VARCHAR, pronargs SMALLINT, prorettype BIGINT, proargtypes BIGINT[], proallargtypes BIGINT[], proargmodes VARCHAR[], proargnames VARCHAR[], proargdefaults VARCHAR, prosrc VARCHAR, probin VARCHAR, proacl VARCHAR[]',
  ),
  pg_trigger: emptyView(
    'oid BIGINT, tgrelid BIGINT, tgname VARCHAR, tgfoid BIGINT, tgtype SMALLINT, tgenabled VARCHAR, tgisinternal BOOLEAN, tgconstraint BIGINT, tgdeferrable BOOLEAN, tginitdeferred BOOLEAN, tgparentid BIGINT',
  ),
  pg_rewrite: emptyView(
    'oid BIGINT, rulename VARCHAR, ev_class BIGINT, ev_type VARCHAR, ev_enabled VARCHAR, is_instead BOOLEAN',
  ),
  pg_inherits: emptyView('inhrelid BIGINT, inhparent BIGINT, inhseqno INTEGER'),
  pg_language: emptyView(
    'oid BIGINT, tableoid BIGINT, lanname VARCHAR, lanowner BIGINT, lanispl BOOLEAN, lanpltrusted BOOLEAN, lanplcallfoid BIGINT',
  ),
  pg_cast: emptyView(
    'oid BIGINT, castsource BIGINT, casttarget BIGINT, castfunc BIGINT, castcontext VARCHAR, castmethod VARCHAR',
  ),
  pg_operator: emptyView(
    'oid BIGINT, oprname VARCHAR, oprnamespace BIGINT, oprowner BIGINT, oprkind VARCHAR, oprleft BIGINT, oprright BIGINT, oprresult BIGINT, oprcode BIGINT',
  ),
  pg_am: "SELECT CAST(403 AS BIGINT) AS oid, 'btree' AS amname, '-' AS amhandler, 'i' AS amtype",
  pg_tablespace: `SELECT CAST(1663 AS BIGINT) AS oid, 'pg_default' AS spcname, pg_internal.pg_user_oid('admin') AS spcowner, '' AS spclocation, CAST(NULL AS VARCHAR[]) AS spcacl, CAST(NULL AS VARCHAR[]) AS spcoptions`,
  pg_default_acl: emptyView(
    'oid BIGINT, defaclrole BIGINT, defaclnamespace BIGINT, defaclobjtype VARCHAR, defaclacl VARCHAR[]',
  ),
  pg_settings: `SELECT name, setting, CAST(NULL AS VARCHAR) AS unit, 'Preset Options' AS category, '' AS short_desc, 'user' AS context, 'string' AS vartype, 'default' AS source
    FROM (VALUES ('server_version', '8.0.2'), ('server_encoding', 'UNICODE'), ('client_encoding', 'UTF8'), ('datestyle', 'ISO, MDY'), ('timezone', 'UTC'), ('standard_conforming_strings', 'on'), ('max_index_keys', '32'), ('search_path', current_schema())) s(name, setting)`,
};

/**
 * Tables of newer PostgreSQL, which Redshift has not and tools that take it for one ask for. Answered
 * on the PostgreSQL protocol only.
 */
export const TOOL_VIEWS: Readonly<Record<string, string>> = {
  pg_roles: `SELECT pg_internal.pg_user_oid(name) AS oid, name AS rolname, is_superuser AS rolsuper, true AS rolinherit, is_superuser AS rolcreaterole, is_superuser AS rolcreatedb, is_superuser AS rolcatupdate,
    kind = 'user' AS rolcanlogin, false AS rolreplication, -1 AS rolconnlimit, '********' AS rolpassword, CAST(NULL AS TIMESTAMP) AS rolvaliduntil, false AS rolbypassrls, CAST(NULL AS VARCHAR[]) AS rolconfig
    FROM (SELECT kind, name, is_superuser FROM pg_internal.principal WHERE kind <> 'group' UNION SELECT 'user', 'admin', true
      UNION SELECT DISTINCT 'user', lower(owner), false FROM pg_internal.relation WHERE lower(owner) NOT IN (SELECT name FROM pg_internal.principal WHERE kind = 'user') AND lower(owner) <> 'admin')`,
  pg_auth_members:
    "SELECT pg_internal.pg_user_oid(role) AS roleid, pg_internal.pg_user_oid(member) AS member, pg_internal.pg_user_oid('admin') AS grantor, false AS admin_option FROM pg_internal.membership WHERE member_kind IN ('user', 'role')",
  pg_matviews:
    "SELECT schema_name AS schemaname, name AS matviewname, owner AS matviewowner, CAST(NULL AS VARCHAR) AS tablespace, false AS hasindexes, true AS ispopulated, definition FROM pg_internal.relation WHERE kind = 'materialized view'",
  pg_stat_user_tables:
    'SELECT c.oid AS relid, n.nspname AS schemaname, c.relname, CAST(0 AS BIGINT) AS seq_scan, CAST(c.reltuples AS BIGINT) AS n_live_tup, CAST(0 AS BIGINT) AS n_dead_tup FROM pg_internal.pg_class c JOIN pg_internal.pg_namespace n ON n.oid = c.relnamespace',
  pg_collation: emptyView(
    'oid BIGINT, collname VARCHAR, collnamespace BIGINT, collowner BIGINT, collprovider VARCHAR, collencoding INTEGER, collcollate VARCHAR, collctype VARCHAR',
  ),
  pg_enum: emptyView('oid BIGINT, enumtypid BIGINT, enumsortorder FLOAT, enumlabel VARCHAR'),
  pg_extension: emptyView(
    'oid BIGINT, extname VARCHAR, extowner BIGINT, extnamespace BIGINT, extrelocatable BOOLEAN, extversion VARCHAR',
  ),
  pg_foreign_table: emptyView('ftrelid BIGINT, ftserver BIGINT, ftoptions VARCHAR[]'),
  pg_foreign_server: emptyView(
    'oid BIGINT, srvname VARCHAR, srvowner BIGINT, srvfdw BIGINT, srvtype VARCHAR, srvversion VARCHAR, srvacl VARCHAR[], srvoptions VARCHAR[]',
  ),
  pg_policy: emptyView(
    'oid BIGINT, polname VARCHAR, polrelid BIGINT, polcmd VARCHAR, polpermissive BOOLEAN, polroles BIGINT[], polqual VARCHAR, polwithcheck VARCHAR',
  ),
  pg_publication: emptyView('oid BIGINT, pubname VARCHAR, puballtables BOOLEAN'),
  pg_publication_rel: emptyView('oid BIGINT, prpubid BIGINT, prrelid BIGINT'),
  pg_statistic_ext: emptyView('oid BIGINT, stxrelid BIGINT, stxname VARCHAR, stxnamespace BIGINT'),
  pg_sequence: emptyView('seqrelid BIGINT, seqtypid BIGINT, seqstart BIGINT, seqincrement BIGINT'),
  pg_event_trigger: emptyView('oid BIGINT, evtname VARCHAR, evtevent VARCHAR, evtowner BIGINT'),
  pg_shdescription: emptyView('objoid BIGINT, classoid BIGINT, description VARCHAR'),
};
