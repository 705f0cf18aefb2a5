import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Resource, resourcesOf, stackOf, templateOf } from './synthesised-stack.ts';

describe('the whole template', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf({ alarmEmail: 'care@example.com', monthlyBudgetUsd: 500 });
  });

  it('passes the AwsSolutions rules with nothing unexplained', () => {
    // Synthesis throws for a finding that no construct has acknowledged with a reason.
    expect(() => stackOf().app.synth()).not.toThrow();
  });

  it('passes them with an existing source database, too', () => {
    const sourceDatabase = {
      kind: 'existing',
      secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:mysql-AbCdEf',
      peerCidr: '10.0.0.0/16',
    };
    expect(() => stackOf({ sourceDatabase }).app.synth()).not.toThrow();
  });

  it('passes them with a port-forward and QuickSight, too', () => {
    const quicksightPrincipal = 'arn:aws:quicksight:eu-west-1:123456789012:user/default/lead';
    const settings = { portForward: true, quicksightPrincipal };
    expect(() => stackOf(settings).app.synth()).not.toThrow();
  });

  it('does not deploy something that the rules refuse', async () => {
    const { Bucket } = await import('aws-cdk-lib/aws-s3');
    const { app, stack } = stackOf();
    new Bucket(stack, 'Careless');
    expect(() => app.synth()).toThrow(/AwsSolutions-S1/);
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
    const sourceDatabase = {
      kind: 'existing',
      secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:mysql-AbCdEf',
      peerCidr: '10.0.0.0/16',
    };
    for (const [id, { Type, DeletionPolicy }] of Object.entries(
      resourcesOf(templateOf({ sourceDatabase })),
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
