-- case: DATEADD adds 30 days
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(day, 30, DATE '2008-11-01');
-- rows:
-- 2008-12-01 00:00:00

-- case: DATEADD takes a date literal and months
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(month, 18, '2008-02-28');
-- rows:
-- 2009-08-28 00:00:00

-- case: DATEADD by minutes
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(m, 90, '2008-02-28 10:00:00');
-- rows:
-- 2008-02-28 11:30:00

-- case: DATEADD keeps inside the month's last day
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(month, 1, '2008-01-31');
-- rows:
-- 2008-02-29 00:00:00

-- case: DATEADD takes abbreviations of parts
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html
SELECT DATEADD(hr, 1, '2020-01-01'), DATEADD(qtr, 1, '2020-01-01'), DATEADD(w, 1, '2020-01-01'), DATEADD(yrs, 1, '2020-01-01');
-- rows:
-- 2020-01-01 01:00:00 | 2020-04-01 00:00:00 | 2020-01-08 00:00:00 | 2021-01-01 00:00:00

-- case: DATEADD refuses an unknown part
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html
SELECT DATEADD(fortnight, 1, '2020-01-01');
-- error: not recognized

-- case: DATEDIFF in weeks
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
SELECT DATEDIFF(week, '2009-01-01', '2009-12-31') AS numweeks;
-- rows:
-- 52

-- case: DATEDIFF counts the boundaries crossed, not the time between
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
SELECT DATEDIFF(year, '2008-12-31 23:59:59', '2009-01-01'), DATEDIFF(day, '2020-01-01 23:59:00', '2020-01-02 00:01:00'), DATEDIFF(hour, '2020-01-01 10:59:00', '2020-01-01 11:01:00');
-- rows:
-- 1 | 1 | 1

-- case: DATEDIFF in quarters of a date to now
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
SELECT DATEDIFF(qtr, '1998-07-01', DATE '2008-07-01');
-- rows:
-- 40

-- case: DATEDIFF is negative backwards
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
SELECT DATEDIFF(day, '2020-01-10', '2020-01-01');
-- rows:
-- -9

-- case: DATEDIFF in seconds and minutes
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
SELECT DATEDIFF(sec, '2020-01-01 00:00:00', '2020-01-01 00:01:30'), DATEDIFF(min, '2020-01-01 00:00:59', '2020-01-01 00:01:00');
-- rows:
-- 90 | 1

-- case: DATE_TRUNC to the hour and the month
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_TRUNC.html
SELECT DATE_TRUNC('hour', TIMESTAMP '20200430 04:05:06.789'), DATE_TRUNC('month', TIMESTAMP '2020-04-30 04:05:06.789');
-- rows:
-- 2020-04-30 04:00:00 | 2020-04-01 00:00:00

-- case: DATE_TRUNC's week begins on Monday
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_TRUNC.html
SELECT DATE_TRUNC('week', DATE '2008-09-07');
-- rows:
-- 2008-09-01 00:00:00

-- case: DATE_TRUNC to quarter, year and minute
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_TRUNC.html
SELECT DATE_TRUNC('quarter', DATE '2020-05-20'), DATE_TRUNC('year', DATE '2020-05-20'), DATE_TRUNC('minute', TIMESTAMP '2020-05-20 10:11:12');
-- rows:
-- 2020-04-01 00:00:00 | 2020-01-01 00:00:00 | 2020-05-20 10:11:00

-- case: DATE_PART in minutes and of the week
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_PART_function.html
SELECT DATE_PART(minute, TIMESTAMP '20230104 04:05:06.789'), DATE_PART(w, TIMESTAMP '20220502 04:05:06.789');
-- rows:
-- 5 | 18

-- case: DATE_PART's day of the week begins with 0 on Sunday
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_PART_function.html
SELECT DATE_PART(dow, DATE '2008-09-07'), DATE_PART(weekday, DATE '2008-09-08');
-- rows:
-- 0 | 1

-- case: EXTRACT of month, year, quarter and day of year
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_EXTRACT_function.html
SELECT EXTRACT(month FROM DATE '2020-05-20'), EXTRACT(year FROM DATE '2020-05-20'), EXTRACT(qtr FROM DATE '2020-05-20'), EXTRACT(doy FROM DATE '2020-02-01');
-- rows:
-- 5 | 2020 | 2 | 32

-- case: EXTRACT of the week
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_EXTRACT_function.html
SELECT EXTRACT(week FROM TIMESTAMP '2009-09-09 12:08:43');
-- rows:
-- 37

-- case: EXTRACT of the epoch
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_EXTRACT_function.html
SELECT EXTRACT(epoch FROM TIMESTAMP '1970-01-02 00:00:01');
-- rows:
-- 86401

-- case: CONVERT_TIMEZONE from UTC by default
-- page: https://docs.aws.amazon.com/redshift/latest/dg/CONVERT_TIMEZONE.html
SELECT CONVERT_TIMEZONE('US/Pacific', TIMESTAMP '2008-08-21 07:23:54');
-- rows:
-- 2008-08-21 00:23:54

-- case: CONVERT_TIMEZONE between two zones, daylight saving time counted
-- page: https://docs.aws.amazon.com/redshift/latest/dg/CONVERT_TIMEZONE.html
SELECT CONVERT_TIMEZONE('EST', 'PST', '20080305 12:25:29');
-- rows:
-- 2008-03-05 09:25:29

