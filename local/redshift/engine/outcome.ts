import type { ResultSet } from './results/values.ts';

/** What a statement came to: rows returned or changed. */
export interface Outcome {
  rowCount: number;
  result?: ResultSet;
}
