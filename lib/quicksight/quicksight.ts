import { Stack, Validations } from 'aws-cdk-lib';
import { CfnAnalysis, CfnDashboard } from 'aws-cdk-lib/aws-quicksight';
import { Construct } from 'constructs';
import { dashboard } from '../../dashboard/definition/dashboard.ts';
import type { Network } from '../network.ts';
import type { Migration } from '../warehouse/migration.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { analysisDefinition } from './analysis-definition.ts';
import { dataSetsOf } from './columns.ts';
import { Connection } from './connection.ts';
import { ViewDataSet } from './data-sets.ts';
import { onAllGrains } from './grains.ts';
import { analysisOwnership, dashboardView } from './permissions.ts';
import type { QuickSightUser } from './user.ts';

export type QuickSightProps = {
  /** Where the connection to the warehouse is. */
  readonly network: Network;
  /** What it asks. */
  readonly warehouse: Warehouse;
  /** Whom it signs in as. */
  readonly user: QuickSightUser;
  /** Makes the views and the user. */
  readonly migration: Migration;
  /** ARN of the QuickSight user or group who gets all of it. */
  readonly principal: string;
};

/**
 * The dashboard in QuickSight, made from the definition of the web page: data source, data sets, an
 * analysis to take further and the dashboard.
 */
export class QuickSight extends Construct {
  constructor(scope: Construct, id: string, props: QuickSightProps) {
    super(scope, id);
    const { principal } = props;
    const { account, stackName } = Stack.of(this);
    const connection = new Connection(this, 'Connection', {
      network: props.network,
      warehouse: props.warehouse,
      userSecret: props.user.secret,
      principal,
    });
    // QuickSight signs in when the data source is made.
    connection.node.addDependency(props.migration.resource);
    const drawn = onAllGrains(dashboard);
    const dataSets = dataSetsOf(drawn).map((dataSet) => {
      const made = new ViewDataSet(this, `View-${dataSet.view}`, {
        dataSet,
        dataSource: connection.dataSource,
        principal,
      });
      return [dataSet.view, made.dataSet.attrArn] as const;
    });
    const definition = analysisDefinition(drawn, new Map(dataSets));
    const name = `${dashboard.title} (${stackName})`;
    const analysis = new CfnAnalysis(this, 'Analysis', {
      awsAccountId: account,
      analysisId: stackName,
      name,
      definition,
      permissions: analysisOwnership(principal),
    });
    const shown = new CfnDashboard(this, 'Dashboard', {
      awsAccountId: account,
      dashboardId: stackName,
      name,
      definition,
      permissions: dashboardView(principal),
    });
    for (const resource of [analysis, shown]) {
      Validations.of(resource).acknowledge({
        id: 'CloudFormation-Validate::E1029',
        reason: "QuickSight's own way to write a parameter in an expression",
      });
    }
  }
}
