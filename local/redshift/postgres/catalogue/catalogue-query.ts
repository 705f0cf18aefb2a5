import type { Session } from '../../engine/session.ts';
import type { Plan } from '../../sql/plan.ts';
export async function cataloguePlan(_s: Session, _sql: string): Promise<Plan | undefined> {
  return undefined;
}
