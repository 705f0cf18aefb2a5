import type { EventStream } from '../../adapters/event-stream.ts';
import { TransientError } from '../../domain/errors.ts';
import type { FactKind } from '../../domain/facts.ts';
import type { LiveEvent } from '../../simulator/live/events.ts';

/** Sends events as a producer does that never gives up: what may not have arrived is sent again. */
export class Producer {
  /** Of records throttled, and of whole calls that failed. */
  retries = 0;
  readonly #streams: Readonly<Record<FactKind, EventStream>>;

  readonly #lookAfter: () => Promise<void>;

  /** @param lookAfter is asked where Kinesis takes nothing for long. */
  constructor(streams: Readonly<Record<FactKind, EventStream>>, lookAfter: () => Promise<void>) {
    this.#streams = streams;
    this.#lookAfter = lookAfter;
  }

  async send(events: readonly LiveEvent[]): Promise<void> {
    for (const kind of ['cases', 'surveys'] as const) {
      const records = events
        .filter((event) => event.kind === kind)
        .map(({ text, caseNumber }) => ({ data: Buffer.from(text), partitionKey: caseNumber }));
      for (;;) {
        try {
          this.retries += (await this.#streams[kind].put(records)).retries;
          break;
        } catch (error) {
          if (!(error instanceof TransientError)) throw error;
          this.retries += records.length;
          await this.#lookAfter();
        }
      }
    }
  }
}
