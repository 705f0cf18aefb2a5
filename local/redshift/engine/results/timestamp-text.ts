const SECONDS_A_DAY = 86_400;

const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** Days whose text is kept: a result's columns lie in few of them, and a date is what costs most. */
const KEPT_DAYS = 4096;
const dateTexts = new Map<number, string>();

/** `YYYY-MM-DD` of a day since 1970, of the years 1 to 9999. */
export function dateText(day: number): string {
  const known = dateTexts.get(day);
  if (known !== undefined) return known;
  if (dateTexts.size >= KEPT_DAYS) dateTexts.clear();
  const text = new Date(day * SECONDS_A_DAY * 1000).toISOString().slice(0, 10);
  dateTexts.set(day, text);
  return text;
}

function fractionText(micros: number): string {
  return micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/0+$/, '')}`;
}

/**
 * `YYYY-MM-DD HH:MM:SS`, with a fraction only where there is one.
 * @param micros microseconds since 1970, of the years 1 to 9999
 */
export function timestampText(micros: bigint): string {
  const whole = Number(micros);
  // Above this a number does not hold every microsecond: the bigint is split first.
  const isExact = Number.isSafeInteger(whole);
  const seconds = isExact
    ? Math.floor(whole / 1e6)
    : Number((micros - floorRest(micros)) / 1_000_000n);
  const fraction = isExact ? whole - seconds * 1e6 : Number(floorRest(micros));
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const second = seconds - day * SECONDS_A_DAY;
  const hours = TWO_DIGITS[Math.floor(second / 3600)];
  const minutes = TWO_DIGITS[Math.floor(second / 60) % 60];
  return `${dateText(day)} ${hours}:${minutes}:${TWO_DIGITS[second % 60]}${fractionText(fraction)}`;
}

function floorRest(micros: bigint): bigint {
  return ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
}
