import type { CfnAnalysis } from 'aws-cdk-lib/aws-quicksight';

const granted =
  (...actions: string[]) =>
  (principal: string): CfnAnalysis.ResourcePermissionProperty[] => [
    { principal, actions: actions.map((action) => `quicksight:${action}`) },
  ];

/*
 * QuickSight takes the sets of actions that its own sharing dialogs give, whole, and no others:
 * https://docs.aws.amazon.com/quicksight/latest/developerguide/permissions.html
 */

/** May build on the data source. */
export const dataSourceUse = granted(
  'DescribeDataSource',
  'DescribeDataSourcePermissions',
  'PassDataSource',
);

/** May build on a data set, and see how its refreshes went. */
export const dataSetUse = granted(
  'DescribeDataSet',
  'DescribeDataSetPermissions',
  'PassDataSet',
  'DescribeIngestion',
  'ListIngestions',
);

/** May change the analysis: it is there to be taken further. */
export const analysisOwnership = granted(
  'RestoreAnalysis',
  'UpdateAnalysisPermissions',
  'DeleteAnalysis',
  'DescribeAnalysisPermissions',
  'QueryAnalysis',
  'DescribeAnalysis',
  'UpdateAnalysis',
);

/** May look at the dashboard. */
export const dashboardView = granted(
  'DescribeDashboard',
  'ListDashboardVersions',
  'QueryDashboard',
);
