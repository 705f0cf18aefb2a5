-- Case events loaded, duplicates included
CAST(NVL(k.case_events, 0) AS BIGINT) AS case_events,
-- Survey events loaded, duplicates included
CAST(NVL(k.survey_events, 0) AS BIGINT) AS survey_events,
-- Records that were refused, by when their load was committed
CAST(NVL(k.quarantined, 0) AS BIGINT) AS quarantined,
-- Loads that were committed
CAST(k.loads AS BIGINT) AS loads,
-- Longest time from arrival on the stream to the commit, seconds; null where nothing was loaded
k.slowest_seconds,
-- Events and refused records a minute by arrival on the streams; the warehouse knows them once they are loaded
NVL(k.sent, 0) / k.window_minutes AS sent_per_minute,
-- Those of them a minute that were archived as events
NVL(k.sent - k.refused, 0) / k.window_minutes AS archived_per_minute,
-- Those of them a minute that were refused
NVL(k.refused, 0) / k.window_minutes AS refused_per_minute,
-- Events a minute by when their load was committed
NVL(k.case_events + k.survey_events, 0) / k.window_minutes AS loaded_per_minute,
-- Cases and surveys a minute whose current version arrived on the streams in the window
k.facts / k.window_minutes AS changed_per_minute,
-- Seconds from the last arrival on a stream to the end of the window; null where there was none
DATEDIFF(second, k.last_sent_at, k.period_end) AS seconds_since_sent,
-- Longest time between the first and the last record of an archive object, seconds; null where none arrived
k.collecting_seconds,
-- Seconds from the arrival of the last refused record to the end of the window; null where there was none
DATEDIFF(second, k.last_refused_at, k.period_end) AS seconds_since_refused,
-- Seconds from the last load of cases or surveys to the end of the window; null where there was none
DATEDIFF(second, k.last_loaded_at, k.period_end) AS seconds_since_loaded
