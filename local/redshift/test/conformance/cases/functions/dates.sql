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

-- case: DATEDIFF counts weeks that begin, not seven days
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
SELECT DATEDIFF(week, '2008-01-06', '2008-01-07'), DATEDIFF(w, '2008-01-07', '2008-01-13'), DATEDIFF(weeks, '2019-12-31', '2019-12-27'), DATEDIFF(week, '2019-12-31 00:00:00', '2020-01-06 02:00:00');
-- rows:
-- 1 | 0 | -1 | 1

-- case: DATEDIFF of every longer part counts its beginnings
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
SELECT DATEDIFF(mil, '2000-12-31', '2001-01-01'), DATEDIFF(century, '2000-12-31', '2001-01-01'), DATEDIFF(cent, '1999-12-31', '2000-01-01'), DATEDIFF(decade, '2009-12-31', '2010-01-01'), DATEDIFF(yr, '2008-12-31', '2009-01-01'), DATEDIFF(qtr, '2008-03-31', '2008-04-01'), DATEDIFF(mon, '2008-01-31', '2008-02-01'), DATEDIFF(d, '2008-01-05 23:59', '2008-01-06 00:01');
-- rows:
-- 1 | 1 | 0 | 1 | 1 | 1 | 1 | 1

-- case: DATEDIFF of every shorter part counts its beginnings
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
SELECT DATEDIFF(h, '2008-01-01 00:59', '2008-01-01 01:00'), DATEDIFF(m, '2008-01-01 00:00:59', '2008-01-01 00:01:00'), DATEDIFF(s, '2008-01-01 00:00:00.999', '2008-01-01 00:00:01'), DATEDIFF(ms, '2008-01-01 00:00:00.9999', '2008-01-01 00:00:01'), DATEDIFF(us, '2008-01-01 00:00:00.9999', '2008-01-01 00:00:01');
-- rows:
-- 1 | 1 | 1 | 1 | 100

-- case: DATEADD of every longer part
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(millennium, 1, '2001-02-03'), DATEADD(c, 1, '2001-02-03'), DATEADD(decs, 1, '2001-02-03'), DATEADD(y, 1, '2001-02-03'), DATEADD(qtrs, 1, '2001-02-03'), DATEADD(mons, 1, '2001-02-03'), DATEADD(weeks, 1, '2001-02-03'), DATEADD(d, 1, '2001-02-03');
-- rows:
-- 3001-02-03 00:00:00 | 2101-02-03 00:00:00 | 2011-02-03 00:00:00 | 2002-02-03 00:00:00 | 2001-05-03 00:00:00 | 2001-03-03 00:00:00 | 2001-02-10 00:00:00 | 2001-02-04 00:00:00

-- case: DATEADD of every shorter part
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(hrs, 1, '2001-02-03'), DATEADD(mins, 1, '2001-02-03'), DATEADD(secs, 1, '2001-02-03'), DATEADD(msecond, 1, '2001-02-03'), DATEADD(usecs, 1, '2001-02-03'), DATEADD(h, -1, '2001-02-03 00:30:00');
-- rows:
-- 2001-02-03 01:00:00 | 2001-02-03 00:01:00 | 2001-02-03 00:00:01 | 2001-02-03 00:00:00.001 | 2001-02-03 00:00:00.000001 | 2001-02-02 23:30:00

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

-- case: CONVERT_TIMEZONE between two zones by their abbreviations
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

-- case: DATEADD of a month and ADD_MONTHS differ on a month's last day
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(month, 1, '2008-04-30'), ADD_MONTHS('2008-04-30', 1);
-- rows:
-- 2008-05-30 00:00:00 | 2008-05-31 00:00:00

-- case: DATEADD of twelve months and of a year differ on February 29
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(month, 12, '2016-02-29'), DATEADD(year, 1, '2016-02-29');
-- rows:
-- 2017-02-28 00:00:00 | 2017-03-01 00:00:00

