import { describe, expect, it } from 'vitest';
import { currentCases, currentSurveys } from './current-version.ts';
import { oneOfEach } from './dimensions.ts';
import { type RawEvent, versionsOf } from './events.ts';
import { civilMonth, isoWeek, secondsOf, timestampOf } from './local-time.ts';
import { slaHoursOf } from './priorities.ts';
import { classOf, rangeHolds } from './survey-facts.ts';

const caseEvent = (changes: RawEvent): RawEvent => ({
  case_no: '7',
  create_timestamp: '2026-01-01 00:00:00',
  last_modified_timestamp: '2026-01-01 00:00:00',
  status: 'Open',
  ...changes,
});

const currentCase = (...changes: RawEvent[]) =>
  currentCases(versionsOf(changes.map(caseEvent)).cases)[0];

const currentSurvey = (...changes: RawEvent[]) =>
  currentSurveys(
    versionsOf(
      changes.map((change) => ({
        survey_id: 'S-1',
        case_no: '7',
        survey_timestamp: '2026-01-01 00:00:00',
        ...change,
      })),
    ).surveys,
  )[0];

describe('the current version', () => {
  it('is the latest modification, whatever its status', () => {
    const closed = { last_modified_timestamp: '2026-01-02 00:00:00', status: 'Closed' };
    const reopened = { last_modified_timestamp: '2026-01-03 00:00:00' };
    expect(currentCase(reopened, closed)).toMatchObject({ isClosed: false });
  });

  it('is the closed one of a tie, then the later registration, then the greater text', () => {
    expect(currentCase({ status: 'Closed' }, {})).toMatchObject({ isClosed: true });
    const laterModified = { last_modified_timestamp: '2026-01-02 00:00:00' };
    const later = { ...laterModified, create_timestamp: '2026-01-01 12:00:00' };
    expect(currentCase(later, { ...laterModified, product_code: 'z' })).toMatchObject({
      createdAt: secondsOf('2026-01-01 12:00:00'),
    });
    expect(currentCase({ product_code: '9' }, { product_code: '10' }, {})).toMatchObject({
      product: '9',
    });
  });

  it('compares text as UTF-8 and not as UTF-16', () => {
    expect(currentCase({ product_code: '\u{1f600}' }, { product_code: '\uffee' })).toMatchObject({
      product: '\u{1f600}',
    });
  });

  it('compares the answers of a survey as text, Q4 last', () => {
    expect(currentSurvey({ Q1: 9 }, { Q1: 10 })).toMatchObject({ answers: { Q1: 9 } });
    expect(currentSurvey({ Q5: 1, Q4: 'N' }, { Q4: 'Y' })).toMatchObject({ answers: { Q5: 1 } });
  });
});

describe('events', () => {
  it('are read whatever their keys look like', () => {
    expect(
      currentCase({ ' Sub Category ': 'SCAT1', product_code: 12, category: '  ' }),
    ).toMatchObject({ subCategory: 'SCAT1', product: '12', category: null });
    expect(currentSurvey({ q1: '7' })).toMatchObject({ answers: { Q1: 7, Q2: null } });
  });
});

describe('periods', () => {
  it('begin on Monday and on the first of the month, over year ends and leap days', () => {
    const week = isoWeek.startOf(secondsOf('2024-01-01 00:00:00') - 1);
    expect(timestampOf(week)).toBe('2023-12-25 00:00:00');
    const month = civilMonth.startOf(secondsOf('2024-02-29 23:59:59'));
    expect(timestampOf(month)).toBe('2024-02-01 00:00:00');
    expect(timestampOf(civilMonth.next(month))).toBe('2024-03-01 00:00:00');
  });
});

describe('dimensions', () => {
  it('choose the first text of contradicting rows, null last', () => {
    const rows = [
      { key: 'a', label: null },
      { key: 'a', label: 'z' },
      { key: 'a', label: 'B' },
    ];
    const chosen = oneOfEach(
      rows,
      (row) => row.key,
      (row) => [row.label],
    );
    expect(chosen.get('a')?.label).toBe('B');
  });

  it('have no SLA where the text is no number of hours', () => {
    expect(['8', ' 1.5 ', 'NA', 'abc', '-3', '', null].map(slaHoursOf)).toEqual([
      8,
      1.5,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('class by the first range that holds the answer', () => {
    const question = {
      question_id: 'Q5',
      question_desc: null,
      response_type: 'Scale',
      negative_response_range: '1-5',
      neutral_response_range: '6-8',
      positive_response_range: '8-9',
    };
    expect([5, 6, 8, 9, 10, 'Y' as const].map((answer) => classOf(question, answer))).toEqual([
      'negative',
      'neutral',
      'neutral',
      'positive',
      null,
      null,
    ]);
    expect(['8-3', 'abc', 'NA', null, '5'].map((range) => rangeHolds(range, 5))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});
