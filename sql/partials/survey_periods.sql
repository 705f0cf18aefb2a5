DATE_TRUNC('hour', s.survey_timestamp) AS survey_hour,
CAST(s.survey_timestamp AS DATE) AS survey_day,
CAST(DATE_TRUNC('week', s.survey_timestamp) AS DATE) AS survey_week,
CAST(DATE_TRUNC('month', s.survey_timestamp) AS DATE) AS survey_month
