import { describe, expect, it } from 'vitest';
import { toBusinessTime } from '../../../domain/events/timestamps.ts';
import { accept, caseEvent, refusals, surveyEvent } from './records.ts';

const survey = (survey_timestamp: unknown, overrides = {}) =>
  accept({ ...surveyEvent, survey_timestamp }, overrides);

describe('the timestamps of an event', () => {
  it('takes real dates only, leap days by the calendar', () => {
    for (const real of ['2024-02-29 00:00:00', '2000-02-29 23:59:59', '2026-03-10 12:00:00']) {
      expect(survey(real).surveys).toMatchObject([{ survey_timestamp: real }]);
    }
    for (const unreal of [
      '2026-02-29 00:00:00',
      '2025-04-31 00:00:00',
      '2025-13-01 00:00:00',
      '2025-00-10 00:00:00',
      '2025-01-00 00:00:00',
      '2025-01-01 24:00:00',
      '2025-01-01 23:60:00',
      '2025-01-01 23:59:60',
    ]) {
      expect(refusals(survey(unreal))).toEqual(['surveys not_a_timestamp survey_timestamp']);
    }
  });

  it('takes one format only', () => {
    for (const other of [
      '2026-03-10T11:00:00',
      '2026-03-10 11:00:00Z',
      '2026-03-10 11:00:00.5',
      '2026-03-10 11:00',
      '2026-3-10 11:00:00',
      ' 2026-03-10 11:00:00',
      '10-03-2026 11:00:00',
      '２026-03-10 11:00:00',
      1773140400,
      { at: 1 },
    ]) {
      expect(refusals(survey(other))).toEqual(['surveys not_a_timestamp survey_timestamp']);
    }
  });

  it('takes 2000 and refuses the second before', () => {
    expect(survey('2000-01-01 00:00:00').surveys).toHaveLength(1);
    expect(refusals(survey('1999-12-31 23:59:59'))).toEqual([
      'surveys before_2000 survey_timestamp',
    ]);
  });

  it('takes a timestamp a day after the arrival, and refuses a later one', () => {
    expect(survey('2026-03-11 12:00:00').surveys).toHaveLength(1);
    expect(refusals(survey('2026-03-11 12:00:01'))).toEqual([
      'surveys after_arrival survey_timestamp',
    ]);
    const late = { arrivedAt: '2026-03-10 12:00:00.999999' };
    expect(survey('2026-03-11 12:00:00', late).surveys).toHaveLength(1);
    expect(refusals(survey('2026-03-11 12:00:01', late))).toHaveLength(1);
  });

  it('compares with the arrival in business time', () => {
    const kolkata = { businessTimezone: 'Asia/Kolkata' };
    expect(survey('2026-03-11 17:30:00', kolkata).surveys).toHaveLength(1);
    expect(survey('2026-03-11 17:30:01', kolkata).quarantine).toHaveLength(1);
    const newYork = { businessTimezone: 'America/New_York' };
    expect(survey('2026-03-11 08:00:00', newYork).surveys).toHaveLength(1);
    expect(survey('2026-03-11 08:00:01', newYork).quarantine).toHaveLength(1);
  });

  it('checks both timestamps of a case', () => {
    const refused = (fields: object) => refusals(accept({ ...caseEvent, ...fields }));
    expect(refused({ last_modified_timestamp: '2026-03-12 00:00:00' })).toEqual([
      'cases after_arrival last_modified_timestamp',
    ]);
    expect(refused({ create_timestamp: '1999-01-01 00:00:00' })).toEqual([
      'cases before_2000 create_timestamp',
    ]);
    expect(refused({ create_timestamp: '2026-03-10' })).toEqual([
      'cases not_a_timestamp create_timestamp',
    ]);
  });

  it('refuses a modification before the creation, and takes one in the same second', () => {
    const changed = (last_modified_timestamp: string) =>
      accept({ ...caseEvent, last_modified_timestamp });
    expect(changed(caseEvent.create_timestamp).cases).toHaveLength(1);
    expect(refusals(changed('2026-03-10 11:09:59'))).toEqual([
      'cases modified_before_created last_modified_timestamp',
    ]);
  });

  it('keeps timestamps of an hour that a clock change skips', () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    try {
      const options = {
        arrivedAt: '2026-03-08 12:00:00.000000',
        businessTimezone: 'America/New_York',
      };
      expect(survey('2026-03-08 02:30:00', options).surveys).toMatchObject([
        { survey_timestamp: '2026-03-08 02:30:00' },
      ]);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('converts UTC to business time on both sides of a clock change', () => {
    expect(toBusinessTime('2026-03-08 06:59:59.5', 'America/New_York')).toBe(
      '2026-03-08 01:59:59.5',
    );
    expect(toBusinessTime('2026-03-08 07:00:00', 'America/New_York')).toBe('2026-03-08 03:00:00');
    expect(toBusinessTime('2026-12-31 20:00:00', 'Asia/Kolkata')).toBe('2027-01-01 01:30:00');
  });
});
