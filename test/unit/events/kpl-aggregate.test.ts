import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { aggregate, delimitedField, madeByAws, recordField, sealed } from './aggregates.ts';
import { accept, caseEvent, refusals, surveyEvent } from './records.ts';

const text = JSON.stringify(caseEvent);

describe('a KPL aggregate', () => {
  it('that AWS has made gives each user record its sub-sequence number', () => {
    const rows = accept(madeByAws);
    const places = (list: typeof rows.cases) =>
      list.map((row) => `${row['sub_sequence_number']}.${row['element']}`);
    expect(rows.cases.map((row) => row['status'])).toEqual(['Open', 'Closed']);
    expect(places(rows.cases)).toEqual(['0.0', '1.0']);
    expect(rows.surveys.map((row) => row['survey_id'])).toEqual(['S-500014', 'S-500015']);
    expect(places(rows.surveys)).toEqual(['2.0', '2.1']);
    expect(places(rows.quarantine)).toEqual(['3.0']);
  });

  it('keeps the whole aggregate as original bytes and shows the user record as sample', () => {
    const { quarantine, raw } = accept(madeByAws);
    expect(quarantine).toMatchObject([
      {
        sample: '{"case_no":"600009","status":"Pending"}',
        raw_offset: 0,
        raw_bytes: madeByAws.length,
      },
    ]);
    expect(Buffer.concat(raw)).toEqual(madeByAws);
  });

  it('may hold gzip, arrays and lines, each user record on its own', () => {
    const rows = accept(
      aggregate([gzipSync(text), JSON.stringify([surveyEvent]), `${text}\n${text}`, 'x', '']),
    );
    expect(rows.cases).toHaveLength(3);
    expect(rows.surveys).toHaveLength(1);
    expect(refusals(rows)).toEqual(['unknown not_json null', 'unknown empty_record null']);
  });

  it('goes to quarantine whole where it is cut off, at whatever byte', () => {
    const whole = aggregate([text, text]);
    for (let bytes = 4; bytes < whole.length; bytes++) {
      const rows = accept(whole.subarray(0, bytes));
      expect(refusals(rows)).toEqual(['unknown kpl_checksum null']);
      expect(Buffer.concat(rows.raw)).toEqual(whole.subarray(0, bytes));
    }
  });

  it('goes to quarantine whole where one bit of it is wrong', () => {
    const whole = aggregate([text]);
    for (let at = 4; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(refusals(accept(damaged))).toEqual(['unknown kpl_checksum null']);
    }
  });

  it.each([
    ['a length beyond the end', Buffer.from([0x1a, 0x7f, 0x00])],
    ['a varint without an end', Buffer.alloc(12, 0xff)],
    ['a record without data', delimitedField(3, Buffer.from([0x08, 0x00]))],
    ['a record that is a number', Buffer.from([0x18, 0x01])],
    ['groups nested too deeply', Buffer.alloc(4000, 0x23)],
    ['field 0', Buffer.from([0x02, 0x00])],
  ])('with a right checksum over %s has its own reason', (_name, message) => {
    expect(refusals(accept(sealed(message)))).toEqual(['unknown not_kpl null']);
  });

  it('skips fields that it does not know', () => {
    const message = Buffer.concat([delimitedField(9, Buffer.from('new')), recordField(text)]);
    expect(accept(sealed(message)).cases).toHaveLength(1);
  });

  it('without a record is an empty record', () => {
    expect(refusals(accept(sealed(new Uint8Array())))).toEqual(['unknown empty_record null']);
  });

  it('inside an aggregate is no user record', () => {
    expect(refusals(accept(aggregate([aggregate([text])])))).toEqual(['unknown not_utf8 null']);
  });
});
