import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { batchContext } from '../../batch/context.ts';
import { convertFiles } from '../../batch/history/convert-files.ts';
import { historyFiles } from '../../batch/history/files.ts';
import { generateHistory } from '../../simulator/history.ts';
import { startWarehouse } from '../local-warehouse/warehouse-process.ts';
import type { Benchmark } from '../runner/benchmark.ts';

const cases = 60_000;
const now = '2026-03-10 12:00:00';

export const historyConversion: Benchmark = {
  name: 'batch-history',
  about:
    'A day of history, cases and surveys, from JSON Lines to Parquet, in one thread. Ours: lines found, hashed for the object’s name, validated and routed as the stream’s events are, version keys made, archive objects and receipts put into the local S3. DuckDB: read_json of the same files with the columns named, as text, to one Parquet file for each kind: nothing checked, nothing uploaded.',
  run: async (bench) => {
    const out = join(bench.folder, 'history');
    const made = await generateHistory({ out, days: 1, cases, seed: 1, now });
    const events = made.registered + made.closed + made.surveys;
    const files = await historyFiles(out);
    const { s3, cpuMs, close } = await startWarehouse(bench);
    bench.onEnd(close);
    const { protocol, hostname, port } = (await s3.config.endpoint?.()) ?? {};
    process.env['AWS_ENDPOINT_URL_S3'] = `${protocol}//${hostname}:${port}`;
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const duckDb = await instance.connect();
    bench.onEnd(() => {
      duckDb.closeSync();
      instance.closeSync();
    });
    let bucket = '';
    let runs = 0;
    const config = () => ({
      archiveBucket: bucket,
      stagingBucket: bucket,
      workgroup: 'casepulse',
      database: 'casepulse',
      copyRoleArn: '',
      mysqlUrl: null,
      businessTimezone: 'UTC',
    });
    const bytes = files.reduce((sum, file) => sum + statSync(join(out, file.name)).size, 0);
    await bench.compare({
      title: `${events.toLocaleString('en')} events, ${(bytes / 1e6).toFixed(0)} MB of JSON Lines`,
      measure: 'rate',
      unit: 'events/s',
      runs: 7,
      baseline: 'DuckDB, read_json',
      cpuMs,
      subjects: [
        {
          name: 'history to archive',
          // What was converted before would be left out.
          before: async () => {
            bucket = `archive-${runs++}`;
            await s3.send(new CreateBucketCommand({ Bucket: bucket }));
          },
          run: async () => {
            const context = batchContext(config(), { history: out }, () => undefined);
            const run = { runId: 'benchmark', startedAt: now };
            await convertFiles(context, run, files, {}, () => undefined);
            return events;
          },
        },
        {
          name: 'DuckDB, read_json',
          run: async () => {
            for (const { name } of files) {
              const parquet = join(bench.folder, `${name.replaceAll('/', '-')}.parquet`);
              await duckDb.run(
                `COPY (SELECT * FROM read_json('${join(out, name)}', format = 'newline_delimited', sample_size = 1000)) TO '${parquet}' (FORMAT parquet)`,
              );
            }
            return events;
          },
        },
      ],
    });
  },
};
