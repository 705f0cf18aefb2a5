import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnNamespace } from 'aws-cdk-lib/aws-redshiftserverless';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  PhysicalResourceId,
} from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

export type AdminSecretProps = {
  /** Whose administrator it is. */
  readonly namespace: CfnNamespace;
  /** Log of the function that calls the API. */
  readonly apiLogs: ILogGroup;
};

/**
 * The ARN of the secret that Redshift made for the administrator, and rotates. CloudFormation does not
 * tell it, so the API is asked:
 * https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_Namespace.html
 */
export class AdminSecret extends Construct {
  readonly secretArn: string;

  constructor(scope: Construct, id: string, { namespace, apiLogs }: AdminSecretProps) {
    super(scope, id);
    const field = 'namespace.adminPasswordSecretArn';
    this.secretArn = new AwsCustomResource(this, 'Resource', {
      resourceType: 'Custom::AdminSecret',
      installLatestAwsSdk: false,
      logGroup: apiLogs,
      onUpdate: {
        service: 'redshift-serverless',
        action: 'getNamespace',
        parameters: { namespaceName: namespace.ref },
        physicalResourceId: PhysicalResourceId.fromResponse(field),
        outputPaths: [field],
      },
      policy: AwsCustomResourcePolicy.fromSdkCalls({
        resources: [namespace.attrNamespaceNamespaceArn],
      }),
    }).getResponseField(field);
  }
}
