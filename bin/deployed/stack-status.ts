import { DescribeStreamSummaryCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describeStack, outputOf } from './stack-outputs.ts';

/** One part of a deployed stack. */
export type DeployedPart = {
  readonly name: string;
  readonly state: string;
  readonly detail: string;
};

const streamStatus = async (name: string, streamName: string): Promise<DeployedPart> => {
  const { StreamDescriptionSummary: stream } = await new KinesisClient().send(
    new DescribeStreamSummaryCommand({ StreamName: streamName }),
  );
  return {
    name,
    state: stream?.StreamStatus ?? 'unknown',
    detail: `${streamName}, ${stream?.OpenShardCount ?? 0} shards, kept for ${stream?.RetentionPeriodHours ?? 0} hours`,
  };
};

const queueStatus = async (
  name: string,
  url: string,
  stateFor: (waiting: number) => string,
): Promise<DeployedPart> => {
  const { Attributes = {} } = await new SQSClient().send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesDelayed'],
    }),
  );
  const waiting = Number(Attributes['ApproximateNumberOfMessages'] ?? 0);
  const delayed = Number(Attributes['ApproximateNumberOfMessagesDelayed'] ?? 0);
  return { name, state: stateFor(waiting), detail: `${waiting} waiting, ${delayed} delayed` };
};

const batchStatus = async (stateMachineArn: string): Promise<DeployedPart> => {
  const { executions = [] } = await new SFNClient().send(
    new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }),
  );
  const [last] = executions;
  const time = (at: Date | undefined): string => at?.toISOString() ?? '';
  return {
    name: 'batch',
    state: last?.status ?? 'never run',
    detail: last ? `started ${time(last.startDate)}, ended ${time(last.stopDate)}` : '',
  };
};

/**
 * The parts of a deployed stack that can be asked without waking the warehouse.
 * @throws ConfigurationError where there is no such stack
 */
export const stackStatus = async (stackName: string): Promise<DeployedPart[]> => {
  const stack = await describeStack(stackName);
  const output = (key: string) => outputOf(stack, key);
  const parts = await Promise.all([
    streamStatus('case stream', output('CaseStream')),
    streamStatus('survey stream', output('SurveyStream')),
    queueStatus('wake-ups', output('LoadQueueUrl'), () => 'ACTIVE'),
    queueStatus('dead letters', output('DeadLettersUrl'), (waiting) =>
      waiting === 0 ? 'EMPTY' : 'LOOK AT THEM',
    ),
    batchStatus(output('BatchStateMachineArn')),
  ]);
  return [{ name: 'stack', state: stack.status, detail: stackName }, ...parts];
};
