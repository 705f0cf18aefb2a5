import { runKey } from '../../batch/context.ts';
import { extractRange } from '../../batch/dimensions/extract-range.ts';
import type { ExtractContext } from '../../batch/dimensions/snapshot-attempts.ts';
import { extractCounts, extractTables } from '../../batch/extract-dimensions.ts';
import {
  type RunState,
  runOf,
  type StepEvent,
  summarise,
  withSummary,
} from '../batch-step/run-state.ts';

/**
 * Extracts the tables that are read whole; the ranges of the others are left as a list in the staging bucket, for
 * the children of the state machine's map, each of which extracts one.
 * @param openContext made within the measured time: it asks for the password
 * @returns the state for the next step; null for one range
 * @throws as extractTables and extractRange
 */
export const runExtraction = async (
  { step, state, range }: StepEvent,
  openContext: () => Promise<ExtractContext>,
): Promise<RunState | null> => {
  const run = runOf(state);
  if (range !== undefined) {
    await extractRange(await openContext(), run, range);
    return null;
  }
  let rangeList: string | undefined;
  const summary = await summarise(step, async () => {
    const context = await openContext();
    const { extract } = await extractTables(context, run);
    if (extract.ranges.length > 0) {
      rangeList = runKey(run, 'dimensions/ranges.json');
      await context.staging.put(rangeList, JSON.stringify(extract.ranges), 'application/json');
    }
    return extractCounts(extract);
  });
  return { ...withSummary(state, summary), ...(rangeList !== undefined && { rangeList }) };
};
