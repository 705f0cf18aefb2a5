import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { everythingOn } from '../../docs/make-stack-numbers.ts';
import { engineerRights, objectRights, type RoleName } from '../fixtures/object-rights.ts';
import { otherSettings, resourcesOfType, templateOf } from './synthesised-stack.ts';

type Statement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: object;
};

const listOf = <Item>(value: Item | readonly Item[]): Item[] =>
  Array.isArray(value) ? [...value] : [value as Item];

/** The statements of the policies of a role, which is known by a part of its logical id. */
const statementsOf = (template: Template, role: string): Statement[] =>
  ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    resourcesOfType(template, type)
      .filter(([id, { Properties }]) =>
        `${id}${JSON.stringify(Properties['Roles'])}`.includes(role),
      )
      .flatMap(
        ([, { Properties }]) =>
          (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement,
      ),
  );

const actionsOf = (statements: readonly Statement[]): string[] =>
  [...new Set(statements.flatMap(({ Action }) => listOf(Action)))].sort();

const uses: Readonly<Record<string, string>> = {
  's3:GetObject': 'read',
  's3:PutObject': 'write',
  's3:DeleteObject': 'delete',
  's3:ListBucket': 'list',
};

/** What a role may do with objects, as test/fixtures/object-rights.ts writes it. */
const objectRightsOf = (statements: readonly Statement[]): string[] =>
  statements.flatMap(({ Action, Resource }) =>
    listOf(Action).flatMap((action) => {
      const use = uses[action];
      if (use === undefined) return [];
      return listOf(Resource).map((resource) => {
        const text = JSON.stringify(resource);
        const bucket = text.includes('StorageArchive') ? 'archive' : 'staging';
        const prefix = /"\/([^"]+\/)\*"/.exec(text)?.[1];
        return prefix === undefined ? `${use} ${bucket}` : `${use} ${bucket}/${prefix}`;
      });
    }),
  );

const roles: Readonly<Record<RoleName | 'engineers', string>> = {
  'consume-events': 'ConsumeEventsRole',
  'load-facts': 'LoadFactsRole',
  'batch-step': 'BatchStepRole',
  copy: 'WarehouseCopyRole',
  engineers: 'EngineersPolicy',
};

/** What AWS itself does with a role. */
const services: Readonly<Partial<Record<RoleName, readonly string[]>>> = {
  // Lambda stores what a mapping gave up on: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
  'consume-events': ['list archive', 'write archive/aws/lambda/'],
  // https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-access-permissions.html
  copy: ['list archive'],
};

const dataApi = [
  'redshift-data:BatchExecuteStatement',
  'redshift-data:DescribeStatement',
  'redshift-data:ExecuteStatement',
  'redshift-data:GetStatementResult',
];
const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const tracing = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
const readingStreams = ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'];
const key = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Beside objects, what each function calls, and what Lambda calls for it; no more. */
const actions: Readonly<Record<string, readonly string[]>> = {
  ConsumeEventsRole: [
    ...logging,
    ...tracing,
    ...key,
    ...readingStreams,
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'sqs:SendMessage',
  ],
  LoadFactsRole: [
    ...logging,
    ...tracing,
    ...key,
    ...readingStreams,
    ...dataApi,
    'redshift-serverless:GetCredentials',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
  ],
  BatchStepRole: [...logging, ...tracing, ...key, ...dataApi, 'redshift-serverless:GetCredentials'],
  ExtractDimensionsRole: [
    ...logging,
    ...tracing,
    ...key,
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
    's3:AbortMultipartUpload',
    's3:PutObject',
    'secretsmanager:GetSecretValue',
  ],
  MigrateWarehouseRole: [
    ...logging,
    ...tracing,
    ...dataApi,
    'kms:Decrypt',
    'secretsmanager:GetSecretValue',
  ],
  EngineersPolicy: [
    ...key,
    ...readingStreams,
    ...dataApi,
    'cloudformation:DescribeStacks',
    'kinesis:DescribeStreamSummary',
    'kinesis:PutRecords',
    'redshift-data:CancelStatement',
    'redshift-serverless:GetCredentials',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
    'states:DescribeExecution',
    'states:GetExecutionHistory',
    'states:ListExecutions',
    'states:StartExecution',
  ],
  WarehouseCopyRole: ['kms:Decrypt', 's3:GetBucketLocation'],
};

