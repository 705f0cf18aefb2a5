INSERT INTO ops.schema_migration (path, checksum, applied_at) VALUES ('{{path}}', '{{checksum}}', GETDATE());
