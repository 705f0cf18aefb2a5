import type { Plan } from './plan.ts';
import type { StatementText } from './translate.ts';

/** Users, roles, grants and masking policies. */
export function accessPlan(_: StatementText): Plan | undefined {
  return undefined;
}
