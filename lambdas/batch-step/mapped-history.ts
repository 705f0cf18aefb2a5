import { type BatchContext, type BatchRun, runKey, type StepSummary } from '../../batch/context.ts';
import { sideBySide } from '../../batch/side-by-side.ts';
import { parseMessage } from '../../domain/messages.ts';
import { summarySchema } from './run-state.ts';

/*
 * What the children of the state machine's map share goes through S3: a state holds 256 KiB at most
 * (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html), the names of some thousand files.
 */

type Staging = Pick<BatchContext, 'staging'>;

/** Summaries that are fetched at a time. */
const fetchedAtOnce = 32;

const listKey = (run: BatchRun): string => runKey(run, 'history/files.json');
const summaryPrefix = (run: BatchRun): string => runKey(run, 'history/converted/');

/** Writes the names of the files, which the map reads, one for each child. @returns key of the list */
export const writeFileList = async (
  { staging }: Staging,
  run: BatchRun,
  names: readonly string[],
): Promise<string> => {
  await staging.put(listKey(run), JSON.stringify(names), 'application/json');
  return listKey(run);
};

/** Keeps what one file came to. Done again it takes the place of the first. */
export const writeSummary = (
  { staging }: Staging,
  run: BatchRun,
  file: string,
  summary: StepSummary,
): Promise<void> => {
  const key = `${summaryPrefix(run)}${encodeURIComponent(file)}.json`;
  return staging.put(key, JSON.stringify(summary), 'application/json');
};

/** What all files came to: counts and seconds summed up; null where none was converted. */
export const readSummaries = async (
  { staging }: Staging,
  run: BatchRun,
): Promise<StepSummary | null> => {
  const keys: string[] = [];
  for await (const { key } of staging.list(summaryPrefix(run))) keys.push(key);
  const counts: Record<string, number> = {};
  let seconds = 0;
  let name: string | null = null;
  const summaries = await sideBySide(keys, fetchedAtOnce, async (key) => {
    const body = (await staging.get(key)) ?? new Uint8Array();
    return parseMessage(summarySchema, new TextDecoder().decode(body), key);
  });
  for (const summary of summaries) {
    name = summary.name;
    seconds += summary.seconds;
    for (const [what, count] of Object.entries(summary.counts)) {
      counts[what] = (counts[what] ?? 0) + count;
    }
  }
  return name === null ? null : { name, seconds: Math.round(seconds * 1000) / 1000, counts };
};
