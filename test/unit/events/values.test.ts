import { describe, expect, it } from 'vitest';
import { archiveTables } from '../../../domain/facts.ts';
import { accept, caseEvent, refusals, surveyEvent } from './records.ts';

const caseWith = (fields: object) => accept({ ...caseEvent, ...fields });
const surveyWith = (fields: object) => accept({ ...surveyEvent, ...fields });

describe('the values of an event', () => {
  it('gives rows with exactly the columns of the archive', () => {
    const columns = (kind: 'cases' | 'surveys' | 'quarantine') =>
      archiveTables[kind].columns.map(({ name }) => name).toSorted();
    expect(Object.keys(accept(caseEvent).cases[0] ?? {}).toSorted()).toEqual(columns('cases'));
    expect(Object.keys(accept(surveyEvent).surveys[0] ?? {}).toSorted()).toEqual(
      columns('surveys'),
    );
    expect(Object.keys(accept('x').quarantine[0] ?? {}).toSorted()).toEqual(columns('quarantine'));
  });

  it.each(['case_no', 'create_timestamp', 'last_modified_timestamp', 'status'])(
    'refuses a case whose %s is missing, null or blank',
    (field) => {
      for (const nothing of [undefined, null, '', '  ']) {
        expect(refusals(caseWith({ [field]: nothing }))).toEqual([`cases missing_value ${field}`]);
      }
    },
  );

  it.each(['survey_id', 'case_no', 'survey_timestamp'])(
    'refuses a survey whose %s is missing, null or blank',
    (field) => {
      for (const nothing of [undefined, null, '', '\t']) {
        expect(refusals(surveyWith({ [field]: nothing }))).toEqual([
          `surveys missing_value ${field}`,
        ]);
      }
    },
  );

  it('keeps any other missing or unlisted value', () => {
    const fields = {
      category: null,
      sub_category: '',
      country_cd: 'XX',
      communication_mode: 'Fax',
    };
    expect(caseWith(fields).cases).toMatchObject([
      { category: null, sub_category: null, country_cd: 'XX', communication_mode: 'Fax' },
    ]);
    expect(surveyWith({ Q1: null, Q4: '', Q5: undefined }).surveys).toMatchObject([
      { q1: null, q4: null, q5: null },
    ]);
  });

  it('keeps values as they are, spaces around them too', () => {
    expect(caseWith({ product_code: ' 12 ' }).cases).toMatchObject([{ product_code: ' 12 ' }]);
  });

  it('takes Open and Closed, and no other status', () => {
    expect(caseWith({ status: 'Closed' }).cases).toHaveLength(1);
    for (const status of ['open', 'CLOSED', 'Pending', ' Open', 1, true, {}]) {
      expect(refusals(caseWith({ status }))).toEqual(['cases unlisted_status status']);
    }
  });

  it('takes answers from 1 to 10 as numbers and as numeric strings', () => {
    expect(surveyWith({ Q1: 1, Q2: '10', Q3: '7.0', Q5: '08' }).surveys).toMatchObject([
      { q1: 1, q2: 10, q3: 7, q5: 8 },
    ]);
    const withFraction = JSON.stringify(surveyEvent).replace('"Q1":9', '"Q1":9.0');
    expect(accept(withFraction).surveys).toMatchObject([{ q1: 9 }]);
  });

  it('refuses answers that can not be', () => {
    for (const answer of [0, 11, -1, 5.5, '5.5', 'NA', '0x5', '1e1000', ' 5', true, [5], 'Y']) {
      expect(refusals(surveyWith({ Q2: answer }))).toEqual(['surveys impossible_answer q2']);
    }
    for (const answer of ['y', 'Yes', 1, ' N']) {
      expect(refusals(surveyWith({ Q4: answer }))).toEqual(['surveys impossible_answer q4']);
    }
  });

  it('keeps numbers exactly, beyond what a double holds', () => {
    const withNumber = (source: string) =>
      accept(JSON.stringify(caseEvent).replace('"600001"', source)).cases[0]?.['case_no'];
    expect(withNumber('12345678901234567890123')).toBe('12345678901234567890123');
    expect(withNumber('9007199254740993')).toBe('9007199254740993');
    expect(withNumber('600001')).toBe('600001');
    expect(withNumber('600001.0')).toBe('600001');
    expect(withNumber('6.00001e5')).toBe('600001');
    expect(withNumber('0.1000000000000000055')).toBe('0.1000000000000000055');
    expect(withNumber('-0')).toBe('0');
  });

  it('refuses values that are neither text nor number', () => {
    for (const value of [true, { a: 1 }, ['CAT1']]) {
      expect(refusals(caseWith({ category: value }))).toEqual(['cases wrong_type category']);
    }
  });

  it('counts lengths in UTF-8 bytes', () => {
    const fits = ['x'.repeat(32), 'é'.repeat(16), '€'.repeat(10), '😀'.repeat(8)];
    for (const category of fits) expect(caseWith({ category }).cases).toHaveLength(1);
    const tooLong = ['x'.repeat(33), `${'é'.repeat(16)}x`, '€'.repeat(11), `${'😀'.repeat(8)}x`];
    for (const category of tooLong) {
      expect(refusals(caseWith({ category }))).toEqual(['cases too_long category']);
    }
    expect(caseWith({ category: '€'.repeat(11) }).quarantine[0]?.['reason']).toContain('got 33');
  });

  it('refuses text that the warehouse can not store', () => {
    for (const category of ['a\u0000b', '\ud83d', '\udc00x']) {
      const rows = caseWith({ category });
      expect(refusals(rows)).toEqual(['cases unstorable_text category']);
      expect(String(rows.quarantine[0]?.['reason']).isWellFormed()).toBe(true);
    }
  });
});
