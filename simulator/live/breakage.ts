import type { FactKind } from '../../domain/facts.ts';
import type { SourceEvent } from '../cases/events.ts';
import type { Random } from '../random.ts';

/** Makes of an event's text one that can't be used. */
type Breakage = (event: SourceEvent) => string;

const changed =
  (change: SourceEvent): Breakage =>
  (event) =>
    JSON.stringify({ ...event, ...change });

const without =
  (name: string): Breakage =>
  ({ [name]: _, ...rest }) =>
    JSON.stringify(rest);

/** Faults of the producer, whatever it sends. */
const anyKind: readonly Breakage[] = [
  (event) => JSON.stringify(event).slice(0, -12),
  () => '<html><body>502 Bad Gateway</body></html>',
  () => JSON.stringify({ heartbeat: true }),
  () => '   ',
];

const breakages: Readonly<Record<FactKind, readonly Breakage[]>> = {
  cases: [
    ...anyKind,
    without('case_no'),
    without('last_modified_timestamp'),
    changed({ status: 'Pending' }),
    changed({ create_timestamp: '2026-02-30 10:00:00' }),
    changed({ create_timestamp: '1970-01-01 00:00:00' }),
    changed({ last_modified_timestamp: '2001-01-01 00:00:00' }),
    changed({ category: 'x'.repeat(300) }),
  ],
  surveys: [
    ...anyKind,
    without('case_no'),
    changed({ survey_timestamp: 'yesterday' }),
    changed({ Q1: 11 }),
    changed({ Q4: 'Maybe' }),
  ],
};

/** An event's text with one fault, of the many that producers make. */
export const brokenText = (random: Random, kind: FactKind, event: SourceEvent): string =>
  random.pick(breakages[kind])(event);
