import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { acceptRecord, noRows } from '../../../domain/events/index.ts';
import { accept, caseEvent, context } from './records.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('a quarantined record', () => {
  it('keeps its original bytes once, and every refused element points at them', () => {
    const rows = noRows();
    const records = [
      bytes({ ...caseEvent, status: 'x' }),
      bytes(caseEvent),
      bytes([{ a: 1 }, caseEvent, { b: 2 }]),
    ];
    for (const [index, data] of records.entries()) {
      const position = { source: 's', shardId: 'shard', sequenceNumber: String(index) };
      acceptRecord({ data, ...position, arrivedAt: '2026-03-10 12:00:00.000000' }, context, rows);
    }
    const raw = Buffer.concat(rows.raw);
    expect(rows.rawBytes).toBe(raw.length);
    expect(rows.cases).toHaveLength(2);
    const places = rows.quarantine.map((row) => {
      const offset = Number(row['raw_offset']);
      const original = raw.subarray(offset, offset + Number(row['raw_bytes']));
      expect(row['sha256']).toBe(createHash('sha256').update(original).digest('hex'));
      return [
        row['sequence_number'],
        row['element'],
        original.equals(records[Number(row['sequence_number'])] ?? bytes(0)),
      ];
    });
    expect(places).toEqual([
      ['0', 0, true],
      ['2', 0, true],
      ['2', 2, true],
    ]);
  });

  it('says subject, rule, value and next step', () => {
    const [row] = accept({ ...caseEvent, status: 'Pending' }).quarantine;
    expect(row).toMatchObject({
      reason: 'status must be Open or Closed, got "Pending"; redrive it with status Open or Closed',
      source: 'cases-stream',
      shard_id: 'shardId-0',
      sequence_number: '77',
      raw_key: 'quarantine-raw/r',
      archive_key: 'archive/q',
    });
  });

  it('shows the first 4,096 bytes of the element, as text', () => {
    const long = `{"x":"${'é'.repeat(5000)}`;
    const sample = String(accept(long).quarantine[0]?.['sample']);
    expect(sample.startsWith('{"x":"éé')).toBe(true);
    expect(Buffer.byteLength(sample)).toBeLessThanOrEqual(4099);
    expect(accept([caseEvent, { b: 2 }]).quarantine[0]?.['sample']).toBe('{"b":2}');
  });

  it('fits its columns whatever the value is', () => {
    const longest = ['€'.repeat(100_000), '\u0000'.repeat(5000), '\ud800'.repeat(5000)];
    for (const category of longest) {
      const [row] = accept({ ...caseEvent, category }).quarantine;
      for (const [column, maxBytes] of [
        ['reason', 1024],
        ['sample', 16384],
      ] as const) {
        const text = String(row?.[column]);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
        expect(text.isWellFormed() && !text.includes('\u0000')).toBe(true);
      }
    }
  });

  it('takes bytes of 0xff to the longest sample', () => {
    const [row] = accept(new Uint8Array(10_000).fill(0xff)).quarantine;
    expect(Buffer.byteLength(String(row?.['sample']))).toBeLessThanOrEqual(16384);
    expect(row?.['raw_bytes']).toBe(10_000);
  });
});
