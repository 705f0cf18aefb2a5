-- No load, replay or other publication runs beside this one. Its first statement: the snapshot begins after the wait.
LOCK ops.writer_lock;

-- The objects of this run, as they were fixed when it started.
CREATE TEMP TABLE run_object (
  archive_key VARCHAR(1024) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  expected_rows BIGINT
);

COPY run_object
FROM '{{run_objects}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET;
