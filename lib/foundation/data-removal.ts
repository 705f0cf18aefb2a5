import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

/** Context flag without which no data is ever deleted with the stack. */
const allowDataRemovalFlag = 'casepulse:allow-data-removal';

/**
 * What becomes of a resource that holds data when it leaves the stack: it is retained, unless a prop
 * and the context flag (`-c casepulse:allow-data-removal=true`) both say that it may go.
 */
export const dataRemovalPolicy = (
  scope: Construct,
  wanted: RemovalPolicy = RemovalPolicy.RETAIN,
): RemovalPolicy => {
  const flag: unknown = scope.node.tryGetContext(allowDataRemovalFlag);
  return flag === true || flag === 'true' ? wanted : RemovalPolicy.RETAIN;
};

/**
 * Lets resources stay as long as the data that stands in them: a network or a parameter group that is in
 * use can't be deleted, and `cdk destroy` would end half-way.
 * @param types of CloudFormation, such as AWS::EC2::Subnet
 */
export const keepWithData = (
  scope: IConstruct,
  types: readonly string[],
  policy: RemovalPolicy,
): void => {
  for (const resource of scope.node.findAll()) {
    if (CfnResource.isCfnResource(resource) && types.includes(resource.cfnResourceType)) {
      resource.applyRemovalPolicy(policy);
    }
  }
};
