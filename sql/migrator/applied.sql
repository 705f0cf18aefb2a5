SELECT path, checksum, applied_at FROM ops.schema_migration ORDER BY path;
