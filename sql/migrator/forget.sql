DELETE FROM ops.schema_migration WHERE path = '{{path}}';
