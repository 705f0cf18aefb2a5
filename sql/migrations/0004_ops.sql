-- What the pipeline knows of itself.

-- Writers of facts lock it, in the first statement of their transaction; nobody reads it.
CREATE TABLE ops.writer_lock (
  id INTEGER NOT NULL
);

-- One row for each archive object that a load has taken, counted after COPY.
CREATE TABLE ops.load_ledger (
  archive_key VARCHAR(1024) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  source VARCHAR(128) NOT NULL,
  shard_id VARCHAR(1024) NOT NULL,
  first_sequence_number VARCHAR(128) NOT NULL,
  last_sequence_number VARCHAR(128) NOT NULL,
  row_count BIGINT NOT NULL,
  first_arrived_at TIMESTAMP NOT NULL,
  last_arrived_at TIMESTAMP NOT NULL,
  -- Latest event in it, business-local; null for quarantined records.
  last_event_at TIMESTAMP,
  manifest_id VARCHAR(64) NOT NULL,
  loaded_at TIMESTAMP NOT NULL
)
DISTSTYLE AUTO
SORTKEY (loaded_at);

-- One row for each run of the batch layer.
CREATE TABLE ops.batch_run (
  run_id VARCHAR(64) NOT NULL,
  mode VARCHAR(16) NOT NULL,
  status VARCHAR(16) NOT NULL,
  started_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP,
  -- Counts and durations by step, as JSON.
  details VARCHAR(65535)
)
DISTSTYLE AUTO;

-- One row for each archive object that a published batch run covers.
CREATE TABLE ops.batch_object (
  archive_key VARCHAR(1024) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  source VARCHAR(128) NOT NULL,
  row_count BIGINT NOT NULL,
  last_arrived_at TIMESTAMP NOT NULL,
  last_event_at TIMESTAMP,
  run_id VARCHAR(64) NOT NULL,
  published_at TIMESTAMP NOT NULL
)
DISTSTYLE AUTO;

-- Records that could not be used, as domain/facts.ts has them.
CREATE TABLE ops.quarantine (
  source VARCHAR(128) NOT NULL,
  shard_id VARCHAR(1024) NOT NULL,
  sequence_number VARCHAR(128) NOT NULL,
  sub_sequence_number BIGINT NOT NULL,
  element INTEGER NOT NULL,
  arrived_at TIMESTAMP NOT NULL,
  kind VARCHAR(16) NOT NULL,
  reason_code VARCHAR(64) NOT NULL,
  reason VARCHAR(1024) NOT NULL,
  field VARCHAR(256),
  sample VARCHAR(16384) NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  raw_key VARCHAR(1024) NOT NULL,
  raw_offset BIGINT NOT NULL,
  raw_bytes BIGINT NOT NULL,
  archive_key VARCHAR(1024) NOT NULL
)
DISTSTYLE AUTO
SORTKEY (arrived_at);
