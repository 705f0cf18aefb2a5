import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ConfigurationError, ConsistencyError } from '../../domain/errors.ts';
import { describeStack, outputOf } from './stack-outputs.ts';

export type DeployedBatch = {
  /** s3:// prefix of history to convert first. */
  readonly history?: string;
  /** Facts from the whole archive. */
  readonly full?: boolean;
  /** Refused: the state machine does all parts. */
  readonly only?: string;
};

/** How often a run is looked at, milliseconds; a run takes minutes. */
const pollMs = 5_000;

const checked = ({ history, full, only }: DeployedBatch, stagingBucket: string): string => {
  if (only !== undefined) {
    throw new ConfigurationError(
      `A deployed batch does all of its parts, got --only ${only}: leave --only out`,
    );
  }
  if (history !== undefined && !history.startsWith('s3://')) {
    throw new ConfigurationError(
      `The history of a deployed batch must lie in S3, got ${history}: upload it with \`aws s3 sync ${history} s3://${stagingBucket}/history/\` and give that place`,
    );
  }
  return JSON.stringify({ ...(history !== undefined && { history }), ...(full && { full }) });
};

/** The states that an execution has entered, in order. */
const statesEntered = async (client: SFNClient, executionArn: string): Promise<string[]> => {
  const names: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({
        executionArn,
        includeExecutionData: false,
        ...(nextToken !== undefined && { nextToken }),
      }),
    );
    for (const { stateEnteredEventDetails } of page.events ?? []) {
      if (stateEnteredEventDetails?.name) names.push(stateEnteredEventDetails.name);
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return names;
};

/**
 * Starts a batch run of a deployed stack and follows it to its end, each state a line on standard error.
 * Ctrl-C leaves the run going.
 * @returns the output of the state machine, as JSON
 * @throws ConsistencyError where the run does not succeed
 */
export const runDeployedBatch = async (
  stackName: string,
  batch: DeployedBatch,
): Promise<string> => {
  const stack = await describeStack(stackName);
  const input = checked(batch, outputOf(stack, 'StagingBucket'));
  const client = new SFNClient();
  const { executionArn = '' } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: outputOf(stack, 'BatchStateMachineArn'),
      input,
    }),
  );
  console.error(`started ${executionArn}`);
  let shown = 0;
  for (;;) {
    const { status, output, cause } = await client.send(
      new DescribeExecutionCommand({ executionArn }),
    );
    const states = await statesEntered(client, executionArn);
    for (const name of states.slice(shown)) console.error(name);
    shown = states.length;
    if (status === 'SUCCEEDED') return output ?? '{}';
    if (status !== 'RUNNING') {
      throw new ConsistencyError(
        `The batch run must succeed, and is ${status}${cause ? ` (${cause})` : ''}: see the execution ${executionArn} and docs/deploy.md#batch-failed`,
      );
    }
    await sleep(pollMs);
  }
};
