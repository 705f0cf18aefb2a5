import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDays, epochDaysOfBytes, epochMicros } from '../../../domain/civil-time.ts';

const instants = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('civil time', () => {
  it('counts every day from year 1 to 9999 as UTC does', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const text = instant.toISOString().slice(0, 10);
        const days = Math.floor(instant.getTime() / 86_400_000);
        expect(epochDays(text)).toBe(days);
        expect(epochDaysOfBytes(Buffer.from(`x${text}x`), 1, text.length)).toBe(days);
      }),
    );
  });

  it('counts microseconds as UTC does, without rounding far from 1970', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 999 }), (instant, micros) => {
        const text = instant
          .toISOString()
          .replace('T', ' ')
          .replace('Z', String(micros).padStart(3, '0'));
        expect(epochMicros(text)).toBe(BigInt(instant.getTime()) * 1000n + BigInt(micros));
      }),
    );
  });

  it.each([
    '',
    '2026-3-1',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '0000-01-01',
    '2026-03-10 ',
    '2026/03/10',
    '20260310..',
  ])('takes %j for no date', (text) => {
    expect(epochDays(text)).toBeNaN();
    expect(epochDaysOfBytes(Buffer.from(text), 0, text.length)).toBeNaN();
  });

  it.each([
    '2026-03-10',
    '2026-03-10T12:00:00',
    '2026-03-10 12:60:00',
    '2026-03-10 12:00:60',
    '2026-03-10 12:00:00.',
    '2026-03-10 12:00:00.1234567',
    '2026-03-10 1:00:00',
  ])('takes %j for no timestamp', (text) => {
    expect(epochMicros(text)).toBeNull();
  });
});
