-- Which cases a moving clock turns into breaches (docs/adr/0041). Blocks of old cases have none, so a query for them skips these blocks.
-- 1 where, as of publishing, a case was Open and its SLA not past.
ALTER TABLE batch.measured_case ADD COLUMN is_sla_pending SMALLINT NOT NULL DEFAULT 0;
