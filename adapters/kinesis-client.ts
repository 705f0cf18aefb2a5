import { KinesisClient, type KinesisClientConfig } from '@aws-sdk/client-kinesis';

/** A request without an answer by then is tried again: one whose connection died unseen would wait for ever. */
const requestTimeoutMs = 30_000;

/** The SDK's client, whose requests end. Endpoint and credentials are the environment's. */
export const kinesisClient = (config: KinesisClientConfig = {}): KinesisClient =>
  new KinesisClient({ requestHandler: { requestTimeout: requestTimeoutMs }, ...config });
