import { caseFields, type FactKind, surveyFields } from '../facts.ts';
import { Fault, quoted } from './reasons.ts';

const caseNames = caseFields.map((column) => column.name);
const surveyNames = surveyFields.map((column) => column.name);

/** Every field of both kinds; the position of a name here is its slot. */
const names = [...new Set([...caseNames, ...surveyNames])];
const slotByName = new Map(names.map((name, slot) => [name, slot]));

/** The slot of a field of the contract. */
export const slotOf = (name: string): number => {
  const slot = slotByName.get(name);
  if (slot === undefined) throw new RangeError(`${name} is no field of a case or a survey`);
  return slot;
};

const none = -1;
/** 1: only cases have the field, 2: only surveys have it, 0: both. */
const owner = names.map(
  (name) => (surveyNames.includes(name) ? 0 : 1) + (caseNames.includes(name) ? 0 : 2),
);

/** Longest key that can name a field, stray spaces included; bounds what the cache keeps. */
const longestKey = 64;
const cachedKeys = 1024;
const slotByKey = new Map<string, number>();

/** 'Sub Category ' names the field sub_category. */
const normalised = (key: string): string => key.trim().toLowerCase().replace(/\s+/g, '_');

const slotOfKey = (key: string): number => {
  const cached = slotByKey.get(key);
  if (cached !== undefined) return cached;
  if (key.length > longestKey) return none;
  const slot = slotByName.get(normalised(key)) ?? none;
  if (slotByKey.size < cachedKeys) slotByKey.set(key, slot);
  return slot;
};

/** Nothing was said: absent, null or blank. */
export const isMissing = (value: unknown): boolean => {
  if (typeof value !== 'string') return value === undefined || value === null;
  // Nearly every text begins with a letter or a digit, and trimming costs more than to see that.
  const first = value.charCodeAt(0);
  return !(first > 0x20 && first < 0x80) && value.trim() === '';
};

/** The values of an event by slot; undefined where the event has no such key. */
export type Slots = readonly unknown[];

/** An event's values under the contract's names, whatever their order and spelling; other keys are left out. */
export const readSlots = (event: object): Slots | Fault => {
  const slots: unknown[] = new Array(names.length).fill(undefined);
  // for…in: parsed JSON inherits nothing, and no list of entries is made.
  for (const key in event) {
    const slot = slotOfKey(key);
    if (slot === none) continue;
    const value = (event as Readonly<Record<string, unknown>>)[key];
    const earlier = slots[slot];
    if (earlier === undefined || isMissing(earlier)) slots[slot] = value;
    else if (!isMissing(value) && String(value) !== String(earlier)) {
      const name = names[slot] ?? '';
      return new Fault(
        'conflicting_keys',
        name,
        `${name} must have one value, got ${quoted(earlier)} and ${quoted(value)}`,
      );
    }
  }
  return slots;
};

const requiredSlots: Readonly<Record<FactKind, readonly number[]>> = {
  cases: caseFields.filter((column) => !column.nullable).map((column) => slotOf(column.name)),
  surveys: surveyFields.filter((column) => !column.nullable).map((column) => slotOf(column.name)),
};

const isComplete = (slots: Slots, kind: FactKind): boolean =>
  requiredSlots[kind].every((slot) => !isMissing(slots[slot]));

/**
 * What the record says that it is. Fields that only one kind has decide, values before bare keys;
 * where both kinds show, the one whose required values are all there.
 */
export const classify = (slots: Slots): FactKind | Fault => {
  // Bit 0: a case's key, bit 1: a survey's key; the same for those that have a value.
  let keys = 0;
  let values = 0;
  for (let slot = 0; slot < slots.length; slot++) {
    const value = slots[slot];
    if (value === undefined) continue;
    const bit = owner[slot] ?? 0;
    keys |= bit;
    if (!isMissing(value)) values |= bit;
  }
  const shown = values === 0 ? keys : values;
  if (shown === 1) return 'cases';
  if (shown === 2) return 'surveys';
  if (shown === 0) {
    return new Fault(
      'unknown_shape',
      null,
      'A record must have fields of a case or of a survey, got none',
    );
  }
  const completeCase = isComplete(slots, 'cases');
  if (completeCase !== isComplete(slots, 'surveys')) return completeCase ? 'cases' : 'surveys';
  return new Fault(
    'ambiguous_kind',
    null,
    `A record must be a case or a survey, got fields of both, and ${completeCase ? 'both are complete' : 'neither is complete'}`,
  );
};
