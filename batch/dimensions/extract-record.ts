import * as z from 'zod/mini';
import { copyManifest } from '../../adapters/copy-manifest.ts';
import type { Dimension } from '../../domain/dimensions.ts';
import { ConsistencyError } from '../../domain/errors.ts';
import { parseMessage } from '../../domain/messages.ts';
import { type BatchContext, type BatchRun, runKey } from '../context.ts';
import { sideBySide } from '../side-by-side.ts';
import { type KeyRange, keyRangeSchema } from './key-ranges.ts';

const fileSchema = z.object({
  /** Key of the Parquet file in the staging bucket. */
  key: z.string(),
  rows: z.int(),
  /** Sum of 60 bits of each row's MD5, decimal digits. */
  checksum: z.string().check(z.regex(/^\d+$/)),
  /** 0 where there are no rows, and so no file. */
  bytes: z.int(),
});

/** What became of a table, or of one range of its keys. */
export type ExtractedFile = z.infer<typeof fileSchema>;

const schema = z.object({
  tables: z.array(
    z.object({
      /** Name of the dimension. */
      name: z.string(),
      rows: z.int(),
      checksum: z.string().check(z.regex(/^\d+$/)),
      /** Bytes of its Parquet files. */
      bytes: z.int(),
      /** Columns in MySQL that the contract does not know. */
      leftOut: z.array(z.string()),
    }),
  ),
  /** Ranges of tables that are read for themselves, and not summed up in `tables` yet. */
  ranges: z._default(z.array(keyRangeSchema), []),
});

/** What an extraction wrote, table by table. Its last object: where it is, and its ranges are, all is. */
export type Extract = z.infer<typeof schema>;
/** What became of one table. */
export type ExtractedTable = Extract['tables'][number];

const extractKey = (run: BatchRun): string => runKey(run, 'dimensions/extract.json');

/** Manifest of one dimension's files. */
export const dimensionManifestKey = (run: BatchRun, name: Dimension['name']): string =>
  runKey(run, `dimensions/${name}.manifest`);

/** What stands for a range in keys. */
const rangeName = ({ dimension, part }: KeyRange): string =>
  `${dimension}-${String(part).padStart(4, '0')}`;

const rangeKey = (run: BatchRun, range: KeyRange): string =>
  runKey(run, `dimensions/ranges/${rangeName(range)}.json`);

/** The Parquet file of a dimension, or of a range of its keys. */
export const dimensionFileKey = (run: BatchRun, name: string, range?: KeyRange): string =>
  runKey(run, `dimensions/${range ? rangeName(range) : name}.parquet`);

type Staging = Pick<BatchContext, 'staging'>;

export const writeExtract = (
  { staging }: Staging,
  run: BatchRun,
  extract: Extract,
): Promise<void> => staging.put(extractKey(run), JSON.stringify(extract), 'application/json');

/** Writes the manifest that COPY reads a dimension by. */
export const writeDimensionManifest = (
  { staging }: Staging,
  run: BatchRun,
  name: string,
  files: readonly ExtractedFile[],
): Promise<void> =>
  staging.put(
    dimensionManifestKey(run, name),
    copyManifest(
      staging,
      files.filter(({ bytes }) => bytes > 0),
    ),
  );

/** Keeps what became of a range. Done again it takes the place of the first. */
export const writeExtractedRange = (
  { staging }: Staging,
  run: BatchRun,
  range: KeyRange,
  file: ExtractedFile,
): Promise<void> => staging.put(rangeKey(run, range), JSON.stringify(file), 'application/json');

/** What the run has extracted; null where it has not, or not to the end. */
export const findExtract = async ({ staging }: Staging, run: BatchRun): Promise<Extract | null> => {
  const body = await staging.get(extractKey(run));
  return body && parseMessage(schema, new TextDecoder().decode(body), extractKey(run));
};

/** Records that are fetched at a time. */
const fetchedAtOnce = 32;

/**
 * Sums the ranges of a table up to the table, and writes its manifest. An extract whose ranges are summed up
 * stays as it is.
 * @throws ConsistencyError where a range has not been extracted
 */
export const gatherRanges = async (
  context: Staging,
  run: BatchRun,
  extract: Extract,
): Promise<Extract> => {
  if (extract.ranges.length === 0) return extract;
  const files = await sideBySide(extract.ranges, fetchedAtOnce, async (range) => {
    const key = rangeKey(run, range);
    const body = await context.staging.get(key);
    if (body) return { range, file: parseMessage(fileSchema, new TextDecoder().decode(body), key) };
    throw new ConsistencyError(
      `Run ${run.runId} must extract every range of ${range.dimension}, got none for range ${range.part}; run the batch again`,
    );
  });
  const tables: ExtractedTable[] = [];
  for (const table of extract.tables) {
    const own = files.filter(({ range }) => range.dimension === table.name);
    if (own.length === 0) {
      tables.push(table);
      continue;
    }
    const parts = own.map(({ file }) => file);
    await writeDimensionManifest(context, run, table.name, parts);
    tables.push({
      ...table,
      rows: parts.reduce((sum, { rows }) => sum + rows, 0),
      checksum: String(parts.reduce((sum, { checksum }) => sum + BigInt(checksum), 0n)),
      bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    });
  }
  const whole: Extract = { tables, ranges: [] };
  await writeExtract(context, run, whole);
  return whole;
};

/** What the run has extracted, all ranges summed up. @throws ConsistencyError where something is missing */
export const readExtract = async (context: Staging, run: BatchRun): Promise<Extract> => {
  const extract = await findExtract(context, run);
  if (extract) return gatherRanges(context, run, extract);
  throw new ConsistencyError(
    `Run ${run.runId} must extract dimensions before it loads them, got no extract; run the batch again`,
  );
};
