import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ConfigurationError } from '../../domain/errors.ts';

/** Variables of the commands, by the stack's output that holds each (lib/casepulse-stack.ts). */
export const outputVariables = {
  CaseStream: 'CASE_STREAM',
  SurveyStream: 'SURVEY_STREAM',
  ArchiveBucket: 'ARCHIVE_BUCKET',
  StagingBucket: 'STAGING_BUCKET',
  LoadQueueUrl: 'LOAD_QUEUE_URL',
  WarehouseWorkgroup: 'WAREHOUSE_WORKGROUP',
  WarehouseDatabase: 'WAREHOUSE_DATABASE',
  CopyRoleArn: 'COPY_ROLE_ARN',
  BusinessTimezone: 'BUSINESS_TIMEZONE',
} as const;

export type DeployedStack = {
  readonly name: string;
  /** CloudFormation's, such as UPDATE_COMPLETE. */
  readonly status: string;
  /** Every output of the stack. */
  readonly outputs: Readonly<Record<string, string>>;
};

const explained = (name: string, error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if (error.name === 'ValidationError') {
    return new ConfigurationError(
      `The stack must exist in this account and region, and there is no ${name}: see \`npx cdk list\`, AWS_REGION and AWS_PROFILE`,
      { cause: error },
    );
  }
  if (error.name === 'CredentialsProviderError' || error.message.includes('Region is missing')) {
    return new ConfigurationError(
      `--stack needs a region and credentials of the stack's account, and AWS' SDK found none (${error.message}): set AWS_REGION and AWS_PROFILE`,
      { cause: error },
    );
  }
  return error;
};

/**
 * A deployed stack and its outputs.
 * @throws ConfigurationError where there is no such stack, or no credentials to ask with
 */
export const describeStack = async (name: string): Promise<DeployedStack> => {
  const client = new CloudFormationClient();
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const [stack] = Stacks;
    const outputs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [
      OutputKey,
      OutputValue,
    ]);
    return {
      name,
      status: stack?.StackStatus ?? 'unknown',
      outputs: Object.fromEntries(outputs),
    };
  } catch (error) {
    throw explained(name, error);
  } finally {
    client.destroy();
  }
};

/**
 * One output.
 * @throws ConfigurationError where the stack has no such output
 */
export const outputOf = ({ name, status, outputs }: DeployedStack, key: string): string => {
  const value = outputs[key];
  if (value) return value;
  throw new ConfigurationError(
    `${name} must have the output ${key}, and has none (it is in ${status}): is it a CasePulse stack, and deployed to its end?`,
  );
};
