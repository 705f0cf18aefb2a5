-- Case events loaded, duplicates included
CAST(NVL(k.case_events, 0) AS BIGINT) AS case_events,
-- Survey events loaded, duplicates included
CAST(NVL(k.survey_events, 0) AS BIGINT) AS survey_events,
-- Records that were refused
CAST(NVL(k.quarantined, 0) AS BIGINT) AS quarantined,
-- Loads that were committed
CAST(k.loads AS BIGINT) AS loads,
-- Longest time from arrival on the stream to the commit, seconds; null where nothing was loaded
k.slowest_seconds
