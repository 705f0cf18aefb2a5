import { Stack } from 'aws-cdk-lib';
import type { IRole, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type Allowance, allow, type Grantee } from '../foundation/grants.ts';
import type { Warehouse } from './warehouse.ts';

/**
 * Name of a role that the database knows as a user: in lower case, since Redshift folds names, and the
 * names that CloudFormation makes up are mixed (docs/adr/0046). Roles are the account's, so the region is part of it:
 * a stage can live in two.
 */
export const warehouseRoleName = (scope: Construct, name: string): string => {
  const { stackName, region } = Stack.of(scope);
  return `${`${stackName}-${name}`.toLowerCase()}-${region}`;
};

const statementsReason =
  'Statements are no resources of the Data API; the condition keeps everybody to their own';

/** What can be done with statements that the caller submitted, and with no others. */
const withOwnStatements = (...actions: string[]): Allowance => ({
  actions,
  resources: ['*'],
  conditions: {
    // https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-iam.html
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM fills it in
    StringEquals: { 'redshift-data:statement-owner-iam-userid': '${aws:userid}' },
  },
  wildcardReason: statementsReason,
});

const readingResults = withOwnStatements(
  'redshift-data:DescribeStatement',
  'redshift-data:GetStatementResult',
);

/**
 * Lets a role, or those who have a policy, submit SQL through the Data API, as the database user that is
 * named like the caller's role. What that user may do is the database's to say.
 */
export const allowWarehouse = (role: Grantee, warehouse: Warehouse): void => {
  allow(role, {
    actions: [
      'redshift-data:ExecuteStatement',
      'redshift-data:BatchExecuteStatement',
      'redshift-serverless:GetCredentials',
    ],
    resources: [warehouse.workgroupArn],
  });
  allow(role, readingResults);
};

/** Lets those who have a policy cancel what they submitted: functions wait for theirs. */
export const allowCancelling = (policy: ManagedPolicy): void =>
  allow(policy, withOwnStatements('redshift-data:CancelStatement'));

/** Lets a role submit SQL through the Data API as the database's administrator. */
export const allowWarehouseAsAdmin = (role: IRole, warehouse: Warehouse): void => {
  allow(role, {
    actions: ['redshift-data:ExecuteStatement', 'redshift-data:BatchExecuteStatement'],
    resources: [warehouse.workgroupArn],
  });
  allow(role, {
    actions: ['secretsmanager:GetSecretValue'],
    resources: [warehouse.adminSecretArn],
  });
  allow(role, readingResults);
};
