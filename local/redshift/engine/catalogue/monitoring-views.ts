import { emptyView } from './empty-view.ts';

const SESSION = "getvariable('redshift')";

/**
 * What tools ask of sessions, storage and other databases' tables: the asking session alone is told of, sizes
 * are not, and of external schemas there are none. Columns as in
 * https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html
 */
export const MONITORING_VIEWS: Readonly<Record<string, string>> = {
  stv_sessions: `SELECT struct_extract(${SESSION}, 'now') AS starttime, struct_extract(${SESSION}, 'pid') AS process, struct_extract(${SESSION}, 'user') AS user_name, current_database() AS db_name, 0 AS timeout_sec`,
  pg_stat_activity: `SELECT CAST(100000 AS BIGINT) AS datid, current_database() AS datname, struct_extract(${SESSION}, 'pid') AS procpid, pg_internal.pg_user_oid(struct_extract(${SESSION}, 'user')) AS usesysid,
    struct_extract(${SESSION}, 'user') AS usename, '' AS current_query, struct_extract(${SESSION}, 'now') AS query_start`,
  svv_table_info: `SELECT current_database() AS "database", r.schema_name AS "schema", pg_internal.pg_relation_oid(r.schema_name, r.name) AS table_id, r.name AS "table", 'N' AS encoded, 'AUTO(ALL)' AS diststyle,
    CAST(NULL AS VARCHAR) AS sortkey1, CAST(NULL AS INTEGER) AS max_varchar, CAST(NULL AS VARCHAR) AS sortkey1_enc, 0 AS sortkey_num, CAST(0 AS BIGINT) AS size, CAST(0 AS DECIMAL(10,4)) AS pct_used, CAST(0 AS BIGINT) AS empty,
    CAST(NULL AS DECIMAL(5,2)) AS unsorted, CAST(0 AS DECIMAL(5,2)) AS stats_off, CAST(t.estimated_size AS DECIMAL(38,0)) AS tbl_rows, CAST(NULL AS DECIMAL(19,2)) AS skew_sortkey1, CAST(NULL AS DECIMAL(19,2)) AS skew_rows,
    CAST(t.estimated_size AS DECIMAL(38,0)) AS estimated_visible_rows, CAST(NULL AS VARCHAR) AS risk_event, CAST(NULL AS DECIMAL(12,2)) AS vacuum_sort_benefit
    FROM pg_internal.relation r JOIN duckdb_tables() t ON t.database_name = current_database() AND t.schema_name = r.schema_name AND t.table_name = r.name WHERE r.kind = 'table'`,
  svv_mv_info: `SELECT current_database() AS database_name, schema_name, owner AS user_name, name, 'f' AS is_stale, 0 AS state, 'f' AS autorewrite, 'f' AS autorefresh FROM pg_internal.relation WHERE kind = 'materialized view'`,
  svv_external_schemas: emptyView(
    'esoid BIGINT, eskind SMALLINT, schemaname VARCHAR, esowner INTEGER, databasename VARCHAR, esoptions VARCHAR',
  ),
  svv_external_tables: emptyView(
    'redshift_database_name VARCHAR, schemaname VARCHAR, tablename VARCHAR, tabletype VARCHAR, location VARCHAR, input_format VARCHAR, output_format VARCHAR, serialization_lib VARCHAR, serde_parameters VARCHAR, compressed INTEGER, parameters VARCHAR',
  ),
  svv_external_columns: emptyView(
    'redshift_database_name VARCHAR, schemaname VARCHAR, tablename VARCHAR, columnname VARCHAR, external_type VARCHAR, columnnum INTEGER, part_key INTEGER, is_nullable VARCHAR',
  ),
  svv_external_databases: emptyView('eskind INTEGER, esoptions VARCHAR, databasename VARCHAR'),
  svv_redshift_functions: emptyView(
    'database_name VARCHAR, schema_name VARCHAR, function_name VARCHAR, function_type VARCHAR, argument_type VARCHAR, result_type VARCHAR',
  ),
};
