import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Resource, resourcesOfType, templateOf } from './synthesised-stack.ts';

/** By type, the property that names the key, and what it must hold. */
const keyProperties: Readonly<Record<string, (properties: Resource['Properties']) => unknown>> = {
  'AWS::Kinesis::Stream': ({ StreamEncryption }) => (StreamEncryption as { KeyId: unknown }).KeyId,
  'AWS::SQS::Queue': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  'AWS::RedshiftServerless::Namespace': ({ KmsKeyId }) => KmsKeyId,
  'AWS::RDS::DBInstance': ({ KmsKeyId }) => KmsKeyId,
  'AWS::SecretsManager::Secret': ({ KmsKeyId }) => KmsKeyId,
  'AWS::Logs::LogGroup': ({ KmsKeyId }) => KmsKeyId,
  'AWS::Scheduler::Schedule': ({ KmsKeyArn }) => KmsKeyArn,
};

describe('encryption', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf();
  });

  it.each(Object.entries(keyProperties))('%s: with the key of the stack', (type, keyOf) => {
    const resources = resourcesOfType(template, type);
    expect(resources.length).toBeGreaterThan(0);
    for (const [id, { Properties }] of resources) {
      expect(JSON.stringify(keyOf(Properties)), id).toMatch(/DataKey/);
    }
  });

  it('every bucket is encrypted, closed to the public and asks for TLS', () => {
    const buckets = resourcesOfType(template, 'AWS::S3::Bucket');
    expect(buckets).toHaveLength(3);
    const policies = resourcesOfType(template, 'AWS::S3::BucketPolicy').map(([, { Properties }]) =>
      JSON.stringify(Properties),
    );
    for (const [id, { Properties }] of buckets) {
      expect(JSON.stringify(Properties['BucketEncryption']), id).toMatch(/aws:kms|AES256/);
      expect(Properties['PublicAccessBlockConfiguration'], id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties['VersioningConfiguration'], id).toEqual({ Status: 'Enabled' });
      const policy = policies.find((text) => text.includes(`"Bucket":{"Ref":"${id}"}`));
      expect(policy, id).toMatch(/"aws:SecureTransport":"false"/);
    }
  });

  it('warehouse and database take connections by TLS only, and none from the internet', () => {
    template.hasResourceProperties('AWS::RedshiftServerless::Workgroup', {
      PubliclyAccessible: false,
      EnhancedVpcRouting: true,
    });
    const [[, workgroup] = []] = resourcesOfType(template, 'AWS::RedshiftServerless::Workgroup');
    expect(workgroup?.Properties['ConfigParameters']).toContainEqual({
      ParameterKey: 'require_ssl',
      ParameterValue: 'true',
    });
    template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Parameters: { require_secure_transport: 'ON' },
    });
    template.hasResourceProperties('AWS::RDS::DBInstance', { PubliclyAccessible: false });
  });

  it('every log group keeps what is written for as long as configured, those of Redshift and RDS too', () => {
    const groups = resourcesOfType(template, 'AWS::Logs::LogGroup');
    for (const [id, { Properties }] of groups) expect(Properties['RetentionInDays'], id).toBe(90);
    const names = groups.map(([, { Properties }]) => Properties['LogGroupName']);
    const [[, namespace] = []] = resourcesOfType(template, 'AWS::RedshiftServerless::Namespace');
    const types = (namespace?.Properties['LogExports'] ?? []) as string[];
    expect(types).toHaveLength(3);
    for (const type of types) {
      expect(names).toContain(`/aws/redshift/casepulse-test/${type}`);
    }
    const retentions = resourcesOfType(template, 'Custom::LogRetention').map(
      ([, { Properties }]) => Properties['RetentionInDays'],
    );
    expect(retentions).toEqual([90, 90]);
  });

  it('the key is rotated', () => {
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });
});
