import type { Warehouse } from '../../../adapters/redshift-data.ts';
import type { FactKind } from '../../../domain/facts.ts';
import type { LiveEvent } from '../../../simulator/live/events.ts';
import { expectedViews } from '../../oracle/expected-views.ts';
import type { Dimensions } from '../../oracle/facts/dimensions.ts';
import type { RawEvent } from '../../oracle/facts/events.ts';
import { differencesOf } from '../../property/surroundings/compare-views.ts';
import { loadedIdentities, visibleQuarantine } from './loaded-records.ts';
import { readStream } from './stored-records.ts';

/** What a run sent, and where all of it should be. */
export type Sent = {
  readonly events: readonly LiveEvent[];
  readonly dimensions: Dimensions;
  /** The views' present, 'YYYY-MM-DD HH:MM:SS'. */
  readonly now: string;
};

/** What was counted apart, and in what it differs. */
export type Reckoning = {
  readonly counts: Readonly<Record<string, number>>;
  readonly differences: readonly string[];
};

/** Says how many one side has that the other lacks; nothing where they are the same. */
const compared = (
  what: string,
  found: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): string[] => {
  const missing = [...wanted].filter((item) => !found.has(item));
  const surplus = [...found].filter((item) => !wanted.has(item));
  if (missing.length + surplus.length === 0) return [];
  const first = [...missing, ...surplus][0];
  return [`${what}: ${missing.length} missing, ${surplus.length} too many, such as ${first}`];
};

/**
 * Compares what was sent with what the streams hold by a second reader, that with what was loaded and
 * quarantined by the archive's files, and the care views with the oracle's answer to what was sent.
 * Records are told apart by their identity: a producer's repetition is another record of the same text.
 */
export const reckon = async (
  { events, dimensions, now }: Sent,
  streams: Readonly<Record<FactKind, string>>,
  warehouse: Warehouse,
  fileOf: (key: string) => string,
): Promise<Reckoning> => {
  const records = [...(await readStream(streams.cases)), ...(await readStream(streams.surveys))];
  const broken = new Set(events.flatMap(({ what, text }) => (what === 'broken' ? [text] : [])));
  const loaded = await loadedIdentities(warehouse, fileOf);
  const facts = new Set([...loaded.cases, ...loaded.surveys]);
  const identities = (isBroken: boolean): Set<string> =>
    new Set(
      records.flatMap(({ identity, text }) => (broken.has(text) === isBroken ? [identity] : [])),
    );
  const valid = events.filter(({ what }) => what !== 'broken');
  const raw = valid.map(({ text }) => JSON.parse(text) as RawEvent);
  return {
    counts: {
      'events sent': events.length,
      'records in the streams': records.length,
      'records loaded': facts.size,
      'records quarantined': loaded.quarantine.size,
    },
    differences: [
      ...compared(
        'texts in the streams, of those sent',
        new Set(records.map(({ text }) => text)),
        new Set(events.map(({ text }) => text)),
      ),
      ...compared('records loaded, of the usable ones in the streams', facts, identities(false)),
      ...compared('records quarantined, of the broken ones', loaded.quarantine, identities(true)),
      ...compared(
        'records in ops.quarantine',
        await visibleQuarantine(warehouse),
        identities(true),
      ),
      ...(await differencesOf(warehouse, expectedViews(raw, dimensions, now))),
    ],
  };
};
