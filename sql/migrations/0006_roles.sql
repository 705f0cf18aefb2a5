-- Who may do what. A caller by IAM is the database user "IAMR:<role name>"; the warehouse makes it by itself
-- at its first call, so it may be there already.
CREATE ROLE analyst;

CREATE ROLE loader;

CREATE ROLE batch;

-- unless: SELECT 1 FROM pg_user WHERE usename = 'IAMR:casepulse-analyst'
CREATE USER "IAMR:casepulse-analyst" PASSWORD DISABLE;

-- unless: SELECT 1 FROM pg_user WHERE usename = 'IAMR:casepulse-load-facts'
CREATE USER "IAMR:casepulse-load-facts" PASSWORD DISABLE;

-- unless: SELECT 1 FROM pg_user WHERE usename = 'IAMR:casepulse-batch'
CREATE USER "IAMR:casepulse-batch" PASSWORD DISABLE;

GRANT ROLE analyst TO "IAMR:casepulse-analyst";

GRANT ROLE loader TO "IAMR:casepulse-load-facts";

GRANT ROLE batch TO "IAMR:casepulse-batch";

-- The analyst reads care and nothing else. Views are dropped and made again: the default keeps the right.
GRANT USAGE ON SCHEMA care TO ROLE analyst;

ALTER DEFAULT PRIVILEGES IN SCHEMA care GRANT SELECT ON TABLES TO ROLE analyst;

-- The loader writes the speed layer and what the pipeline knows of itself.
GRANT USAGE ON SCHEMA speed, ops, staging TO ROLE loader;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA speed TO ROLE loader;

GRANT SELECT ON ALL TABLES IN SCHEMA staging TO ROLE loader;

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.writer_lock, ops.load_ledger, ops.quarantine TO ROLE loader;

GRANT SELECT ON ops.batch_object TO ROLE loader;

-- The batch layer publishes dimensions and facts, and takes away the speed rows that it covers.
GRANT USAGE ON SCHEMA batch, dim, ops, staging, speed TO ROLE batch;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA batch TO ROLE batch;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA dim TO ROLE batch;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA staging TO ROLE batch;

GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA speed TO ROLE batch;

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.writer_lock, ops.batch_run, ops.batch_object, ops.quarantine TO ROLE batch;

GRANT SELECT ON ops.load_ledger TO ROLE batch;
