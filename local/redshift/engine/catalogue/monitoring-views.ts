import { emptyView } from './empty-view.ts';

const SESSION = "getvariable('redshift')";

/**
 * What tools ask of sessions, storage, locks and other databases' tables: the asking session alone is told of, sizes
 * and locks are not, and of external schemas there are none. Columns as in
 * https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html
 */
export const MONITORING_VIEWS: Readonly<Record<string, string>> = {
  stv_sessions: `SELECT struct_extract(${SESSION}, 'now') AS starttime, struct_extract(${SESSION}, 'pid') AS process, struct_extract(${SESSION}, 'user') AS user_name, current_database() AS db_name, 0 AS timeout_sec`,
  pg_stat_activity: `SELECT CAST(100000 AS BIGINT) AS datid, current_database() AS datname, struct_extract(${SESSION}, 'pid') AS procpid, pg_internal.pg_user_oid(struct_extract(${SESSION}, 'user')) AS usesysid,
    struct_extract(${SESSION}, 'user') AS usename, '' AS current_query, struct_extract(${SESSION}, 'now') AS query_start`,
  stv_recents: `SELECT CAST(pg_internal.pg_user_oid(struct_extract(${SESSION}, 'user')) AS INTEGER) AS userid, 'Running' AS status, struct_extract(${SESSION}, 'now') AS starttime, 0 AS duration,
    struct_extract(${SESSION}, 'user') AS user_name, current_database() AS db_name, '' AS query, struct_extract(${SESSION}, 'pid') AS pid`,
  stv_inflight: `SELECT CAST(pg_internal.pg_user_oid(struct_extract(${SESSION}, 'user')) AS INTEGER) AS userid, 0 AS slice, 0 AS query, '' AS label, CAST(0 AS BIGINT) AS xid, struct_extract(${SESSION}, 'pid') AS pid,
    struct_extract(${SESSION}, 'now') AS starttime, '' AS "text", 0 AS suspended, 0 AS insert_pristine, 0 AS concurrency_scaling_status`,
  stv_locks: emptyView(
    'table_id BIGINT, last_commit TIMESTAMP, last_update TIMESTAMP, lock_owner BIGINT, lock_owner_pid BIGINT, lock_owner_start_ts TIMESTAMP, lock_owner_end_ts TIMESTAMP, lock_status VARCHAR',
  ),
  svv_transactions: emptyView(
    'txn_owner VARCHAR, txn_db VARCHAR, xid BIGINT, pid INTEGER, txn_start TIMESTAMP, lock_mode VARCHAR, lockable_object_type VARCHAR, relation INTEGER, granted BOOLEAN',
  ),
  stv_slices: `SELECT 0 AS node, 0 AS slice, 0 AS localslice, 'D' AS "type"`,
  stv_tbl_perm: `SELECT 0 AS slice, CAST(pg_internal.pg_relation_oid(r.schema_name, r.name) AS INTEGER) AS id, r.name, CAST(t.estimated_size AS BIGINT) AS "rows", CAST(t.estimated_size AS BIGINT) AS sorted_rows, 0 AS temp, 100000 AS db_id,
    0 AS insert_pristine, 0 AS delete_pristine, 1 AS backup, 0 AS dist_style, 0 AS block_count
    FROM pg_internal.relation r JOIN duckdb_tables() t ON t.database_name = current_database() AND t.schema_name = r.schema_name AND t.table_name = r.name WHERE r.kind = 'table'`,
  svv_datashares: emptyView(
    'share_name VARCHAR, share_id INTEGER, share_owner INTEGER, source_database VARCHAR, consumer_database VARCHAR, share_type VARCHAR, createdate TIMESTAMP, is_publicaccessible BOOLEAN, share_acl VARCHAR, producer_account VARCHAR, producer_namespace VARCHAR, managed_by VARCHAR',
  ),
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
