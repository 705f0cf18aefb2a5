COPY dim.{{table}}
FROM '{{manifest}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET
MANIFEST;