-- case: CONVERT_TIMEZONE to a named zone
-- page: https://docs.aws.amazon.com/redshift/latest/dg/CONVERT_TIMEZONE.html
SELECT CONVERT_TIMEZONE('UTC', 'Europe/Berlin', TIMESTAMP '2026-07-01 12:00:00'), CONVERT_TIMEZONE('UTC', 'Europe/Berlin', TIMESTAMP '2026-01-01 12:00:00');
-- rows:
-- 2026-07-01 14:00:00 | 2026-01-01 13:00:00

-- case: ADD_MONTHS adds months
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ADD_MONTHS.html
SELECT ADD_MONTHS('2008-01-01 05:07:30', 12);
-- rows:
-- 2009-01-01 05:07:30

-- case: ADD_MONTHS of a last day gives a last day
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_ADD_MONTHS.html
SELECT ADD_MONTHS('2008-02-29', 1), ADD_MONTHS('2008-01-31', 1);
-- rows:
-- 2008-03-31 00:00:00 | 2008-02-29 00:00:00

-- case: LAST_DAY
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LAST_DAY.html
SELECT LAST_DAY(DATE '2008-02-05');
-- rows:
-- 2008-02-29

-- case: NEXT_DAY
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_NEXT_DAY.html
SELECT NEXT_DAY('2014-08-20', 'Tuesday');
-- rows:
-- 2014-08-26

-- case: MONTHS_BETWEEN
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MONTHS_BETWEEN_function.html
SELECT MONTHS_BETWEEN('1969-01-18', '1969-03-18');
-- rows:
-- -2

-- case: TO_CHAR of a timestamp
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TO_CHAR.html
SELECT TO_CHAR(TIMESTAMP '2009-12-31 23:15:59', 'DD-MON-YYYY HH24:MI:SS');
-- rows:
-- 31-DEC-2009 23:15:59

-- case: TO_CHAR with a name of a month, padded to nine
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TO_CHAR.html
SELECT TO_CHAR(TIMESTAMP '2009-12-31 23:15:59', 'MONTH-DY-DD-YYYY HH12:MIPM');
-- rows:
-- DECEMBER -THU-31-2009 11:15PM

-- case: TO_CHAR of a quarter and a week
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_FORMAT_strings.html
SELECT TO_CHAR(DATE '2009-12-31', 'YYYY"-Q"Q'), TO_CHAR(DATE '2009-12-31', 'IYYY-IW');
-- rows:
-- 2009-Q4 | 2009-53

-- case: TO_CHAR of a number with groups
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TO_CHAR.html
SELECT TO_CHAR(125.8, '999.99'), TO_CHAR(1234567, '9,999,999');
-- rows:
-- 125.80 | 1,234,567

-- case: TO_DATE in strict mode refuses a day that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TO_DATE_function.html
SELECT TO_DATE('20010631', 'YYYYMMDD', TRUE);
-- error: date/time field date value out of range: 2001-6-31

-- case: TO_DATE reads a month's name
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TO_DATE_function.html
SELECT TO_DATE('02 Oct 2001', 'DD Mon YYYY');
-- rows:
-- 2001-10-02

-- case: TRUNC of a timestamp is its date
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNC_date.html
SELECT TRUNC(TIMESTAMP '2011-07-21 10:32:38.248109');
-- rows:
-- 2011-07-21

-- case: a date plus days, and the days between two dates
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Datetime_types.html
SELECT DATE '2008-01-31' + 1, DATE '2008-03-01' - DATE '2008-02-28';
-- rows:
-- 2008-02-01 | 2

-- case: an interval literal of several parts
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_interval_literals.html
SELECT TIMESTAMP '2008-12-31 00:00:00' + INTERVAL '52 weeks', TIMESTAMP '2008-12-31' + INTERVAL '1 hour 30 minutes';
-- rows:
-- 2009-12-30 00:00:00 | 2008-12-31 01:30:00

-- case: GETDATE is the statement's time in UTC
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_GETDATE.html
SELECT GETDATE(), TRUNC(GETDATE()), CURRENT_DATE;
-- rows:
-- 2026-03-10 12:00:00 | 2026-03-10 | 2026-03-10

-- case: a timestamp prints its fraction only where there is one
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Datetime_types.html
SELECT TIMESTAMP '2008-06-01 09:59:59', TIMESTAMP '2008-06-01 09:59:59.5';
-- rows:
-- 2008-06-01 09:59:59 | 2008-06-01 09:59:59.5

-- case: a date compares with a string
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Date_and_time_literals.html
SELECT COUNT(*) FROM (SELECT DATE '2020-01-02' AS d) t WHERE d > '2020-01-01' AND d BETWEEN '2020-01-01' AND '2020-01-03';
-- rows:
-- 1

-- case: dates are read in several forms
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Date_and_time_literals.html
SELECT DATE 'January 8, 1999', DATE '1/8/1999', DATE '2000-Jan-31', DATE 'Jan-31-2000', DATE '31-Jan-2000', DATE '20080215';
-- rows:
-- 1999-01-08 | 1999-01-08 | 2000-01-31 | 2000-01-31 | 2000-01-31 | 2008-02-15
