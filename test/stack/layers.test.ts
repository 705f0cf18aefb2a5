import { readFileSync } from 'node:fs';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { steps } from '../../batch/steps.ts';
import { fixedParts } from '../../bench/model/assumptions.ts';
import { everythingOn } from '../../docs/make-stack-numbers.ts';
import { archiveTables, kinds } from '../../domain/facts.ts';
import { parseConfiguration } from '../../lib/configuration.ts';
import { otherSettings, resourcesOfType, templateOf } from './synthesised-stack.ts';

const onlyOne = (template: Template, type: string) => {
  const [[, resource] = [], ...others] = resourcesOfType(template, type);
  expect(others).toEqual([]);
  return resource?.Properties ?? {};
};

type Paths = Readonly<Record<string, string | undefined>>;

/** What the tests look at of a state: https://states-language.net/spec.html */
type State = {
  readonly Type: string;
  readonly Next?: string;
  readonly Parameters?: Paths & { readonly step?: string };
  readonly ItemSelector?: Paths & { readonly step?: string };
  readonly ItemReader?: object;
  readonly ItemProcessor?: {
    readonly ProcessorConfig: object;
    readonly States: Readonly<Record<string, State>>;
  };
  readonly ResultPath?: string | null;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Choices?: readonly { readonly Next: string }[];
};

/** The batch layer's state machine, names of resources left out. */
const stateMachine = (
  template: Template,
): { StartAt: string; States: Readonly<Record<string, State>> } => {
  const definition = onlyOne(template, 'AWS::StepFunctions::StateMachine')['DefinitionString'];
  const { 'Fn::Join': join } = definition as { 'Fn::Join': [string, unknown[]] };
  return JSON.parse(join[1].map((part) => (typeof part === 'string' ? part : '…')).join(''));
};

