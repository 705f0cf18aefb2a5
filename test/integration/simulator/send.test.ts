import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError, ContractError } from '../../../domain/errors.ts';
import { sendLines } from '../../../simulator/send.ts';
import { startStreams, streams } from './local-streams.ts';

let local: Awaited<ReturnType<typeof startStreams>>;
beforeEach(async () => {
  local = await startStreams();
});
afterEach(() => local.close());

const texts = async (stream: string): Promise<string[]> =>
  (await local.read(stream)).flat().map(String).sort();

describe('sendLines', () => {
  it('puts survey-looking lines into the survey stream and all others into the case stream', async () => {
    const surveys = [
      '{"survey_id":"S-1","case_no":"1"}',
      '{ "Survey Timestamp" : "2026-01-01 00:00:00"',
      '{"case_no":"1"," q4 ":"Y"}',
    ];
    const cases = ['{"case_no":"1","status":"Open"}', 'no JSON at all', '[]', '"survey_id"'];
    const input = Readable.from(Buffer.from(`${[...surveys, ...cases].join('\n')}\n`));
    expect(await sendLines({ input, streams })).toEqual({ cases: 4, surveys: 3 });
    expect(await texts(streams.surveys)).toEqual([...surveys].sort());
    expect(await texts(streams.cases)).toEqual([...cases].sort());
  });

  it('keeps every byte of a line, empty lines, and a last line without its end', async () => {
    const lines = [
      Buffer.from([0xff, 0x00, 0xfe]),
      Buffer.from('  spaces and a return \r'),
      Buffer.alloc(0),
      Buffer.from('ü'),
    ];
    const whole = Buffer.concat(
      lines.flatMap((line, i) => (i ? [Buffer.from('\n'), line] : [line])),
    );
    // In pieces that cut lines and characters.
    const pieces = Array.from(whole, (_, i) => whole.subarray(i, i + 1));
    expect(await sendLines({ input: Readable.from(pieces), streams })).toEqual({
      cases: 4,
      surveys: 0,
    });
    const read = (await local.read(streams.cases)).flat();
    expect(read.sort(Buffer.compare)).toEqual(lines.sort(Buffer.compare));
  });

  it('sends everything to the stream that is asked for', async () => {
    const input = Readable.from(['{"survey_id":"S-1"}\n{"case_no":"1"}\n']);
    expect(await sendLines({ input, streams, stream: 'cases' })).toEqual({ cases: 2, surveys: 0 });
  });

  it('keeps the order of a case’s lines over many batches', async () => {
    const lines = Array.from(
      { length: 4_000 },
      (_, i) => `{"case_no": ${i % 97}, "n": ${i}, "filler": "${'x'.repeat(i % 90)}"}`,
    );
    await sendLines({ input: Readable.from([Buffer.from(lines.join('\n'))]), streams });
    const shards = await local.read(streams.cases);
    expect(shards.flat()).toHaveLength(lines.length);
    const last = new Map<number, number>();
    for (const record of shards.flat()) {
      const { case_no: caseNumber, n } = JSON.parse(String(record));
      expect(n).toBeGreaterThan(last.get(caseNumber) ?? -1);
      last.set(caseNumber, n);
    }
  });

  it('sends the lines before one that is too long and names it', async () => {
    const input = Readable.from([Buffer.from(`{"case_no":1}\n${'x'.repeat(1_100_000)}\n`)]);
    const sending = sendLines({ input, streams });
    await expect(sending).rejects.toThrow(ContractError);
    await expect(sending).rejects.toThrow('line 2 has more');
    expect(await texts(streams.cases)).toEqual(['{"case_no":1}']);
  });

  it('says so where a stream does not exist', async () => {
    const sending = sendLines({
      input: Readable.from(['{}\n']),
      streams: { ...streams, cases: 'nowhere' },
    });
    await expect(sending).rejects.toThrow(ConfigurationError);
  });
});
