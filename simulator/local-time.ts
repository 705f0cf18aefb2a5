import { tzOffset } from '@date-fns/tz';
import { ConfigurationError } from '../domain/errors.ts';

/*
 * Event times are business-local and carry no zone. Here they are 'local seconds': the seconds that
 * a clock in UTC would have counted had it shown the same date and time. All arithmetic on them has
 * days of 24 hours, and no Date of this machine's own zone is ever made.
 */

export const daySeconds = 86_400;
export const hourSeconds = 3_600;

/** Local seconds of `moment` on a clock in `timezone` (IANA). @throws ConfigurationError for an unknown zone. */
export const localSeconds = (moment: Date, timezone: string): number => {
  const offsetMinutes = timezone === 'UTC' ? 0 : tzOffset(timezone, moment);
  if (Number.isNaN(offsetMinutes)) {
    throw new ConfigurationError(
      `The business time zone must be an IANA name such as Europe/Berlin, got ${timezone}; see BUSINESS_TIMEZONE in docs/configuration.md`,
    );
  }
  return Math.floor(moment.getTime() / 1000 + offsetMinutes * 60);
};

const isoDate = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

/** Events come by the hundred thousand, and few of them begin another day. */
const lastDay = { day: 0, date: isoDate(0) };

/** 'YYYY-MM-DD' of local seconds. */
export const dateText = (seconds: number): string => {
  const day = Math.floor(seconds / daySeconds);
  if (day !== lastDay.day) Object.assign(lastDay, { day, date: isoDate(seconds) });
  return lastDay.date;
};

const twoDigits = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));

/** 'YYYY-MM-DD HH:MM:SS' of local seconds. */
export const localText = (seconds: number): string => {
  const second = seconds - Math.floor(seconds / daySeconds) * daySeconds;
  const hours = twoDigits[Math.floor(second / hourSeconds)];
  const minutes = twoDigits[Math.floor((second % hourSeconds) / 60)];
  return `${dateText(seconds)} ${hours}:${minutes}:${twoDigits[second % 60]}`;
};

/**
 * The moment that 'YYYY-MM-DD HH:MM:SS' in UTC names.
 * @throws ConfigurationError where it names none.
 */
export const utcMoment = (text: string): Date => {
  const moment = new Date(`${text.replace(' ', 'T')}Z`);
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) || Number.isNaN(moment.getTime())) {
    throw new ConfigurationError(
      `The present moment must be 'YYYY-MM-DD HH:MM:SS' in UTC, got ${text}`,
    );
  }
  return moment;
};
