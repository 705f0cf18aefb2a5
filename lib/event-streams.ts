import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { streamRetentionHours } from '../lambdas/event-source-settings.ts';
import { dataRemovalPolicy } from './foundation/data-removal.ts';

export type EventStreamsProps = {
  /** Key of both streams: producers need it, too. */
  readonly encryptionKey: IKey;
  /** What becomes of the streams with the stack; see dataRemovalPolicy. @default RETAIN */
  readonly removalPolicy?: RemovalPolicy;
};

/**
 * The two streams that producers write to. On demand: shards come and go with the rate, and an idle
 * stream costs little.
 */
export class EventStreams extends Construct {
  readonly cases: Stream;
  readonly surveys: Stream;

  constructor(scope: Construct, id: string, props: EventStreamsProps) {
    super(scope, id);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-KDS3',
      reason:
        'One key of our own for all places of the same data, with its own policy and rotation',
    });
    const stream = (name: string): Stream =>
      new Stream(this, name, {
        streamMode: StreamMode.ON_DEMAND,
        encryption: StreamEncryption.KMS,
        encryptionKey: props.encryptionKey,
        retentionPeriod: Duration.hours(streamRetentionHours),
        removalPolicy: dataRemovalPolicy(this, props.removalPolicy),
      });
    this.cases = stream('Cases');
    this.surveys = stream('Surveys');
  }
}
