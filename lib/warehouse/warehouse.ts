import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CompositePrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnNamespace, CfnWorkgroup } from 'aws-cdk-lib/aws-redshiftserverless';
import { Construct } from 'constructs';
import { dataRemovalPolicy } from '../foundation/data-removal.ts';
import { allow, allowKey, allowReading } from '../foundation/grants.ts';
import { type FunctionSurroundings, functionLogs } from '../foundation/pipeline-function.ts';
import type { Network } from '../network.ts';
import type { Storage } from '../storage.ts';
import { AdminSecret } from './admin-secret.ts';
import { DailySnapshot } from './daily-snapshot.ts';
import { RpuLimit } from './rpu-limit.ts';

export type WarehouseProps = {
  /** Key of all that it holds, and retention of its logs. */
  readonly surroundings: FunctionSurroundings;
  /** Isolated subnets in three zones, and its security group. */
  readonly network: Network;
  /** What COPY may read. */
  readonly storage: Storage;
  /** Redshift processing units of the workgroup. */
  readonly baseRpus: number;
  /** RPU hours a day after which it stops answering until the next day, UTC. */
  readonly maxRpuHoursPerDay: number;
  /** How long a daily snapshot is kept. */
  readonly snapshotDays: number;
  /** @default 'casepulse' */
  readonly databaseName?: string;
  /** What becomes of the warehouse with the stack; see dataRemovalPolicy. @default RETAIN */
  readonly removalPolicy?: RemovalPolicy;
};

/**
 * Redshift writes each into the log group of its name, and would make one that keeps everything for ever:
 * https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html
 */
const auditLogTypes = ['userlog', 'connectionlog', 'useractivitylog'];

/**
 * Redshift Serverless in isolated subnets. It reads S3 with one role, and only what loads need; who may
 * ask what is up to the database's own roles (sql/migrations).
 */
export class Warehouse extends Construct {
  readonly namespaceName: string;
  readonly workgroupName: string;
  readonly workgroupArn: string;
  readonly databaseName: string;
  readonly adminSecretArn: string;
  readonly copyRole: Role;
  readonly workgroup: CfnWorkgroup;

  constructor(scope: Construct, id: string, props: WarehouseProps) {
    super(scope, id);
    const { surroundings, network, storage } = props;
    const { encryptionKey } = surroundings;
    this.copyRole = new Role(this, 'CopyRole', {
      // Both, as https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-security-other-services.html says.
      assumedBy: new CompositePrincipal(
        new ServicePrincipal('redshift.amazonaws.com'),
        new ServicePrincipal('redshift-serverless.amazonaws.com'),
      ),
      description: 'COPY reads the archive and what loads stage',
    });
    allowReading(this.copyRole, storage.archive, ['archive/']);
    allowReading(this.copyRole, storage.staging, ['loads/', 'runs/', 'reconciliation/']);
    allow(this.copyRole, {
      actions: ['s3:GetBucketLocation'],
      resources: [storage.archive.bucketArn, storage.staging.bucketArn],
    });
    allowKey(this.copyRole, encryptionKey, 'read');

    const name = Stack.of(this).stackName.toLowerCase();
    this.databaseName = props.databaseName ?? 'casepulse';
    const auditLogs = auditLogTypes.map(
      (type) =>
        new LogGroup(this, `AuditLogs-${type}`, {
          logGroupName: `/aws/redshift/${name}/${type}`,
          encryptionKey,
          retention: surroundings.logRetention,
        }),
    );
    const namespace = new CfnNamespace(this, 'Namespace', {
      namespaceName: name,
      dbName: this.databaseName,
      adminUsername: 'casepulse_admin',
      manageAdminPassword: true,
      adminPasswordSecretKmsKeyId: encryptionKey.keyArn,
      kmsKeyId: encryptionKey.keyArn,
      iamRoles: [this.copyRole.roleArn],
      logExports: [...auditLogTypes],
    });
    namespace.applyRemovalPolicy(dataRemovalPolicy(this, props.removalPolicy));
    namespace.node.addDependency(this.copyRole, ...auditLogs);
    this.workgroup = new CfnWorkgroup(this, 'Workgroup', {
      workgroupName: name,
      namespaceName: namespace.ref,
      baseCapacity: props.baseRpus,
      enhancedVpcRouting: true,
      publiclyAccessible: false,
      subnetIds: network.vpc.isolatedSubnets.map((subnet) => subnet.subnetId),
      securityGroupIds: [network.warehouse.securityGroupId],
      configParameters: [
        { parameterKey: 'require_ssl', parameterValue: 'true' },
        { parameterKey: 'enable_user_activity_logging', parameterValue: 'true' },
      ],
    });
    // It holds no data, and while it is there its network can't be deleted: the namespace alone stays.
    this.workgroup.applyRemovalPolicy(RemovalPolicy.DESTROY);
    this.namespaceName = namespace.ref;
    this.workgroupName = this.workgroup.ref;
    this.workgroupArn = this.workgroup.attrWorkgroupWorkgroupArn;
    // One function of CDK's makes all calls to the API.
    const apiLogs = functionLogs(this, 'ApiLogs', surroundings);
    this.adminSecretArn = new AdminSecret(this, 'AdminSecret', { namespace, apiLogs }).secretArn;

    new RpuLimit(this, 'RpuLimit', {
      apiLogs,
      workgroupArn: this.workgroupArn,
      maxRpuHoursPerDay: props.maxRpuHoursPerDay,
    });
    new DailySnapshot(this, 'DailySnapshot', {
      encryptionKey,
      namespaceName: this.namespaceName,
      namespaceArn: namespace.attrNamespaceNamespaceArn,
      keepDays: props.snapshotDays,
    });
  }
}