-- case: DATEADD's m stands for minutes
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(m, 30, '2008-02-28');
-- rows:
-- 2008-02-28 00:30:00

-- case: DATEADD of a time of day stays within the day
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
SELECT DATEADD(hour, 8, TIME '13:24:55'), DATEADD(hour, 12, TIME '13:24:55');
-- rows:
-- 21:24:55 | 01:24:55

-- case: DATEDIFF of times of day
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html
SELECT DATEDIFF(hour, TIME '20:00:00', TIME '15:24:45'), DATEDIFF(hour, TIME '00:58:00', TIME '15:24:45'), DATEDIFF(minute, TIME '20:00:00', TIME '21:00:00');
-- rows:
-- -5 | 15 | 60

-- case: CONVERT_TIMEZONE by an abbreviation keeps to standard time
-- page: https://docs.aws.amazon.com/redshift/latest/dg/CONVERT_TIMEZONE.html
SELECT CONVERT_TIMEZONE('PST', '2008-08-24 09:36:12'), CONVERT_TIMEZONE('US/Pacific', '2008-08-24 09:36:12');
-- rows:
-- 2008-08-24 01:36:12 | 2008-08-24 02:36:12

-- case: CONVERT_TIMEZONE by a name follows the season
-- page: https://docs.aws.amazon.com/redshift/latest/dg/CONVERT_TIMEZONE.html
SELECT CONVERT_TIMEZONE('America/New_York', '2013-02-01 08:00:00'), CONVERT_TIMEZONE('America/New_York', '2013-06-01 08:00:00');
-- rows:
-- 2013-02-01 03:00:00 | 2013-06-01 04:00:00

-- case: CONVERT_TIMEZONE counts POSIX offsets westwards
-- page: https://docs.aws.amazon.com/redshift/latest/dg/CONVERT_TIMEZONE.html
SELECT CONVERT_TIMEZONE('GMT', 'NEWZONE +2', '2014-05-17 12:00:00'), CONVERT_TIMEZONE('GMT', 'America/Los_Angeles+2', '2014-05-17 12:00:00'), CONVERT_TIMEZONE('GMT', 'GMT+2', '2014-05-17 12:00:00');
-- rows:
-- 2014-05-17 10:00:00 | 2014-05-17 10:00:00 | 2014-05-17 10:00:00

-- case: DATE_PART gives seconds with their fraction, EXTRACT without
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html
SELECT EXTRACT(sec FROM TIMESTAMP '2009-09-21 11:10:03.189717'), DATE_PART(sec, TIMESTAMP '2009-09-21 11:10:03.189717');
-- rows:
-- 3 | 3.189717

-- case: centuries and millennia begin with their first year
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html
SELECT EXTRACT(century FROM TIMESTAMP '2000-12-16 12:21:13'), EXTRACT(century FROM TIMESTAMP '2001-12-16 12:21:13'), EXTRACT(mil FROM TIMESTAMP '2000-12-16 12:21:13'), EXTRACT(mil FROM TIMESTAMP '2001-12-16 12:21:13');
-- rows:
-- 20 | 21 | 2 | 3

-- case: decades count from the years 1 to 9
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html
SELECT EXTRACT(decade FROM TIMESTAMP '1999-02-16 20:38:40'), EXTRACT(decade FROM TIMESTAMP '2000-02-16 20:38:40'), EXTRACT(decade FROM TIMESTAMP '2010-02-16 20:38:40');
-- rows:
-- 200 | 201 | 202

-- case: DATE_PART of a day, its week day and its century
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_PART_function.html
SELECT DATE_PART(day, TIMESTAMP '20220502 04:05:06.789'), DATE_PART(dayofweek, TIMESTAMP '20220502 04:05:06.789'), DATE_PART(century, TIMESTAMP '20220502 04:05:06.789');
-- rows:
-- 2 | 1 | 21

