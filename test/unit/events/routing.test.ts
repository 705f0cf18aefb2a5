import { describe, expect, it } from 'vitest';
import { accept, caseEvent, refusals, surveyEvent } from './records.ts';

describe('keys and kinds', () => {
  it('lets the record decide, whatever stream it came on', () => {
    expect(accept(surveyEvent).surveys).toHaveLength(1);
    expect(accept(caseEvent).cases).toHaveLength(1);
  });

  it('reads keys in any order, in any letter case, with stray spaces and spaces for underscores', () => {
    const { sub_category, case_no, ...others } = caseEvent;
    const rows = accept({ ' Sub  Category ': sub_category, ...others, 'CASE NO': case_no });
    expect(rows.cases).toMatchObject([{ case_no: '600001', sub_category: 'SCAT1' }]);
  });

  it('leaves other keys out, __proto__ too', () => {
    const text = JSON.stringify(caseEvent).replace('{', '{"__proto__":{"status":"Closed"},"x":1,');
    const [row = {}] = accept(text).cases;
    expect(row['status']).toBe('Open');
    expect(Object.keys(row)).not.toContain('x');
  });

  it('knows a broken case from a broken survey', () => {
    expect(refusals(accept({ status: 'Open' }))).toEqual(['cases missing_value case_no']);
    expect(refusals(accept({ q3: 4, case_no: 1 }))).toEqual(['surveys missing_value survey_id']);
    expect(refusals(accept({ survey_id: '' }))).toEqual(['surveys missing_value survey_id']);
  });

  it('takes a producer that sends the other kind’s keys without values', () => {
    expect(accept({ ...caseEvent, survey_id: null, survey_timestamp: ' ' }).cases).toHaveLength(1);
    expect(accept({ ...surveyEvent, status: '', category: null }).surveys).toHaveLength(1);
  });

  it('takes the kind that is complete where fields of both show', () => {
    expect(accept({ ...surveyEvent, category: 'CAT1' }).surveys).toHaveLength(1);
    expect(accept({ ...caseEvent, survey_id: 'S-1' }).cases).toHaveLength(1);
  });

  it('refuses what could be both, or neither', () => {
    expect(refusals(accept({ ...caseEvent, ...surveyEvent }))).toEqual([
      'unknown ambiguous_kind null',
    ]);
    expect(refusals(accept({ survey_id: 'S-1', status: 'Open' }))).toEqual([
      'unknown ambiguous_kind null',
    ]);
    expect(refusals(accept({ case_no: 1, colour: 'red' }))).toEqual(['unknown unknown_shape null']);
    expect(refusals(accept({}))).toEqual(['unknown unknown_shape null']);
  });

  it('refuses two keys that say different things of one field, and takes those that agree', () => {
    expect(refusals(accept({ ...caseEvent, 'sub category': 'SCAT2' }))).toEqual([
      'unknown conflicting_keys sub_category',
    ]);
    const agreeing = { ...caseEvent, 'sub category': 'SCAT1', 'Case No': 600001 };
    expect(accept(agreeing).cases).toMatchObject([{ case_no: '600001', sub_category: 'SCAT1' }]);
  });
});
