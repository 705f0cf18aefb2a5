import type { KinesisStreamEvent } from 'aws-lambda';

/** Where and when records of a batch stand in the stream. */
export type BatchPlace = {
  /** Of the batch's first record in its shard. */
  readonly position: number;
  /** Of its first record, epoch seconds. */
  readonly arrivedSeconds: number;
};

const sequence = (position: number): string =>
  `49590338271490256608559692538361571095${String(position).padStart(18, '0')}`;

/**
 * The text of a case event as the simulator sends it.
 * @param hour when it was registered and changed, 'YYYY-MM-DD HH'
 * @param number of the case, from 0 on
 */
export const caseText = (i: number, hour: string, number = i): string =>
  JSON.stringify({
    case_no: String(600_000 + number),
    create_timestamp: `${hour}:${String(i % 60).padStart(2, '0')}:00`,
    last_modified_timestamp: `${hour}:59:59`,
    created_employee_key: String(200_000 + ((i * 7919) % 300_024)),
    call_center_id: `C-${101 + (i % 25)}`,
    status: i % 3 === 0 ? 'Closed' : 'Open',
    category: `CAT${1 + (i % 5)}`,
    sub_category: `SCAT${1 + (i % 27)}`,
    communication_mode: ['Call', 'Chat', 'Email'][i % 3],
    country_cd: ['IN', 'US', 'DE'][i % 3],
    product_code: String(900_000 + ((i * 31) % 92_353)),
  });

/** One invocation of the consumer: five records a millisecond, all of one shard. */
export const caseBatch = (
  texts: readonly string[],
  { position, arrivedSeconds }: BatchPlace,
): KinesisStreamEvent => ({
  Records: texts.map((text, i) => ({
    awsRegion: 'us-east-1',
    eventID: `shardId-000000000000:${sequence(position + i)}`,
    eventName: 'aws:kinesis:record',
    eventSource: 'aws:kinesis',
    eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/casepulse-case-events',
    eventVersion: '1.0',
    invokeIdentityArn: 'arn:aws:iam::000000000000:role/consume',
    kinesis: {
      approximateArrivalTimestamp: arrivedSeconds + Math.floor(i / 5) / 1000,
      data: Buffer.from(text).toString('base64'),
      kinesisSchemaVersion: '1.0',
      partitionKey: String(600_000 + position + i),
      sequenceNumber: sequence(position + i),
    },
  })),
});
