import type { Input } from '../server/input.ts';
import type { Warehouse } from '../statements/warehouse.ts';

/** Who calls, as the database knows them. */
export interface Caller {
  user: string;
}

/** One operation of the API. It returns the response's members, or its JSON as bytes where that was built for speed. */
export type Action = (
  warehouse: Warehouse,
  input: Input,
  caller: Caller,
) => Promise<Record<string, unknown> | Buffer>;

/** AWS JSON dates are seconds. */
export function seconds(ms: number): number {
  return ms / 1000;
}
