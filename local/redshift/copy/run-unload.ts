import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { Outcome } from '../engine/outcome.ts';
import { literal } from '../engine/relations.ts';
import type { ResultColumn } from '../engine/results/values.ts';
import type { Session } from '../engine/session.ts';
import type { Plan } from '../sql/plan.ts';
import { SqlError } from '../sql/sql-error.ts';
import type { CopyContext } from './copy-context.ts';
import { splitUrl } from './objects.ts';
import { unloadQuery } from './unload-fields.ts';

type UnloadPlan = Extract<Plan, { kind: 'unload' }>;

/** UNLOAD: the query's rows as objects under the prefix, `0000_part_00` and so on. */
export async function runUnload(
  session: Session,
  plan: UnloadPlan,
  context: CopyContext,
): Promise<Outcome> {
  const { s3, scratchDir } = context;
  const { options } = plan;
  const { bucket, key } = splitUrl(options.target);
  await makeRoom(context, options);
  const folder = join(scratchDir, `unload-${randomUUID()}`);
  await mkdir(folder);
  try {
    const { columns } = await session.describe(plan.querySql);
    const query = unloadQuery(plan.querySql, columns, options);
    const result = await session.run(
      `COPY (${query}) TO ${literal(join(folder, 'part'))} (${copySettings(options)})`,
    );
    const rowCount = result.rowsChanged;
    const entries: ManifestEntry[] = [];
    for (const [index, file] of (await readdir(folder)).sort().entries()) {
      const body = await readFile(join(folder, file));
      const objectKey = `${key}${fileName(options, index)}`;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: objectKey, Body: body }));
      entries.push({ url: `s3://${bucket}/${objectKey}`, bytes: body.length });
    }
    if (options.isManifest)
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: `${key}manifest`,
          Body: JSON.stringify(manifestOf(entries, columns, rowCount, options)),
        }),
      );
    return { rowCount };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws SqlError where objects stand in the way */
async function makeRoom(
  { s3 }: CopyContext,
  { target, isCleanPath, isAllowOverwrite }: UnloadPlan['options'],
): Promise<void> {
  if (isAllowOverwrite) return;
  const { bucket, key } = splitUrl(target);
  const pages: AsyncIterable<ListObjectsV2CommandOutput> = paginateListObjectsV2(
    { client: s3 },
    { Bucket: bucket, Prefix: key },
  );
  for await (const { Contents = [] } of pages) {
    if (Contents.length > 0 && !isCleanPath)
      throw new SqlError(
        `Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, manually removing the target files in S3, or using the ALLOWOVERWRITE option.`,
      );
    for (const item of Contents)
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: item.Key ?? '' }));
  }
}

const COMPRESSED_SUFFIXES = { none: '', gzip: '.gz', zstd: '.zst' } as const;

/**
 * What a file is called behind the prefix: slice and part, or a number where the files are written one by one. An
 * extension stands for that of the compression too.
 */
function fileName(options: UnloadPlan['options'], index: number): string {
  const name = options.isParallel
    ? `${String(index).padStart(4, '0')}_part_00`
    : String(index).padStart(3, '0');
  const suffix =
    options.extension === undefined
      ? COMPRESSED_SUFFIXES[options.compression]
      : `.${options.extension}`;
  return `${name}${options.format === 'PARQUET' ? '.parquet' : ''}${suffix}`;
}

interface ManifestEntry {
  url: string;
  bytes: number;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD_command_examples.html#unload-examples-manifest-verbose */
function manifestOf(
  entries: readonly ManifestEntry[],
  columns: readonly ResultColumn[],
  rowCount: number,
  options: UnloadPlan['options'],
): unknown {
  if (!options.isManifestVerbose)
    return { entries: entries.map(({ url, bytes }) => ({ url, meta: { content_length: bytes } })) };
  // The header's line counts, and there is one file.
  const record_count = rowCount + (options.isHeader ? 1 : 0);
  return {
    entries: entries.map(({ url, bytes }) => ({
      url,
      meta: { content_length: bytes, record_count },
    })),
    schema: {
      elements: columns.map(({ name, typeName, precision, scale }) => ({
        name,
        type: {
          base: BASE_TYPES[typeName] ?? typeName,
          ...(typeName === 'numeric' ? { precision, scale } : {}),
        },
      })),
    },
    meta: { content_length: entries.reduce((sum, { bytes }) => sum + bytes, 0), record_count },
    author: { name: 'Amazon Redshift', version: '1.0.0' },
  };
}

const BASE_TYPES: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  varchar: 'character varying',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
};

function copySettings(options: UnloadPlan['options']): string {
  if (options.format === 'PARQUET') return 'FORMAT parquet, COMPRESSION snappy';
  const compression =
    options.compression === 'none' ? '' : `, COMPRESSION ${literal(options.compression)}`;
  if (options.format === 'JSON') return `FORMAT json${compression}`;
  const isCsv = options.format === 'CSV';
  return `FORMAT csv, HEADER ${options.isHeader}, DELIMITER ${literal(options.delimiter ?? (isCsv ? ',' : '|'))}, NULLSTR ${literal(options.nullAs ?? '')}${isCsv ? '' : ", QUOTE ''"}${compression}`;
}
