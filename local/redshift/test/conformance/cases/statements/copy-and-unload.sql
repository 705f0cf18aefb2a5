-- case: CSV takes no ESCAPE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html#copy-csv
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/key' IAM_ROLE DEFAULT CSV ESCAPE;
-- error: ESCAPE

-- case: CSV takes no REMOVEQUOTES
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html#copy-csv
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/key' IAM_ROLE DEFAULT FORMAT AS CSV REMOVEQUOTES;
-- error: REMOVEQUOTES

-- case: QUOTE is for CSV only
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html#copy-csv-quote
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/key' IAM_ROLE DEFAULT DELIMITER ',' QUOTE '"';
-- error: QUOTE

-- case: a delimiter is one character
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html#copy-delimiter
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/key' IAM_ROLE DEFAULT DELIMITER '||';
-- error: single ASCII character

-- case: MAXERROR has a limit of 100000
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-load.html#copy-maxerror
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/key' IAM_ROLE DEFAULT MAXERROR 100001;
-- error: 100000

-- case: COPY from Parquet takes no GZIP
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/key' IAM_ROLE DEFAULT FORMAT AS PARQUET GZIP;
-- error: GZIP argument is not supported for PARQUET based COPY

-- case: COPY from Parquet takes no NULL AS
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/key' IAM_ROLE DEFAULT FORMAT AS PARQUET NULL AS 'x';
-- error: NULL argument is not supported for PARQUET based COPY

-- case: COPY wants to know who reads
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-authorization.html
CREATE TABLE t (a INT);
COPY t FROM 's3://bucket/key' FORMAT AS PARQUET;
-- error: CREDENTIALS argument is required

-- case: COPY of a column that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-column-mapping.html
CREATE TABLE t (a INT);
COPY t (b) FROM 's3://bucket/key' IAM_ROLE DEFAULT;
-- error: column "b" of relation "t" does not exist

-- case: UNLOAD takes no LIMIT in its outermost SELECT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html#unload-usage-limit-clause
CREATE TABLE venue (venueid INT);
UNLOAD ('select * from venue limit 10') TO 's3://bucket/venue_pipe_' IAM_ROLE DEFAULT;
-- error: Limit clause is not supported

-- case: UNLOAD to Parquet takes no DELIMITER
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html#unload-csv
UNLOAD ('select 1') TO 's3://bucket/key' IAM_ROLE DEFAULT PARQUET DELIMITER ',';
-- error: DELIMITER

-- case: UNLOAD to Parquet takes no GZIP
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html#unload-csv
UNLOAD ('select 1') TO 's3://bucket/key' IAM_ROLE DEFAULT FORMAT AS PARQUET GZIP;
-- error: GZIP

-- case: UNLOAD to JSON takes no HEADER
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html#unload-csv
UNLOAD ('select 1') TO 's3://bucket/key' IAM_ROLE DEFAULT JSON HEADER;
-- error: HEADER

-- case: UNLOAD to JSON takes no NULL AS
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html#unload-csv
UNLOAD ('select 1') TO 's3://bucket/key' IAM_ROLE DEFAULT JSON NULL AS '-';
-- error: NULL

-- case: UNLOAD takes CLEANPATH or ALLOWOVERWRITE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html#cleanpath
UNLOAD ('select 1') TO 's3://bucket/key' IAM_ROLE DEFAULT CLEANPATH ALLOWOVERWRITE;
-- error: CLEANPATH

-- case: MAXFILESIZE is 5 MB at least
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html#unload-maxfilesize
UNLOAD ('select 1') TO 's3://bucket/key' IAM_ROLE DEFAULT MAXFILESIZE 1 MB;
-- error: MAXFILESIZE

-- case: UNLOAD writes to S3 only
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html
UNLOAD ('select 1') TO '/tmp/key' IAM_ROLE DEFAULT;
-- error: UNLOAD destination is not supported

-- case: UNLOAD with an option that is none
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html
UNLOAD ('select 1') TO 's3://bucket/key' IAM_ROLE DEFAULT QUICKLY;
-- error: syntax error at or near "QUICKLY"
