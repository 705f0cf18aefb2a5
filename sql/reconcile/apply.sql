-- What one reconciliation found, in one transaction. Two at once wait for each other.
LOCK ops.reconciliation;

CREATE TEMP TABLE new_receipt (LIKE ops.receipt);

COPY new_receipt
FROM '{{receipts}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET;

INSERT INTO ops.receipt
SELECT n.*
FROM new_receipt AS n
WHERE NOT EXISTS (SELECT 1 FROM ops.receipt AS r WHERE r.receipt_key = n.receipt_key);

DELETE FROM ops.listed_object;

COPY ops.listed_object
FROM '{{listing}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET;

CREATE TEMP TABLE new_count (LIKE ops.stream_count);

COPY new_count
FROM '{{counts}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET;

DELETE FROM ops.stream_count
WHERE state = 'open';

-- A run beside this one may have counted further.
INSERT INTO ops.stream_count
SELECT n.*
FROM new_count AS n
WHERE NOT EXISTS (
  SELECT 1
  FROM ops.stream_count AS c
  WHERE c.source = n.source
    AND c.shard_id = n.shard_id
    AND LPAD(c.last_sequence_number, 128, '0') >= LPAD(n.last_sequence_number, 128, '0')
);

INSERT INTO ops.reconciliation (window_start, listed_at, due_before)
VALUES (
  CAST('{{since}}' AS TIMESTAMP),
  CAST('{{listed_at}}' AS TIMESTAMP),
  CAST('{{due_before}}' AS TIMESTAMP)
);