describe('the rights of roles', () => {
  let template: Template;
  let full: Template;
  beforeAll(() => {
    template = templateOf();
    full = templateOf(everythingOn);
  });

  it.each(Object.entries({ ...objectRights, engineers: engineerRights }))(
    '%s: has the objects that it asks for, and no others',
    (name, rights) => {
      const found = objectRightsOf(statementsOf(template, roles[name as keyof typeof roles]));
      const others = services[name as RoleName] ?? [];
      expect([...new Set(found)].sort()).toEqual([...rights, ...others].sort());
    },
  );

  it.each(Object.entries(actions))('%s: may call what it calls, and no more', (role, wanted) => {
    const isOfObjects = (action: string) =>
      action in uses && (role !== 'ExtractDimensionsRole' || !wanted.includes(action));
    const found = actionsOf(statementsOf(template, role));
    expect(found.filter((action) => !isOfObjects(action))).toEqual([...wanted].sort());
  });

  it('the extraction writes what belongs to runs, and reads no object', () => {
    const statements = statementsOf(template, 'ExtractDimensionsRole');
    expect(objectRightsOf(statements)).toEqual(['write staging/runs/']);
  });

  it('code in the network makes no network interfaces: Lambda does', () => {
    const denied = statementsOf(template, 'ExtractDimensionsRole').filter(
      ({ Effect }) => Effect === 'Deny',
    );
    expect(denied).toMatchObject([
      {
        Action: expect.arrayContaining(['ec2:CreateNetworkInterface', 'ec2:DescribeSubnets']),
        Condition: { Null: { 'lambda:SourceFunctionArn': 'false' } },
      },
    ]);
  });

  it('the extraction may use the key of a secret that another key encrypts', () => {
    const statements = statementsOf(templateOf(otherSettings), 'ExtractDimensionsRole');
    expect(statements).toContainEqual(
      expect.objectContaining({
        Action: 'kms:Decrypt',
        Resource: otherSettings.sourceDatabase.keyArn,
      }),
    );
  });

  it("analysts find the stack's outputs, as `casepulse query --stack` does, and ask as themselves", () => {
    const statements = statementsOf(template, 'AnalystsPolicy');
    const [describing] = statements.filter(
      ({ Action }) => Action === 'cloudformation:DescribeStacks',
    );
    expect(JSON.stringify(describing?.Resource)).toMatch(/:stack\/casepulse-test\/\*"/);
    expect(actionsOf(statements)).toEqual(
      [
        ...dataApi,
        'cloudformation:DescribeStacks',
        'redshift-data:CancelStatement',
        'redshift-serverless:GetCredentials',
        'redshift-serverless:GetWorkgroup',
      ].sort(),
    );
    for (const { Action, Condition } of statements) {
      if (!listOf(Action).some((action) => /GetStatementResult|Cancel/.test(action))) continue;
      expect(JSON.stringify(Condition)).toContain('statement-owner-iam-userid');
    }
  });

  it('analysts get a forwarded port and no shell, and end their own sessions alone', () => {
    const statements = statementsOf(full, 'AnalystsPolicy');
    const withAction = (action: string) =>
      statements.filter(({ Action }) => listOf(Action).includes(action));
    for (const { Condition, Resource } of withAction('ssm:StartSession')) {
      expect(Condition).toEqual({ BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } });
      expect(JSON.stringify(Resource)).not.toMatch(/\*|RunShell/);
    }
    expect(withAction('ssm:StartSession')).toHaveLength(1);
    for (const action of ['ssm:TerminateSession', 'ssm:ResumeSession']) {
      expect(withAction(action).map(({ Condition }) => Condition)).toEqual([
        // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM fills it in
        { StringEquals: { 'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}' } },
      ]);
    }
    expect(withAction('ssmmessages:OpenDataChannel')).toHaveLength(1);
  });

  it('nobody in the network reaches the data of another account', () => {
    const endpoints = resourcesOfType(template, 'AWS::EC2::VPCEndpoint').map(
      ([, { Properties }]) =>
        (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement,
    );
    const conditions = endpoints.flatMap((all) => all.map(({ Condition }) => Condition));
    const account = { Ref: 'AWS::AccountId' };
    expect(conditions).toEqual([
      { StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account } },
      { StringEquals: { 'aws:PrincipalAccount': account } },
    ]);
  });
});
