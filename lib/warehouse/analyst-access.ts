import { Stack } from 'aws-cdk-lib';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow } from '../foundation/grants.ts';
import { allowWarehouse, warehouseRoleName } from './access.ts';
import type { Warehouse } from './warehouse.ts';

export type AnalystAccessProps = {
  readonly warehouse: Warehouse;
};

/**
 * The role that analysts take on, for `casepulse query`, notebooks and Query Editor v2. Who of the
 * account may take it on is for the account to say; what it may ask, for the database.
 */
export class AnalystAccess extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { warehouse }: AnalystAccessProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      roleName: warehouseRoleName(this, 'analyst'),
      assumedBy: new AccountPrincipal(Stack.of(this).account),
      description: 'Analysts: SQL over the care views',
    });
    allowWarehouse(this.role, warehouse);
    allow(this.role, {
      actions: ['redshift-serverless:GetWorkgroup'],
      resources: [warehouse.workgroupArn],
    });
  }
}
