CREATE SCHEMA IF NOT EXISTS ops;

-- What the warehouse was made from: one row for each migration applied (migrations/<file>) and for each
-- view (views/<schema>.<name>).
CREATE TABLE IF NOT EXISTS ops.schema_migration (
  path VARCHAR(256) NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  applied_at TIMESTAMP NOT NULL
)
DISTSTYLE AUTO;
