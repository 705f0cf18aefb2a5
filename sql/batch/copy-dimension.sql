-- The columns are named, since a table with masking policies asks for it:
-- https://docs.aws.amazon.com/redshift/latest/dg/t_ddm-considerations.html
COPY dim.{{table}} ({{columns}})
FROM '{{manifest}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET
MANIFEST;
