-- What the data quality rules of sql/checks found, by run of the batch layer.
CREATE TABLE ops.check_result (
  run_id VARCHAR(64) NOT NULL,
  rule_name VARCHAR(64) NOT NULL,
  -- block or warn
  severity VARCHAR(8) NOT NULL,
  offending_rows BIGINT NOT NULL,
  -- The first of them; null where there are none.
  samples VARCHAR(16384),
  checked_at TIMESTAMP NOT NULL
)
DISTSTYLE AUTO
SORTKEY (checked_at);

GRANT SELECT, INSERT ON ops.check_result TO ROLE batch;

-- The batch layer checks what it publishes through the views that show it.
GRANT USAGE ON SCHEMA care, metrics TO ROLE batch;

ALTER DEFAULT PRIVILEGES IN SCHEMA care GRANT SELECT ON TABLES TO ROLE batch;

ALTER DEFAULT PRIVILEGES IN SCHEMA metrics GRANT SELECT ON TABLES TO ROLE batch;

-- An analyst who may also see personal data: names, e-mail and ldap of employees, and the samples of refused records.
CREATE ROLE personal_data;

GRANT ROLE analyst TO ROLE personal_data;

CREATE MASKING POLICY hide_personal WITH (value VARCHAR(400)) USING (CAST('***' AS VARCHAR(400)));

CREATE MASKING POLICY show_personal WITH (value VARCHAR(400)) USING (value);

CREATE MASKING POLICY show_sample WITH (sample VARCHAR(16384)) USING (sample);

-- Of the policies of a user's roles the one of the highest priority counts.
ATTACH MASKING POLICY hide_personal ON dim.employee (first_name) TO ROLE analyst PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee (last_name) TO ROLE analyst PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee (email) TO ROLE analyst PRIORITY 10;

ATTACH MASKING POLICY hide_personal ON dim.employee (ldap) TO ROLE analyst PRIORITY 10;

ATTACH MASKING POLICY show_personal ON dim.employee (first_name) TO ROLE personal_data PRIORITY 20;

ATTACH MASKING POLICY show_personal ON dim.employee (last_name) TO ROLE personal_data PRIORITY 20;

ATTACH MASKING POLICY show_personal ON dim.employee (email) TO ROLE personal_data PRIORITY 20;

ATTACH MASKING POLICY show_personal ON dim.employee (ldap) TO ROLE personal_data PRIORITY 20;

ATTACH MASKING POLICY show_sample ON ops.quarantine (sample) TO ROLE personal_data PRIORITY 20;
