import { ArnFormat, Duration, Fn, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import {
  Choice,
  Condition,
  DefinitionBody,
  DistributedMap,
  Fail,
  type IChainable,
  JsonPath,
  LogLevel,
  S3JsonItemReader,
  StateMachine,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke, SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { allowKey, explainWildcards } from './foundation/grants.ts';
import type { FunctionSurroundings, PipelineFunction } from './foundation/pipeline-function.ts';

export type BatchStateMachineProps = {
  /** Key and retention of its log. */
  readonly surroundings: FunctionSurroundings;
  /** Does every step but the one that reads MySQL. */
  readonly step: PipelineFunction;
  /** Reads MySQL, whole tables and ranges. */
  readonly extract: PipelineFunction;
  /** Where the plan leaves the names of the history's files. */
  readonly staging: Pick<IBucket, 'bucketName'>;
  /** Who is told of a run that failed. */
  readonly alarms: ITopic;
};

/** What a second try can mend: a busy part, a conflict, a time-out (conversion goes on where it stopped). */
const passingErrors = ['TransientError', 'Sandbox.Timedout', 'Lambda.Unknown', 'States.Timeout'];

/** Files of the history that are converted side by side. */
const filesAtOnce = 10;

/** Ranges of MySQL's tables that are read side by side: each holds a connection and a snapshot there. */
const rangesAtOnce = 4;

/**
 * The order of batch/step-order.ts as a state machine. What the steps came to travels from state to state.
 * Every step can be done again, so each is retried for itself.
 */
export class BatchStateMachine extends Construct {
  readonly stateMachine: StateMachine;
  readonly #failed: IChainable;
  readonly #staging: IBucket;

  constructor(scope: Construct, id: string, props: BatchStateMachineProps) {
    super(scope, id);
    const { surroundings, step, extract, staging, alarms } = props;
    this.#staging = Bucket.fromBucketName(this, 'Staging', staging.bucketName);
    this.#failed = this.#failure(alarms);
    const publishing = this.#task('Load dimensions', 'load-dimensions', step)
      .next(this.#task('Fold', 'fold', step))
      .next(this.#task('Publish', 'publish', step))
      .next(this.#task('Check', 'check', step));
    const history = new Choice(this, 'Any history?')
      .when(Condition.isPresent('$.history'), this.#convertHistory(step).next(publishing))
      .otherwise(publishing);
    const definition = this.#task('Plan', 'plan', step)
      .next(this.#task('Extract dimensions', 'extract-dimensions', extract))
      .next(
        new Choice(this, 'Any ranges?')
          .when(Condition.isPresent('$.rangeList'), this.#extractRanges(extract).next(history))
          .otherwise(history),
      );
    this.stateMachine = new StateMachine(this, 'Resource', {
      definitionBody: DefinitionBody.fromChainable(definition),
      comment: 'CasePulse: dimensions, history, batch facts',
      timeout: Duration.hours(6),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        // The state holds counts and names; no event is in it.
        includeExecutionData: true,
        destination: new LogGroup(this, 'Logs', {
          encryptionKey: surroundings.encryptionKey,
          retention: surroundings.logRetention,
        }),
      },
    });
    allowKey(this.stateMachine.role, surroundings.encryptionKey, 'write');
    this.#explainWildcards([step, extract]);
  }

  #task(id: string, step: string, target: PipelineFunction): LambdaInvoke {
    return this.#guarded(
      new LambdaInvoke(this, id, {
        lambdaFunction: target.function,
        payload: TaskInput.fromObject({ step, 'state.$': '$' }),
        payloadResponseOnly: true,
      }),
    );
  }

  #guarded<T extends LambdaInvoke | DistributedMap>(state: T): T {
    if (state instanceof LambdaInvoke) this.#retry(state);
    state.addCatch(this.#failed, { resultPath: '$.failure' });
    return state;
  }

  #retry(state: LambdaInvoke): void {
    state.addRetry({
      errors: passingErrors,
      interval: Duration.seconds(30),
      backoffRate: 2,
      maxAttempts: 3,
    });
  }

  /** Each range of a large table for itself, where the extraction has left any. */
  #extractRanges(extract: PipelineFunction): DistributedMap {
    return this.#map('Extract ranges', 'Extract range', extract, {
      step: 'extract-range',
      item: 'range',
      list: '$.rangeList',
      atOnce: rangesAtOnce,
    });
  }

  /** Each file for itself, however many there are. */
  #convertHistory(step: PipelineFunction): DistributedMap {
    return this.#map('Convert history', 'Convert file', step, {
      step: 'convert-history',
      item: 'file',
      list: '$.historyList',
      atOnce: filesAtOnce,
    });
  }

  /** A child for each item of a list in the staging bucket. */
  #map(
    id: string,
    childId: string,
    target: PipelineFunction,
    { step, item, list, atOnce }: { step: string; item: string; list: string; atOnce: number },
  ): DistributedMap {
    const map = new DistributedMap(this, id, {
      itemReader: new S3JsonItemReader({ bucket: this.#staging, key: JsonPath.stringAt(list) }),
      itemSelector: { step, [`${item}.$`]: '$$.Map.Item.Value', 'state.$': '$' },
      maxConcurrency: atOnce,
      // Each child leaves what it came to beside the list: ten thousand of them would not fit into a state.
      resultPath: JsonPath.DISCARD,
    });
    const child = new LambdaInvoke(this, childId, {
      lambdaFunction: target.function,
      payloadResponseOnly: true,
    });
    this.#retry(child);
    return this.#guarded(map.itemProcessor(child));
  }

  /** Tells of a failed run and ends it as failed. */
  #failure(alarms: ITopic): IChainable {
    return new SnsPublish(this, 'Tell', {
      topic: alarms,
      subject: 'CasePulse: a batch run failed',
      message: TaskInput.fromObject({
        'run.$': '$$.Execution.Id',
        'failure.$': '$.failure',
        runbook: 'docs/deploy.md#batch-failed',
      }),
      resultPath: JsonPath.DISCARD,
    }).next(new Fail(this, 'Failed', { error: 'BatchFailed', cause: 'See the step before' }));
  }

  /** The wildcards of the policies that CDK writes for a state machine. */
  #explainWildcards(functions: readonly PipelineFunction[]): void {
    explainWildcards(
      this,
      "Versions of a function of this stack, as CDK's LambdaInvoke grants them",
      functions.map((target) => `${target.function.functionArn}:*`),
    );
    explainWildcards(this, "The list of a run's files, as CDK's S3JsonItemReader grants it", [
      Stack.of(this).formatArn({
        service: 's3',
        region: '',
        account: '',
        resource: this.#staging.bucketName,
        resourceName: '*',
      }),
    ]);
    const { stateMachineArn } = this.stateMachine;
    const name = Fn.select(6, Fn.split(':', stateMachineArn));
    const ours = {
      service: 'states',
      resource: 'execution',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    };
    explainWildcards(
      this,
      "The children of this state machine's own map: their names are made at run time",
      [`${name}:*`, `${name}/*:*`].map((resourceName) =>
        Stack.of(this).formatArn({ ...ours, resourceName }),
      ),
    );
    explainWildcards(this, 'Log deliveries and X-Ray have no resources to name', ['*']);
  }
}
