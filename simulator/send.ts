import { EventStream, maxRecordBytes, type StreamRecord } from '../adapters/event-stream.ts';
import type { FactKind } from '../domain/facts.ts';
import { type Line, lineGroups } from './lines.ts';

export type SendOptions = {
  /** A file's or standard input's bytes. */
  readonly input: AsyncIterable<Uint8Array | string>;
  /** Names of the two streams. */
  readonly streams: Readonly<Record<FactKind, string>>;
  /** Sends every line to this stream. @default the one that the line looks like */
  readonly stream?: FactKind;
};

/** Records sent to each stream. */
export type SentLines = Readonly<Record<FactKind, number>>;

/** Room for the partition key within a record's limit. */
const maxLineBytes = maxRecordBytes - 256;

/** A key that only surveys have, written as producers write it; in a broken line too. */
const surveyKey = /"\s*(survey[_ ](id|timestamp)|q[1-5])\s*"\s*:/i;
const caseNumber = /"\s*case[_ ]no\s*"\s*:\s*"?([^",}\]\s]{1,64})/i;

/** The stream that a line looks like: a survey's, or else the cases'. */
const lineKind = (line: string): FactKind => (surveyKey.test(line) ? 'surveys' : 'cases');

/** Events of one case keep their order: they share a shard. */
const partitionKey = (text: string, { number }: Line): string =>
  caseNumber.exec(text)?.[1] ?? `line ${number}`;

/**
 * Puts each line into a stream as one record, byte for byte, whatever it holds.
 * @throws ContractError for a line that is too long for a record; what AWS's errors are stays theirs.
 */
export const sendLines = async ({ input, streams, stream }: SendOptions): Promise<SentLines> => {
  const targets = {
    cases: new EventStream(streams.cases),
    surveys: new EventStream(streams.surveys),
  };
  const sent = { cases: 0, surveys: 0 };
  for await (const lines of lineGroups(input, maxLineBytes)) {
    const records: Record<FactKind, StreamRecord[]> = { cases: [], surveys: [] };
    for (const line of lines) {
      // For a look at its keys only: what is sent are the bytes.
      const text = line.bytes.toString('latin1');
      records[stream ?? lineKind(text)].push({
        data: line.bytes,
        partitionKey: partitionKey(text, line),
      });
    }
    for (const kind of ['cases', 'surveys'] as const) {
      sent[kind] += (await targets[kind].put(records[kind])).records;
    }
  }
  return sent;
};
