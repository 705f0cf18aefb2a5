import fc from 'fast-check';
import { secondsOf } from '../../oracle/facts/local-time.ts';

/** UTC seconds at which business days are odd: leap days, year ends, clock changes, midnights elsewhere. */
const instants = [
  '2024-02-29 12:00:00',
  '2024-03-01 00:00:00',
  '2023-12-31 23:30:00',
  '2024-01-01 05:00:00',
  '2021-01-03 18:30:00',
  // New York springs forward at 07:00 UTC and falls back at 06:00 UTC.
  '2026-03-08 06:59:59',
  '2026-03-08 07:00:00',
  '2026-03-08 07:40:00',
  '2026-03-09 04:00:00',
  '2025-11-02 05:30:00',
  '2025-11-02 06:00:00',
  '2025-11-02 06:30:00',
  '2025-11-03 05:00:00',
  '2026-11-21 10:17:43',
];

/** A moment in UTC, 'YYYY-MM-DD HH:MM:SS', for the warehouse's clock. */
export const anyInstant: fc.Arbitrary<string> = fc.constantFrom(...instants);

/** The days of all instants, for the business calendar. */
export const instantDays: readonly number[] = [
  ...new Set(instants.map((instant) => secondsOf(instant.slice(0, 10)))),
];

/** What clocks in that zone show then, by Intl alone. */
export const localTextOf = (utc: string, timezone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(`${utc.replace(' ', 'T')}Z`));
