import { setTimeout as sleep } from 'node:timers/promises';
import {
  type KinesisClient,
  ListShardsCommand,
  ResourceNotFoundException,
  type Shard,
} from '@aws-sdk/client-kinesis';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { GivenUp } from './batch-work.ts';
import { Checkpoints } from './checkpoints.ts';
import { type PollingSettings, pollShard } from './shard-poller.ts';
import { type StartingPosition, startingCheckpoint } from './starting-position.ts';

export type StreamMapping = {
  /** A polling client. */
  readonly client: KinesisClient;
  readonly stream: string;
  readonly region: string;
  readonly target: Pick<LambdaFunction, 'invoke'>;
  readonly settings: PollingSettings & StartingPosition;
  /** Folder of the checkpoints of all mappings. */
  readonly checkpoints: string;
  readonly giveUp: (shardId: string, what: GivenUp) => Promise<void>;
  readonly now: () => Date;
  readonly log: (message: string, error?: unknown) => void;
  /** @default 250: quick enough for a person, next to no work for the machine; Lambda polls once a second. */
  readonly idlePollMs?: number;
  /** @default 500 */
  readonly firstRetryMs?: number;
  /** Between two looks for new shards, where no shard ends before. @default 5000 */
  readonly shardSyncMs?: number;
};

/** After an error of the stream itself, milliseconds. */
const streamErrorWaitMs = 1000;

/** All shards that the stream has records of, closed ones too; none while there is no such stream. */
const listShards = async ({ client, stream, log }: StreamMapping): Promise<readonly Shard[]> => {
  const shards: Shard[] = [];
  let token: string | undefined;
  try {
    do {
      const from = token === undefined ? { StreamName: stream } : { NextToken: token };
      const page = await client.send(new ListShardsCommand(from));
      shards.push(...(page.Shards ?? []));
      token = page.NextToken;
    } while (token);
    return shards;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) log(stream, error);
    return [];
  }
};

const isClosed = (shard: Shard | undefined): boolean =>
  shard?.SequenceNumberRange?.EndingSequenceNumber !== undefined;

/** The shards that a shard was made from by a split (one) or a merge (two). */
const parentsOf = ({ ParentShardId, AdjacentParentShardId }: Shard): string[] =>
  [ParentShardId, AdjacentParentShardId].filter((id) => id !== undefined);

/** Follows the shards of one stream. */
class ShardFollower {
  readonly #mapping: StreamMapping;
  readonly #checkpoints: Checkpoints;
  readonly #signal: AbortSignal;
  readonly #polling = new Map<string, Promise<void>>();
  #shards = new Map<string, Shard>();
  #wake: () => void = () => undefined;

  constructor(mapping: StreamMapping, signal: AbortSignal) {
    this.#mapping = mapping;
    this.#signal = signal;
    this.#checkpoints = new Checkpoints(mapping.checkpoints, mapping.stream);
  }

  /** Polls every shard whose parents are done, and looks again whenever one ends, or after a while. */
  async follow(): Promise<void> {
    const { shardSyncMs = 5000, log, stream } = this.#mapping;
    while (!this.#signal.aborted) {
      const ended = new Promise<void>((wake) => {
        this.#wake = wake;
      });
      try {
        await this.#sync();
      } catch (error) {
        log(stream, error);
      }
      const waitMs = this.#shards.size === 0 ? streamErrorWaitMs : shardSyncMs;
      await Promise.race([ended, this.#pause(waitMs)]);
    }
    await Promise.all(this.#polling.values());
  }

  async #sync(): Promise<void> {
    const { client, stream, settings } = this.#mapping;
    const shards = await listShards(this.#mapping);
    if (shards.length === 0) return;
    this.#shards = new Map(shards.map((shard) => [shard.ShardId ?? '', shard]));
    if (this.#checkpoints.isNew) {
      const positions = new Map<string, string>();
      for (const id of this.#shards.keys()) {
        positions.set(id, await startingCheckpoint(client, stream, id, settings));
      }
      this.#checkpoints.begin(positions);
    }
    for (const [id, shard] of this.#shards) {
      const isReady = parentsOf(shard).every((parent) => this.#isDone(parent));
      if (isReady && !this.#isDone(id) && !this.#polling.has(id)) {
        this.#polling.set(id, this.#poll(id));
      }
    }
  }

  /** A shard that the stream no longer lists has outlived its records. */
  #isDone(shardId: string): boolean {
    return !this.#shards.has(shardId) || this.#checkpoints.read(shardId) === 'SHARD_END';
  }

  async #poll(shardId: string): Promise<void> {
    const { idlePollMs = 250, firstRetryMs = 500, log, stream, target } = this.#mapping;
    const polling = {
      ...this.#mapping,
      shardId,
      idlePollMs,
      firstRetryMs,
      signal: this.#signal,
      isClosed: () => isClosed(this.#shards.get(shardId)),
      invoke: (event: unknown) => target.invoke(event),
      giveUp: (what: GivenUp) => this.#mapping.giveUp(shardId, what),
      checkpoint: {
        // A shard that came later is a child: all of it is news.
        read: () => this.#checkpoints.read(shardId) ?? 'TRIM_HORIZON',
        write: (position: string) => this.#checkpoints.write(shardId, position),
      },
    };
    while (!this.#signal.aborted) {
      try {
        if (!(await pollShard(polling))) continue;
        this.#checkpoints.write(shardId, 'SHARD_END');
        this.#polling.delete(shardId);
        this.#wake();
        return;
      } catch (error) {
        log(`${stream} ${shardId}: read again from the checkpoint`, error);
        await this.#pause(streamErrorWaitMs);
      }
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#signal }).catch(() => undefined);
  }
}

/**
 * Drives a function from a stream as Lambda's event source mapping does: a poller for each shard, parents
 * before their children; batches, retries and checkpoints as shard-poller.ts and batch-work.ts say.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 * @returns a function that ends it: no new batch begins, the current ones finish their attempt.
 */
export const startStreamMapping = (mapping: StreamMapping): { close: () => Promise<void> } => {
  const stop = new AbortController();
  const following = new ShardFollower(mapping, stop.signal).follow();
  return {
    close: async () => {
      stop.abort();
      await following;
    },
  };
};
