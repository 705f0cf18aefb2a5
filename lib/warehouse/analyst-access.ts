import { Stack, Validations } from 'aws-cdk-lib';
import { AccountPrincipal, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow, allowDescribing } from '../foundation/grants.ts';
import { allowCancelling, allowWarehouse, warehouseRoleName } from './access.ts';
import type { Warehouse } from './warehouse.ts';

export type AnalystAccessProps = {
  /** The one workgroup that analysts may ask. */
  readonly warehouse: Warehouse;
};

/** AWS' own for Query Editor v2: each person's own queries and charts, none of them shared. */
const queryEditor = 'AmazonRedshiftQueryEditorV2NoSharing';

/**
 * The policy and the role that analysts take on, for `casepulse query`, notebooks, Query Editor v2 and
 * psql. Who of the account may take on the role is for the account to say; what it may ask, for the
 * database, which knows the role as its user.
 */
export class AnalystAccess extends Construct {
  readonly role: Role;
  /** What an analyst may call. */
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { warehouse }: AnalystAccessProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: 'CasePulse analysts: the Data API and Query Editor v2 on the one workgroup',
    });
    allowWarehouse(this.policy, warehouse);
    allowCancelling(this.policy);
    allow(this.policy, {
      actions: ['redshift-serverless:GetWorkgroup'],
      resources: [warehouse.workgroupArn],
    });
    allowDescribing(this.policy);
    this.role = new Role(this, 'Role', {
      roleName: warehouseRoleName(this, 'analyst'),
      assumedBy: new AccountPrincipal(Stack.of(this).account),
      description: 'Analysts: SQL over the care views',
      managedPolicies: [this.policy, ManagedPolicy.fromAwsManagedPolicyName(queryEditor)],
    });
    Validations.of(this.role).acknowledge({
      id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${queryEditor}]`,
      reason: 'AWS keeps it to what Query Editor v2 needs of its own; it opens no data',
    });
  }
}