-- case: MONTHS_BETWEEN takes the rest by months of 31 days
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MONTHS_BETWEEN_function.html
SELECT ROUND(MONTHS_BETWEEN('2008-12-25 15:00:00', '2008-01-21 19:30:00'), 2), ROUND(MONTHS_BETWEEN('2008-12-07 14:00:00', '2008-01-16 19:30:00'), 1), MONTHS_BETWEEN('2014-09-30', '2014-08-31');
-- rows:
-- 11.12 | 10.7 | 1

-- case: TO_DATE counts on from a day that is not there
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TO_DATE_function.html
SELECT TO_DATE('20010631', 'YYYYMMDD', FALSE), TO_DATE('20010631', 'YYYYMMDD');
-- rows:
-- 2001-07-01 | 2001-07-01

-- case: TO_CHAR of the day of the year and the ISO day of the week
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TO_CHAR.html
SELECT TO_CHAR(TIMESTAMP '2009-12-31 23:15:59', 'DDD'), TO_CHAR(TIMESTAMP '2022-05-16 23:15:59', 'ID');
-- rows:
-- 365 | 1

-- case: TO_CHAR of a time of day, its zone and the century
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TO_CHAR.html
SELECT TO_CHAR(TIMESTAMP '2008-01-25 14:30:00', 'HH12:MI:SS TZ'), TO_CHAR(TIMESTAMP '2008-02-18 02:36:48', 'cc'), TO_CHAR(TIMESTAMP '2008-01-25 14:30:00', 'MON-DD-YYYY HH12:MIPM');
-- rows:
-- 02:30:00 UTC | 21 | JAN-25-2008 02:30PM

-- case: TO_CHAR of a number with its sign behind, and with a currency sign
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TO_CHAR.html
SELECT TO_CHAR(-125.8, '999D99S'), TO_CHAR(618.80, 'l99999D99');
-- rows:
-- 125.80- | $   618.80

-- case: an interval of several parts, divided by commas
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_interval_literals.html
SELECT DATE '2008-12-31' + INTERVAL '3 hours, 35 minutes', DATE '2008-12-31' + INTERVAL '1w, 1h, 1m, 1s';
-- rows:
-- 2008-12-31 03:35:00 | 2009-01-07 01:01:01

-- case: an interval of half a day, and one of seconds
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_interval_literals.html
SELECT DATE '2008-12-31' + INTERVAL '0.5 days', DATE '2008-12-31' + INTERVAL '1 second', DATE '2008-12-31' + INTERVAL '5 s';
-- rows:
-- 2008-12-31 12:00:00 | 2008-12-31 00:00:01 | 2008-12-31 00:00:05

-- case: months before a day that their month lacks
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_interval_literals.html
SELECT DATE '2023-02-15' - INTERVAL '4 months', DATE '2023-03-31' - INTERVAL '4 months';
-- rows:
-- 2022-10-15 00:00:00 | 2022-11-30 00:00:00

-- case: DATE_TRUNC to the second, the day and the millennium
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_TRUNC.html
SELECT DATE_TRUNC('second', TIMESTAMP '20200430 04:05:06.789'), DATE_TRUNC('day', TIMESTAMP '20200430 04:05:06.789'), DATE_TRUNC('millennium', TIMESTAMP '20200430 04:05:06.789');
-- rows:
-- 2020-04-30 04:05:06 | 2020-04-30 00:00:00 | 2001-01-01 00:00:00

-- case: DATE_TRUNC to the Monday before a Saturday
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_TRUNC.html
SELECT DATE_TRUNC('week', TIMESTAMP '20220430 04:05:06.789');
-- rows:
-- 2022-04-25 00:00:00

-- case: NEXT_DAY of days before a Monday
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_NEXT_DAY.html
SELECT NEXT_DAY('2008-07-06', 'Monday'), NEXT_DAY('2008-07-01', 'Monday'), NEXT_DAY('2008-07-07', 'Monday');
-- rows:
-- 2008-07-07 | 2008-07-07 | 2008-07-14
