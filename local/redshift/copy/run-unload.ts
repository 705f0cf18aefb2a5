import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Outcome } from '../engine/outcome.ts';
import { literal } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { Plan } from '../sql/plan.ts';
import { SqlError } from '../sql/sql-error.ts';
import type { CopyContext } from './copy-context.ts';
import { splitUrl } from './objects.ts';

type UnloadPlan = Extract<Plan, { kind: 'unload' }>;

/** UNLOAD: the query's rows as objects under the prefix, `0000_part_00` and so on. */
export async function runUnload(
  session: Session,
  plan: UnloadPlan,
  { s3, scratchDir }: CopyContext,
): Promise<Outcome> {
  const { options } = plan;
  const { bucket, key } = splitUrl(options.target);
  const existing = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key }));
  if (options.isCleanPath) {
    for (const item of existing.Contents ?? [])
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: item.Key ?? '' }));
  } else if ((existing.Contents ?? []).length > 0 && !options.isAllowOverwrite) {
    throw new SqlError(
      `Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, manually removing the target files in S3, or using the ALLOWOVERWRITE option.`,
    );
  }
  const folder = join(scratchDir, `unload-${randomUUID()}`);
  await mkdir(folder);
  try {
    const suffix =
      options.format === 'PARQUET'
        ? '.parquet'
        : options.format === 'JSON'
          ? '.json'
          : options.format === 'CSV'
            ? '.csv'
            : '';
    const gzip = options.isGzip ? '.gz' : '';
    const result = await session.run(
      `COPY (${plan.querySql}) TO ${literal(join(folder, 'part'))} (${copySettings(options)})`,
    );
    const entries: unknown[] = [];
    for (const [index, file] of (await readdir(folder)).sort().entries()) {
      const body = await readFile(join(folder, file));
      const objectKey =
        options.isParallel || options.format === 'PARQUET'
          ? `${key}${String(index).padStart(4, '0')}_part_00${suffix}${gzip}`
          : `${key}${String(index).padStart(3, '0')}${suffix}${gzip}`;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: objectKey, Body: body }));
      entries.push({ url: `s3://${bucket}/${objectKey}`, meta: { content_length: body.length } });
    }
    if (options.isManifest)
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: `${key}manifest`,
          Body: JSON.stringify({ entries }),
        }),
      );
    return { rowCount: result.rowsChanged };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function copySettings(options: UnloadPlan['options']): string {
  if (options.format === 'PARQUET') return 'FORMAT parquet, COMPRESSION snappy';
  const gzip = options.isGzip ? ", COMPRESSION 'gzip'" : '';
  if (options.format === 'JSON') return `FORMAT json${gzip}`;
  const isCsv = options.format === 'CSV';
  const quotes = options.isAddQuotes ? ', FORCE_QUOTE *' : isCsv ? '' : ", QUOTE ''";
  return `FORMAT csv, HEADER ${options.isHeader}, DELIMITER ${literal(options.delimiter ?? (isCsv ? ',' : '|'))}, NULLSTR ${literal(options.nullAs ?? '')}${quotes}${gzip}`;
}
