DATEADD(minute, 1, DATE_TRUNC('minute', DATEADD(microsecond, -1, {{include now}})))
