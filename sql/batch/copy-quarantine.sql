CREATE TEMP TABLE copied_quarantine (LIKE ops.quarantine);

COPY copied_quarantine
FROM '{{manifest}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET
MANIFEST;