describe('the layers', () => {
  let template: Template;
  let other: Template;
  let full: Template;
  beforeAll(() => {
    template = templateOf();
    other = templateOf(otherSettings);
    full = templateOf(everythingOn);
  });

  it('network: three zones, no way out to the internet', () => {
    const zones = resourcesOfType(template, 'AWS::EC2::Subnet').map(([, { Properties }]) =>
      JSON.stringify(Properties['AvailabilityZone']),
    );
    expect(new Set(zones).size).toBe(3);
    for (const type of ['NatGateway', 'InternetGateway', 'EIP', 'Route']) {
      template.resourceCountIs(`AWS::EC2::${type}`, 0);
    }
    template.resourceCountIs('AWS::EC2::VPCEndpoint', 2);
  });

  it('network: the zones that the configuration names', () => {
    const zones = resourcesOfType(other, 'AWS::EC2::Subnet');
    expect(zones.map(([, { Properties }]) => Properties['AvailabilityZone'])).toEqual(
      otherSettings.availabilityZones,
    );
  });

  it('network: nobody comes in but readers to the endpoint and the source database', () => {
    const rules = resourcesOfType(template, 'AWS::EC2::SecurityGroupIngress');
    for (const [id, { Properties }] of rules) {
      expect(JSON.stringify(Properties['SourceSecurityGroupId']), id).toMatch(/SourceReaders/);
    }
    expect(JSON.stringify(template.toJSON())).not.toContain('SecurityGroupIngress":[');
  });

  it('port-forward: an instance that nothing can connect to, and that reaches the warehouse', () => {
    const instance = onlyOne(full, 'AWS::EC2::Instance');
    expect(instance).not.toHaveProperty('KeyName');
    const [[group] = []] = resourcesOfType(full, 'AWS::EC2::SecurityGroup').filter(([id]) =>
      /PortForwardAccess/.test(id),
    );
    const into = resourcesOfType(full, 'AWS::EC2::SecurityGroupIngress').map(
      ([, { Properties }]) => ({
        group: JSON.stringify(Properties['GroupId']),
        from: JSON.stringify(Properties['SourceSecurityGroupId']),
        port: Properties['FromPort'],
      }),
    );
    expect(into.filter((rule) => rule.group.includes(String(group)))).toEqual([]);
    const forwarded = into.filter((rule) => rule.from.includes(String(group)));
    expect(forwarded.map(({ port }) => port).sort()).toEqual([3306, 443, 5439]);
    const outputs = Object.keys(full.toJSON()['Outputs'] as Record<string, unknown>);
    expect(outputs.filter((name) => name.startsWith('PortForward'))).toHaveLength(2);
    template.resourceCountIs('AWS::EC2::Instance', 0);
  });

  it('warehouse: three subnets, the configured size, limit and snapshots', () => {
    const workgroup = onlyOne(other, 'AWS::RedshiftServerless::Workgroup');
    expect(workgroup['SubnetIds']).toHaveLength(3);
    expect(workgroup['BaseCapacity']).toBe(16);
    expect(JSON.stringify(onlyOne(other, 'Custom::RpuLimit')['Create'])).toMatch(
      /serverless-compute.*daily.*100.*deactivate/,
    );
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Target: Match.objectLike({ Input: Match.anyValue() }),
      ScheduleExpression: 'rate(1 day)',
    });
  });

  it('warehouse: its administrator has a secret that Redshift keeps, and its doings are logged', () => {
    expect(onlyOne(template, 'AWS::RedshiftServerless::Namespace')).toMatchObject({
      ManageAdminPassword: true,
      LogExports: ['userlog', 'connectionlog', 'useractivitylog'],
    });
  });

  it('migration: comes before the code that loads, and changes with the SQL', () => {
    const migration = onlyOne(template, 'Custom::WarehouseMigration');
    expect(migration['sqlChecksum']).toMatch(/^[0-9a-f]{64}$/);
    const [[id] = []] = resourcesOfType(template, 'Custom::WarehouseMigration');
    for (const name of ['LoadFacts', 'BatchStep']) {
      const [, writer] =
        resourcesOfType(template, 'AWS::Lambda::Function').find(([key]) => key.includes(name)) ??
        [];
      expect(JSON.stringify(writer), name).toContain(`"${id}"`);
    }
  });

  it('batch: the state machine has every step of batch/step-order.ts, in its order', () => {
    const { StartAt, States } = stateMachine(template);
    const order: (string | undefined)[] = [];
    for (let at: string | undefined = StartAt; at !== undefined; ) {
      const state: State | undefined = States[at];
      if (state?.Type === 'Task') order.push(state.Parameters?.step);
      if (state?.Type === 'Map') order.push(state.ItemSelector?.step);
      at = state?.Choices?.[0]?.Next ?? state?.Next;
    }
    const [extract = '', ...others] = steps.map(({ name }) => name);
    expect(order).toEqual(['plan', extract, 'extract-range', ...others]);
  });

  it('batch: each file of the history is a child of its own, which is retried for itself', () => {
    const { States } = stateMachine(template);
    const map = States['Convert history'];
    const [child] = Object.values(map?.ItemProcessor?.States ?? {});
    expect(map?.ItemProcessor?.ProcessorConfig).toMatchObject({ Mode: 'DISTRIBUTED' });
    expect(map?.ItemSelector).toEqual({
      step: 'convert-history',
      'file.$': '$$.Map.Item.Value',
      'state.$': '$',
    });
    expect(child?.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals)).toContain('TransientError');
    expect(map?.Retry).toBeUndefined();
    // One that fails for good ends the run before anything is published.
    expect(map).not.toHaveProperty('ToleratedFailurePercentage');
    expect(map?.Catch?.map(({ Next }) => Next)).toEqual(['Tell']);
  });

  it('batch: no list of files and no outcomes of theirs travel in the state, which holds 256 KiB', () => {
    const map = stateMachine(template).States['Convert history'];
    expect(map).not.toHaveProperty('ItemsPath');
    expect(map?.ItemReader).toMatchObject({ Parameters: { 'Key.$': '$.historyList' } });
    expect(map?.ResultPath).toBeNull();
  });

  it('batch: ranges of large tables are children of the function that reads MySQL, where a team asks for them', () => {
    const states = stateMachine(template).States;
    expect(states['Any ranges?']).toMatchObject({
      Choices: [{ Variable: '$.rangeList', IsPresent: true, Next: 'Extract ranges' }],
      Default: 'Any history?',
    });
    expect(states['Extract ranges']).toMatchObject({
      ItemReader: { Parameters: { 'Key.$': '$.rangeList' } },
      ItemSelector: { step: 'extract-range', 'range.$': '$$.Map.Item.Value', 'state.$': '$' },
      ResultPath: null,
    });
    const hasRanges = (of: Template, ranges: string) =>
      of.hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: Match.objectLike({ MYSQL_KEY_RANGES: ranges }) },
      });
    hasRanges(template, 'none');
    hasRanges(other, 'employee:8');
  });

  it('batch: runs daily at the hour of the business zone', () => {
    other.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 4 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Kolkata',
      // What a run is started with: Scheduler's own event would be its state.
      Target: Match.objectLike({ Input: '{}' }),
    });
  });

  it('catalog: for each kind a table for Athena and one for Spectrum, columns as its contract has them', () => {
    const tables = resourcesOfType(template, 'AWS::Glue::Table').map(
      ([, { Properties }]) =>
        Properties['TableInput'] as {
          Name: string;
          StorageDescriptor: { Columns: { Name: string }[]; Location: unknown };
          PartitionKeys?: { Name: string }[];
          Parameters: Readonly<Record<string, unknown>>;
        },
    );
    expect(tables.map(({ Name }) => Name).sort()).toEqual(
      kinds.flatMap((kind) => [kind, `${kind}_whole`]).sort(),
    );
    for (const { Name: name, StorageDescriptor, PartitionKeys, Parameters } of tables) {
      const kind = kinds.find((one) => name === one || name === `${one}_whole`) ?? 'cases';
      const columns = StorageDescriptor.Columns.map(({ Name }) => Name);
      expect(columns, name).toEqual(archiveTables[kind].columns.map((column) => column.name));
      expect(JSON.stringify(StorageDescriptor.Location), name).toContain(`/archive/${kind}/`);
      // Spectrum would find no row where a table has partitions that only Athena can work out.
      const partitions = name === kind ? ['origin', 'arrival_date', 'arrival_hour'] : [];
      expect(
        (PartitionKeys ?? []).map(({ Name }) => Name),
        name,
      ).toEqual(partitions);
      expect(Parameters['projection.enabled'], name).toBe(name === kind ? 'true' : undefined);
      for (const partition of partitions) expect(columns, name).not.toContain(partition);
    }
  });

  it('storage: the archive never expires', () => {
    const [, archive] =
      resourcesOfType(template, 'AWS::S3::Bucket').find(([id]) => id.includes('Archive')) ?? [];
    const { Rules } = (archive?.Properties['LifecycleConfiguration'] ?? { Rules: [] }) as {
      Rules: object[];
    };
    expect(Rules.length).toBeGreaterThan(0);
    for (const rule of Rules) expect(rule).not.toHaveProperty('ExpirationInDays');
  });

  it('source database: only where none exists', () => {
    template.resourceCountIs('AWS::RDS::DBInstance', 1);
    other.resourceCountIs('AWS::RDS::DBInstance', 0);
  });

  it('monitoring: every alarm has a runbook, and every setting a description', () => {
    const guide = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
    const alarms = resourcesOfType(template, 'AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(10);
    for (const [id, { Properties }] of alarms) {
      const [, anchor] =
        /docs\/deploy\.md#([a-z-]+)$/.exec(String(Properties['AlarmDescription'])) ?? [];
      expect(guide, id).toContain(`\n### ${anchor}\n`);
      expect(JSON.stringify(Properties['AlarmActions']), id).toContain('AlarmsTopic');
    }
    for (const name of Object.keys(parseConfiguration({}))) expect(guide).toContain(`\`${name}`);
  });

  it('monitoring: alarms look at as many metrics as the model of costs counts', () => {
    const metrics = resourcesOfType(template, 'AWS::CloudWatch::Alarm').flatMap(
      ([, { Properties }]) => {
        const several = (Properties['Metrics'] ?? [{ MetricStat: {} }]) as object[];
        return several.filter((metric) => 'MetricStat' in metric);
      },
    );
    expect(metrics).toHaveLength(fixedParts.alarmMetrics);
    template.resourceCountIs('AWS::CloudWatch::Dashboard', fixedParts.dashboards);
  });

  it('monitoring: tells the address and watches the budget where they are configured', () => {
    full.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'care@example.com' });
    full.resourceCountIs('AWS::Budgets::Budget', 1);
    template.resourceCountIs('AWS::SNS::Subscription', 0);
    template.resourceCountIs('AWS::Budgets::Budget', 0);
  });
});
