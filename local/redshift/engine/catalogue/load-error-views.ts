/** The faults that the asking user may see: all of them for a superuser, else the user's own. */
const VISIBLE = `(SELECT * FROM pg_internal.load_error
    WHERE struct_extract(getvariable('redshift'), 'is_superuser') OR user_name = lower(struct_extract(getvariable('redshift'), 'user')))`;

/**
 * What COPY could not take, row by row. The table's name stands beside its number, since a table that is gone has
 * none; queries are not numbered, nor are slices.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_STL_LOAD_ERRORS.html and
 * https://docs.aws.amazon.com/redshift/latest/dg/SYS_LOAD_ERROR_DETAIL.html
 */
export const LOAD_ERROR_VIEWS: Readonly<Record<string, string>> = {
  stl_load_errors: `SELECT CAST(pg_internal.pg_user_oid(user_name) AS INTEGER) AS userid, 0 AS slice, CAST(r.oid AS INTEGER) AS tbl, starttime, "session", 0 AS query, filename, line_number, colname, "type", col_length, 0 AS "position", raw_line, raw_field_value, err_code, err_reason, table_name
    FROM ${VISIBLE} e LEFT JOIN (SELECT name, min(pg_internal.pg_relation_oid(schema_name, name)) AS oid FROM pg_internal.relation GROUP BY name) r ON r.name = e.table_name`,
  sys_load_error_detail: `SELECT CAST(pg_internal.pg_user_oid(user_name) AS INTEGER) AS user_id, CAST(0 AS BIGINT) AS query_id, CAST(0 AS BIGINT) AS transaction_id, "session" AS session_id, current_database() AS database_name, CAST(r.oid AS INTEGER) AS table_id, starttime AS start_time, filename AS file_name, line_number, colname AS column_name, "type" AS column_type, col_length AS column_length, 0 AS "position", err_code AS error_code, err_reason AS error_message
    FROM ${VISIBLE} e LEFT JOIN (SELECT name, min(pg_internal.pg_relation_oid(schema_name, name)) AS oid FROM pg_internal.relation GROUP BY name) r ON r.name = e.table_name`,
};
