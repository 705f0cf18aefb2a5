import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { accept, caseEvent, refusals, surveyEvent } from './records.ts';

const elements = (rows: ReturnType<typeof accept>) => [
  ...rows.cases.map((row) => `case ${row['case_no']} at ${row['element']}`),
  ...rows.surveys.map((row) => `survey ${row['survey_id']} at ${row['element']}`),
  ...rows.quarantine.map((row) => `${row['reason_code']} at ${row['element']}`),
];

describe('the shape of a record', () => {
  it('takes one object', () => {
    expect(elements(accept(caseEvent))).toEqual(['case 600001 at 0']);
  });

  it('takes an array, and refuses only the elements that are no events', () => {
    expect(elements(accept([caseEvent, 4, surveyEvent, [caseEvent], null]))).toEqual([
      'case 600001 at 0',
      'survey S-500014 at 2',
      'not_an_object at 1',
      'not_an_object at 3',
      'not_an_object at 4',
    ]);
  });

  it('takes JSON Lines with blank lines and CRLF, and refuses only the broken line', () => {
    const lines = [
      JSON.stringify(caseEvent),
      '',
      '{"case_no": 1,',
      `  ${JSON.stringify(surveyEvent)}`,
    ];
    const rows = accept(`${lines.join('\r\n')}\r\n`);
    expect(elements(rows)).toEqual(['case 600001 at 0', 'survey S-500014 at 2', 'not_json at 1']);
    expect(rows.quarantine[0]?.['sample']).toBe('{"case_no": 1,\r');
  });

  it('takes a pretty-printed object', () => {
    expect(elements(accept(JSON.stringify(caseEvent, null, 2)))).toEqual(['case 600001 at 0']);
  });

  it('refuses a broken pretty-printed object once, not once a line', () => {
    expect(elements(accept(JSON.stringify(caseEvent, null, 2).slice(0, -3)))).toEqual([
      'not_json at 0',
    ]);
  });

  it('takes each shape gzipped', () => {
    expect(elements(accept(gzipSync(JSON.stringify([caseEvent, surveyEvent]))))).toEqual([
      'case 600001 at 0',
      'survey S-500014 at 1',
    ]);
  });

  it('takes a byte order mark before the JSON', () => {
    expect(elements(accept(`\ufeff${JSON.stringify(caseEvent)}`))).toEqual(['case 600001 at 0']);
  });

  it('gives every record at least one row: nothing, blanks and an empty array are quarantined', () => {
    for (const nothing of ['', ' \n\t\n', '[]', gzipSync('')]) {
      expect(elements(accept(nothing))).toEqual(['empty_record at 0']);
    }
  });

  it('refuses gzip that is cut off, and gzip that grows beyond the limit', () => {
    expect(refusals(accept(gzipSync(JSON.stringify(caseEvent)).subarray(0, 40)))).toEqual([
      'unknown not_gzip null',
    ]);
    const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024, ' '));
    expect(refusals(accept(bomb))).toEqual(['unknown too_large null']);
  });

  it('refuses bytes that are no UTF-8, and shows what can be shown', () => {
    const rows = accept(Uint8Array.of(0x7b, 0xff, 0x00, 0x7d));
    expect(refusals(rows)).toEqual(['unknown not_utf8 null']);
    expect(rows.quarantine[0]?.['sample']).toBe('{\ufffd\ufffd}');
  });

  it('refuses text, numbers and nested JSON text that are no events', () => {
    for (const value of [
      '"text"',
      '12',
      'true',
      'null',
      JSON.stringify(JSON.stringify(caseEvent)),
    ]) {
      expect(refusals(accept(value))).toEqual(['unknown not_an_object null']);
    }
    expect(refusals(accept('hello'))).toEqual(['unknown not_json null']);
  });

  it('survives nesting beyond the stack', () => {
    const deep = `${'['.repeat(200_000)}1.5${']'.repeat(200_000)}`;
    expect(accept(deep).quarantine).toHaveLength(1);
    expect(accept(`[{"x":${deep}}]`).quarantine).toHaveLength(1);
  });
});
