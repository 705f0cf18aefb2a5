-- Whether COPY reads the manifest's objects at all; what it reads is thrown away.
CREATE TEMP TABLE tried (LIKE {{staging_table}});

COPY tried
FROM '{{manifest_url}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET
MANIFEST;
