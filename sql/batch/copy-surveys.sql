CREATE TEMP TABLE copied_survey (LIKE staging.survey_event);

COPY copied_survey
FROM '{{manifest}}'
IAM_ROLE '{{copy_role}}'
FORMAT AS PARQUET
MANIFEST;
