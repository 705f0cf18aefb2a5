import type { Plan } from './plan.ts';
import { notCovered } from './sql-error.ts';
import type { StatementText } from './translate.ts';

/** UNLOAD: https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html */
export function unloadPlan({ cursor }: StatementText): Plan | undefined {
  if (!cursor.looksAt('unload')) return undefined;
  throw notCovered('UNLOAD');
}
