import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Duration } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ConfigurationError } from '../../domain/errors.ts';
import { functionBundling, projectRoot } from './function-bundling.ts';
import { allow } from './grants.ts';

/** What every function of a stack shares. */
export type FunctionSurroundings = {
  readonly encryptionKey: IKey;
  readonly logRetention: RetentionDays;
};

/** A log group as every function has it. */
export const functionLogs = (
  scope: Construct,
  id: string,
  { encryptionKey, logRetention }: FunctionSurroundings,
): LogGroup => new LogGroup(scope, id, { encryptionKey, retention: logRetention });

export type PipelineFunctionProps = {
  /** Folder in lambdas/ whose handler.ts it runs. */
  readonly folder: string;
  /** What it does, as the console shows it for function and role. */
  readonly description: string;
  /** Key and retention of its log. */
  readonly surroundings: FunctionSurroundings;
  /** Exactly the variables that the folder's config.ts asks for. */
  readonly environment: Readonly<Record<string, string>>;
  /** Name of its role, lower case; for the functions that the warehouse knows by it. @default made by CloudFormation */
  readonly roleName?: string;
  /** After which Lambda ends an invocation. */
  readonly timeout: Duration;
  /** MiB, and with them a share of a core: 1,769 are one. */
  readonly memorySize: number;
  /** Invocations at once at most. @default as many as the account has */
  readonly reservedConcurrentExecutions?: number;
  /** Network to run in. @default none */
  readonly network?: { readonly vpc: IVpc; readonly securityGroup: ISecurityGroup };
};

/**
 * A function of the pipeline: Node 24 on arm64, a role without managed policies, traced, with logs as
 * JSON in a group of its own.
 */
export class PipelineFunction extends Construct {
  /** Folder in lambdas/ whose handler.ts it runs. */
  readonly folder: string;
  readonly role: Role;
  readonly logGroup: LogGroup;
  readonly function: NodejsFunction;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    super(scope, id);
    const { folder, surroundings, network } = props;
    this.folder = folder;
    const entry = join(projectRoot, 'lambdas', folder, 'handler.ts');
    if (!existsSync(entry)) {
      throw new ConfigurationError(`The function ${folder} must have a handler, got no ${entry}`);
    }
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: props.description,
      ...(props.roleName !== undefined && { roleName: props.roleName }),
    });
    this.logGroup = functionLogs(this, 'Logs', surroundings);
    this.logGroup.grantWrite(this.role);
    allow(this.role, {
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      resources: ['*'],
      wildcardReason: 'X-Ray has no resources to name',
    });
    if (network) this.#allowNetwork();
    this.function = new NodejsFunction(this, 'Function', {
      entry,
      description: props.description,
      role: this.role,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memorySize,
      environment: { ...props.environment },
      awsSdkConnectionReuse: false,
      tracing: Tracing.ACTIVE,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      bundling: functionBundling,
      ...(props.reservedConcurrentExecutions !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrentExecutions,
      }),
      ...(network && { vpc: network.vpc, securityGroups: [network.securityGroup] }),
    });
  }

  #allowNetwork(): void {
    const actions = [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ];
    allow(this.role, {
      actions,
      resources: ['*'],
      wildcardReason:
        'Lambda makes the network interfaces: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    });
    // Lambda itself, and not the code: its calls alone come without the key.
    this.role.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        actions,
        resources: ['*'],
        conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } },
      }),
    );
  }
}
