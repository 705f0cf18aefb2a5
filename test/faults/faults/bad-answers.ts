import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../simulator/random.ts';
import type { FaultyCopy } from '../copy/faulty-copy.ts';
import { jsonError, s3Error, throttledRecords } from '../proxy/aws-refusals.ts';
import {
  type Behaviour,
  type FaultyProxy,
  lostAnswer,
  silence,
  sometimes,
} from '../proxy/faulty-proxy.ts';
import { type Fault, lasting } from './fault.ts';

type Place = 'kinesis' | 's3' | 'copyS3' | 'sqs' | 'dataApi';

/** Shares of the requests that a fault hits: some, most, all. */
const shares = [0.2, 0.7, 1];

/** The part behind the proxy answers so, for a share of the requests, for a while. */
const answers = (
  name: string,
  place: Place,
  behaviour: (random: Random) => Behaviour,
  lastingMs: (random: Random) => number = lasting,
): Fault => ({
  kind: name,
  strike: async (copy: FaultyCopy, random) => {
    const share = random.pick(shares);
    const proxy: FaultyProxy = copy[place];
    proxy.behave(sometimes(() => random.uniform() < share, behaviour(random)));
    await sleep(lastingMs(random));
    proxy.behave();
  },
});

/** Longer than any poll within, shorter than a function's own time-out. */
const silenceMs = 1_000;

export const badAnswers: readonly Fault[] = [
  answers('S3 answers 500', 's3', () => s3Error(500, 'InternalError')),
  answers('S3 answers 503', 's3', () => s3Error(503, 'SlowDown')),
  answers('S3 is silent', 's3', () => silence(silenceMs)),
  answers('S3 does it, but its answer is lost', 's3', () => lostAnswer),
  answers('S3 answers COPY with 503', 'copyS3', () => s3Error(503, 'SlowDown')),
  answers('S3 breaks off under COPY', 'copyS3', () => silence(0)),
  answers('Data API answers 500', 'dataApi', () =>
    jsonError(500, 'InternalServerException', 'something went wrong'),
  ),
  answers('Data API answers 503', 'dataApi', () =>
    jsonError(503, 'ServiceUnavailable', 'come back later'),
  ),
  answers('Data API throttles', 'dataApi', () =>
    jsonError(400, 'ThrottlingException', 'Rate exceeded'),
  ),
  answers('Data API is silent', 'dataApi', () => silence(silenceMs)),
  answers('Data API does it, but its answer is lost', 'dataApi', () => lostAnswer),
  answers('Kinesis throttles records', 'kinesis', (random) =>
    throttledRecords(() => random.uniform() < 0.5),
  ),
  answers('Kinesis throttles', 'kinesis', () =>
    jsonError(400, 'ProvisionedThroughputExceededException', 'Rate exceeded for a shard'),
  ),
  answers('Kinesis answers 500', 'kinesis', () =>
    jsonError(500, 'InternalFailure', 'something went wrong'),
  ),
  answers('Kinesis takes records, but its answer is lost', 'kinesis', () => lostAnswer),
  // No SQS queue is ever full; a FIFO queue is for a sender when it is over its rate.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
  answers('the queue is full', 'sqs', () => jsonError(403, 'ThrottlingException', 'Rate exceeded')),
  answers('SQS does it, but its answer is lost', 'sqs', () => lostAnswer),
];
