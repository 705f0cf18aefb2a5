import * as z from 'zod/mini';
import { ConsistencyError } from '../../domain/errors.ts';
import { parseMessage } from '../../domain/messages.ts';
import { type BatchContext, type BatchRun, runKey } from '../context.ts';

const schema = z.object({
  tables: z.array(
    z.object({
      /** Name of the dimension. */
      name: z.string(),
      rows: z.int(),
      /** Sum of 60 bits of each row's MD5, decimal digits. */
      checksum: z.string().check(z.regex(/^\d+$/)),
      /** Bytes of its Parquet file; 0 where it has no rows, and so no file. */
      bytes: z.int(),
      /** Columns in MySQL that the contract does not know. */
      leftOut: z.array(z.string()),
    }),
  ),
});

/** What an extraction wrote, table by table. Its last object: where it is, all is. */
export type Extract = z.infer<typeof schema>;
/** What became of one table. */
export type ExtractedTable = Extract['tables'][number];

const extractKey = (run: BatchRun): string => runKey(run, 'dimensions/extract.json');

type Staging = Pick<BatchContext, 'staging'>;

export const writeExtract = (
  { staging }: Staging,
  run: BatchRun,
  extract: Extract,
): Promise<void> => staging.put(extractKey(run), JSON.stringify(extract), 'application/json');

/** What the run has extracted; null where it has not, or not to the end. */
export const findExtract = async ({ staging }: Staging, run: BatchRun): Promise<Extract | null> => {
  const body = await staging.get(extractKey(run));
  return body && parseMessage(schema, new TextDecoder().decode(body), extractKey(run));
};

/** @throws ConsistencyError where the run has extracted nothing. */
export const readExtract = async (context: Staging, run: BatchRun): Promise<Extract> => {
  const extract = await findExtract(context, run);
  if (extract) return extract;
  throw new ConsistencyError(
    `Run ${run.runId} must extract dimensions before it loads them, got no extract; run the batch again`,
  );
};
