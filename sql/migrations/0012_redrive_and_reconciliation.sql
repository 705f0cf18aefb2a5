-- Refused records that were sent again: one row for each time. A row is there before the record is sent, so that a
-- command that was killed leaves a record marked rather than sent twice.
CREATE TABLE ops.redrive (
  source VARCHAR(128) NOT NULL,
  shard_id VARCHAR(1024) NOT NULL,
  sequence_number VARCHAR(128) NOT NULL,
  sub_sequence_number BIGINT NOT NULL,
  element INTEGER NOT NULL,
  -- The redrive command that took it.
  run_id VARCHAR(64) NOT NULL,
  redriven_at TIMESTAMP NOT NULL
)
DISTSTYLE AUTO
SORTKEY (redriven_at);

-- What receipts say: one row for each receipt and archive object that it names. A receipt never changes.
CREATE TABLE ops.receipt (
  receipt_key VARCHAR(1024) NOT NULL,
  source VARCHAR(128) NOT NULL,
  shard_id VARCHAR(1024) NOT NULL,
  first_sequence_number VARCHAR(128) NOT NULL,
  last_sequence_number VARCHAR(128) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  archive_key VARCHAR(1024) NOT NULL,
  row_count BIGINT NOT NULL
)
DISTSTYLE AUTO;

-- What lies in the archive bucket, by the last listing: receipts and archive objects of the streams.
CREATE TABLE ops.listed_object (
  object_key VARCHAR(1024) NOT NULL,
  -- cases, surveys, quarantine or receipt
  kind VARCHAR(16) NOT NULL,
  source VARCHAR(128) NOT NULL,
  modified_at TIMESTAMP NOT NULL
)
DISTSTYLE AUTO;

-- What a second reader counted in the streams. Covered: within the range of a receipt; given up: stored whole by a
-- mapping that gave up on it. What is open is counted again by the next run.
CREATE TABLE ops.stream_count (
  source VARCHAR(128) NOT NULL,
  shard_id VARCHAR(1024) NOT NULL,
  arrived_hour TIMESTAMP NOT NULL,
  -- final or open
  state VARCHAR(8) NOT NULL,
  record_count BIGINT NOT NULL,
  covered_count BIGINT NOT NULL,
  given_up_count BIGINT NOT NULL,
  -- The last record counted.
  last_sequence_number VARCHAR(128) NOT NULL
)
DISTSTYLE AUTO;

-- One row for each reconciliation.
CREATE TABLE ops.reconciliation (
  -- Arrival hour from which on it listed.
  window_start TIMESTAMP NOT NULL,
  -- When the listing began, by the warehouse's clock.
  listed_at TIMESTAMP NOT NULL,
  -- What was written before, by the bucket's clock, had its time to be loaded.
  due_before TIMESTAMP NOT NULL
)
DISTSTYLE AUTO
SORTKEY (listed_at);

GRANT SELECT, INSERT, DELETE
ON ops.receipt, ops.listed_object, ops.stream_count, ops.reconciliation
TO ROLE loader;

GRANT USAGE ON SCHEMA care TO ROLE loader;

ALTER DEFAULT PRIVILEGES IN SCHEMA care GRANT SELECT ON TABLES TO ROLE loader;

-- It reads care for what it has to reconcile, and no personal data there.
ATTACH MASKING POLICY hide_personal ON dim.employee (first_name) TO ROLE loader PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee (last_name) TO ROLE loader PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee (email) TO ROLE loader PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee (ldap) TO ROLE loader PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee_history (first_name) TO ROLE loader PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee_history (last_name) TO ROLE loader PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee_history (email) TO ROLE loader PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee_history (ldap) TO ROLE loader PRIORITY 10;
