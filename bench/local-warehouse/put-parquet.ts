import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Bench } from '../runner/benchmark.ts';
import { lake } from './warehouse-process.ts';

/** Writes a query's rows into a Parquet file and puts it into the lake. @returns the file */
export const putParquet = async (
  bench: Bench,
  duckDb: DuckDBConnection,
  s3: S3Client,
  key: string,
  query: string,
): Promise<{ file: string; bytes: number }> => {
  const file = join(bench.folder, key);
  await duckDb.run(`COPY (${query}) TO '${file}' (FORMAT parquet)`);
  const body = readFileSync(file);
  await s3.send(new PutObjectCommand({ Bucket: lake, Key: key, Body: body }));
  return { file, bytes: body.length };
};

/** Redshift's COPY of such a file. */
export const copySql = (table: string, key: string): string =>
  `COPY ${table} FROM 's3://${lake}/${key}' IAM_ROLE 'arn:aws:iam::000000000000:role/copy' FORMAT AS PARQUET`;
