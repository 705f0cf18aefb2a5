CREATE TEMP TABLE copied_case (LIKE staging.case_event);

COPY copied_case
FROM '{{manifest}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET
MANIFEST;
