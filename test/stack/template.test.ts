import { rmSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { everythingOn } from '../../docs/make-stack-numbers.ts';
import {
  otherSettings,
  type Resource,
  resourcesOf,
  stackOf,
  synthesised,
  templateOf,
} from './synthesised-stack.ts';

describe('the whole template', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf();
  });

  it('passes the AwsSolutions rules with nothing unexplained', () => {
    // Synthesis throws for a finding that no construct has acknowledged with a reason: see below.
    expect(() => templateOf()).not.toThrow();
  });

  it('passes them with other settings and an existing source database, too', () => {
    expect(() => templateOf(otherSettings)).not.toThrow();
  });

  it('passes them with a port-forward, a budget and QuickSight, too', () => {
    expect(() => templateOf(everythingOn)).not.toThrow();
  });

  it("passes CloudFormation's schemas with all but QuickSight turned on", () => {
    const { quicksightPrincipal: _, ...rest } = everythingOn;
    const { app, stack } = stackOf({ ...otherSettings, ...rest }, {}, true);
    expect(() => Template.fromStack(stack)).not.toThrow();
    rmSync(app.outdir, { recursive: true });
  });

  it('is not made of something that the rules refuse', async () => {
    const { Bucket } = await import('aws-cdk-lib/aws-s3');
    const { app, stack } = stackOf();
    new Bucket(stack, 'Careless');
    expect(() => Template.fromStack(stack)).toThrow(/AwsSolutions-S1/);
    rmSync(app.outdir, { recursive: true, force: true });
  });

  it('is protected against being destroyed by mistake', () => {
    expect(synthesised().stack.terminationProtection).toBe(true);
  });

  it('has names of its own for each stage, and for each region where names are shared', () => {
    for (const [id, { Type, Properties }] of Object.entries(
      resourcesOf(templateOf(everythingOn)),
    )) {
      // A custom resource speaks of what others have made.
      const names = Type.startsWith('Custom::') ? [] : namesIn(Properties);
      for (const name of names) expect(name, id).toContain('casepulse-test');
      if (!accountWide.includes(Type)) continue;
      for (const name of names) expect(name, id).toContain('"Ref":"AWS::Region"');
    }
  });

  it('holds no secret in clear', () => {
    const text = JSON.stringify(template.toJSON());
    expect(text).not.toMatch(/"(AdminUserPassword|MasterUserPassword)":\s*"(?!\{\{resolve)/);
    for (const [id, resource] of Object.entries(resourcesOf(template))) {
      if (resource.Type !== 'AWS::Lambda::Function') continue;
      const variables = Object.keys(environmentOf(resource));
      expect(
        variables.filter(
          // Ranges of a table's key are no secret.
          (name) => /PASSWORD|TOKEN|KEY|MYSQL_URL/.test(name) && name !== 'MYSQL_KEY_RANGES',
        ),
        id,
      ).toEqual([]);
    }
  });

  it('keeps whatever holds data when the stack goes', () => {
    expect(removable(template)).toEqual([]);
  });

  it('keeps what the data that stays stands in, so that the rest can be destroyed', () => {
    const resources = resourcesOf(template);
    const blocking =
      /^AWS::(EC2::(VPC|Subnet|SecurityGroup)|RDS::DB(Subnet|Parameter)Group|SecretsManager::Secret)$/;
    const named = (value: object): string[] =>
      Object.entries(value).flatMap(([key, inner]) => {
        if (key === 'Ref') return [String(inner)];
        if (key === 'Fn::GetAtt') return [String((inner as string[])[0])];
        return typeof inner === 'object' && inner !== null ? named(inner) : [];
      });
    const staying = new Set(
      Object.keys(resources).filter((id) => resources[id]?.DeletionPolicy === 'Retain'),
    );
    expect([...staying].map((id) => resources[id]?.Type)).toContain('AWS::RDS::DBInstance');
    for (const id of staying) {
      for (const needed of named(resources[id]?.Properties ?? {})) {
        const { Type = '', DeletionPolicy } = resources[needed] ?? {};
        if (blocking.test(Type))
          expect([id, needed, DeletionPolicy]).toEqual([id, needed, 'Retain']);
      }
    }
    for (const [id, { Type, DeletionPolicy }] of Object.entries(
      resourcesOf(templateOf(otherSettings)),
    )) {
      if (Type.startsWith('AWS::EC2::')) expect(DeletionPolicy, id).not.toBe('Retain');
    }
  });

  it('keeps it where only the context flag says that it may go', () => {
    expect(removable(templateOf({}, { 'casepulse:allow-data-removal': true }))).toEqual([]);
  });
});

const environmentOf = ({ Properties }: Resource): Record<string, unknown> =>
  (Properties['Environment'] as { Variables?: Record<string, unknown> })?.Variables ?? {};

/** Types whose names are an account's, not a region's. */
const accountWide = ['AWS::IAM::Role', 'AWS::IAM::ManagedPolicy', 'AWS::Budgets::Budget'];

/** Names that a resource is given, as JSON: those of CloudFormation's own making can't meet another stack's. */
const namesIn = (properties: Resource['Properties']): string[] => {
  const own =
    /^(RoleName|ManagedPolicyName|NamespaceName|WorkgroupName|LogGroupName|FunctionName|QueueName|TopicName|BucketName|StreamName|AlarmName|DashboardName|DataSetId|DataSourceId|AnalysisId|DashboardId|VPCConnectionId)$/;
  const budget = (properties['Budget'] as { BudgetName?: unknown } | undefined)?.BudgetName;
  const named = Object.entries(properties).flatMap(([key, value]) =>
    own.test(key) ? [value] : [],
  );
  return [...named, ...(budget === undefined ? [] : [budget])]
    .map((name) => JSON.stringify(name))
    .filter((name) => !/^\{"(Ref|Fn::GetAtt)"/.test(name));
};

const dataTypes = [
  'AWS::S3::Bucket',
  'AWS::Kinesis::Stream',
  'AWS::KMS::Key',
  'AWS::RDS::DBInstance',
  'AWS::RedshiftServerless::Namespace',
  'AWS::Logs::LogGroup',
];

const removable = (template: Template): string[] => {
  const resources = Object.entries(resourcesOf(template)).filter(([, { Type }]) =>
    dataTypes.includes(Type),
  );
  expect(new Set(resources.map(([, { Type }]) => Type)).size).toBe(dataTypes.length);
  return resources
    .filter(
      ([, resource]) =>
        resource.DeletionPolicy !== 'Retain' || resource.UpdateReplacePolicy !== 'Retain',
    )
    .map(([id]) => id);
};
