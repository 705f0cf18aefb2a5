import type { KinesisClient, KinesisClientConfig } from '@aws-sdk/client-kinesis';
import { kinesisClient } from '../../../adapters/kinesis-client.ts';
import { ResultRecordsProtocol } from '../../../adapters/result-records.ts';

/** A record as GetRecords sends it, which is how an event of Lambda has it too. */
export type SentRecord = {
  readonly SequenceNumber: string;
  readonly PartitionKey: string;
  /** Base64. */
  readonly Data: string;
  /** Epoch seconds, with decimals. */
  readonly ApproximateArrivalTimestamp: number;
};

/** A client whose GetRecords gives SentRecords: the SDK would make bytes and dates of them, and we make text again. */
export const pollingClient = (config: KinesisClientConfig = {}): KinesisClient =>
  kinesisClient({ ...config, protocol: ResultRecordsProtocol });

/** The records of a polling client's answer, which the SDK's types take for its own. */
export const sentRecords = (records: readonly object[]): readonly SentRecord[] =>
  records as readonly SentRecord[];
