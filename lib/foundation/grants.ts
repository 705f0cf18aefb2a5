import { Stack, Validations } from 'aws-cdk-lib';
import {
  type IRole,
  ManagedPolicy,
  PolicyStatement,
  type PolicyStatementProps,
} from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsCustomResource } from 'aws-cdk-lib/custom-resources';
import type { IConstruct } from 'constructs';

/** A resolved CloudFormation value as cdk-nag writes it into the id of a finding. */
const flat = (value: unknown): string => {
  if (typeof value === 'string') return value.replaceAll('${', '<').replaceAll('}', '>');
  if (typeof value !== 'object' || value === null) return '';
  if ('Ref' in value) return `<${flat(value.Ref)}>`;
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) {
    return `<${value['Fn::GetAtt'].map(flat).join('.')}>`;
  }
  if ('Fn::Join' in value && Array.isArray(value['Fn::Join'])) {
    const [delimiter, items] = value['Fn::Join'] as [string, unknown[]];
    return items.map(flat).join(delimiter);
  }
  return JSON.stringify(value);
};

/** Writes down why the statements of `scope` may name these resources, though they hold a wildcard. */
export const explainWildcards = (
  scope: IConstruct,
  reason: string,
  wildcards: readonly string[],
): void => {
  for (const wildcard of wildcards) {
    const finding = flat(Stack.of(scope).resolve(wildcard));
    Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${finding}]`, reason });
  }
};

/** Who gets a right: a role, or all who have a policy. */
export type Grantee = IRole | ManagedPolicy;

export type Allowance = Pick<PolicyStatementProps, 'conditions' | 'sid'> & {
  /** Full names, no wildcards. */
  readonly actions: string[];
  readonly resources: string[];
  /** Why a resource holds a wildcard. @default none does */
  readonly wildcardReason?: string;
};

/** Adds one statement to a role or policy; a wildcard in its resources needs a reason, or the checks fail. */
export const allow = (
  grantee: Grantee,
  { actions, resources, wildcardReason, ...rest }: Allowance,
): void => {
  const statement = new PolicyStatement({ actions, resources, ...rest });
  if (grantee instanceof ManagedPolicy) grantee.addStatements(statement);
  else grantee.addToPrincipalPolicy(statement);
  if (wildcardReason === undefined) return;
  const wildcards = resources.filter((resource) =>
    flat(Stack.of(grantee).resolve(resource)).includes('*'),
  );
  explainWildcards(grantee, wildcardReason, wildcards);
};

/** Lets people read the outputs of the stack, as the commands with `--stack` begin. */
export const allowDescribing = (policy: ManagedPolicy): void => {
  const stack = Stack.of(policy);
  allow(policy, {
    actions: ['cloudformation:DescribeStacks'],
    resources: [
      stack.formatArn({
        service: 'cloudformation',
        resource: 'stack',
        resourceName: `${stack.stackName}/*`,
      }),
    ],
    wildcardReason: 'The one stack, whom who asks knows by its name: the rest is its id',
  });
};

const objectsReason = 'Objects under one prefix: their names are made at run time';

/**
 * Lets a role list a bucket. Not under its prefixes alone: S3 answers 404 for an object that is not
 * there to those who may list the whole bucket, and 403 to all others.
 */
export const allowListing = (grantee: Grantee, bucket: Bucket): void =>
  allow(grantee, { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });

/** Lets a role read objects under prefixes (which end in '/'), and list the bucket. */
export const allowReading = (
  grantee: Grantee,
  bucket: Bucket,
  prefixes: readonly string[],
): void => {
  allow(grantee, {
    actions: ['s3:GetObject'],
    resources: prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
    wildcardReason: objectsReason,
  });
  allowListing(grantee, bucket);
};

/** Lets a role write objects under prefixes (which end in '/'). */
export const allowWriting = (grantee: Grantee, bucket: Bucket, prefixes: readonly string[]): void =>
  allow(grantee, {
    actions: ['s3:PutObject'],
    resources: prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
    wildcardReason: objectsReason,
  });

/** Lets a role read what the key encrypts, and write it too where `write` says so. */
export const allowKey = (grantee: Grantee, key: IKey, use: 'read' | 'write'): void =>
  allow(grantee, {
    actions: use === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
  });

/** Writes down why a function that CDK itself brings has AWS' managed policy for logs. */
export const explainManagedLogging = (scope: IConstruct): void =>
  Validations.of(scope).acknowledge({
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    reason: "CDK's own function for custom resources writes its logs with it, and no more",
  });

/** The same for the one function that calls the API for every AwsCustomResource of the stack. */
export const explainApiCaller = (scope: IConstruct): void => {
  const id = `AWS${AwsCustomResource.PROVIDER_FUNCTION_UUID.replaceAll('-', '')}`;
  explainManagedLogging(Stack.of(scope).node.findChild(id));
};

/** The same for the one function that says how long groups of other services are kept. */
export const explainLogRetention = (scope: IConstruct): void => {
  // CDK's own name for it: its construct tells none.
  const retention = Stack.of(scope).node.findChild('LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a');
  explainManagedLogging(retention);
  explainWildcards(retention, "CDK's own grant: how long groups are kept, and no more", ['*']);
};
