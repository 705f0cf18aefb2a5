import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  PhysicalResourceId,
  PhysicalResourceIdReference,
} from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { explainApiCaller, explainWildcards } from '../foundation/grants.ts';

export type RpuLimitProps = {
  /** Log of the function that calls the API. */
  readonly apiLogs: ILogGroup;
  /** What is limited. */
  readonly workgroupArn: string;
  /** RPU hours a day after which user queries are refused until the next day, UTC. */
  readonly maxRpuHoursPerDay: number;
};

/**
 * The most that the warehouse can cost in a day. At the limit it refuses queries: the archive goes on
 * growing, and the first load of the next day takes it all. CloudFormation has no such resource, so
 * the API is called: https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateUsageLimit.html
 */
export class RpuLimit extends Construct {
  constructor(scope: Construct, id: string, props: RpuLimitProps) {
    super(scope, id);
    const { apiLogs, workgroupArn, maxRpuHoursPerDay } = props;
    const service = 'redshift-serverless';
    const amount = { amount: maxRpuHoursPerDay, breachAction: 'deactivate' };
    const limit = { usageLimitId: new PhysicalResourceIdReference() };
    const { partition, region, account } = Stack.of(this);
    const everyLimit = `arn:${partition}:redshift-serverless:${region}:${account}:usagelimit/*`;
    const resource = new AwsCustomResource(this, 'Resource', {
      resourceType: 'Custom::RpuLimit',
      installLatestAwsSdk: false,
      logGroup: apiLogs,
      onCreate: {
        service,
        action: 'createUsageLimit',
        parameters: {
          resourceArn: workgroupArn,
          usageType: 'serverless-compute',
          period: 'daily',
          ...amount,
        },
        physicalResourceId: PhysicalResourceId.fromResponse('usageLimit.usageLimitId'),
      },
      onUpdate: {
        service,
        action: 'updateUsageLimit',
        parameters: { ...limit, ...amount },
        physicalResourceId: PhysicalResourceId.fromResponse('usageLimit.usageLimitId'),
      },
      onDelete: {
        service,
        action: 'deleteUsageLimit',
        parameters: limit,
        ignoreErrorCodesMatching: 'ResourceNotFoundException',
      },
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({
          actions: [
            'redshift-serverless:CreateUsageLimit',
            'redshift-serverless:UpdateUsageLimit',
            'redshift-serverless:DeleteUsageLimit',
          ],
          resources: [workgroupArn, everyLimit],
        }),
      ]),
    });
    explainApiCaller(this);
    explainWildcards(resource, "A limit's id is given when it is made", [everyLimit]);
  }
}
