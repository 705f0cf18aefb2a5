import { RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

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
