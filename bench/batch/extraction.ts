import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { Connection as CoreConnection } from 'mysql2';
import { escapeId } from 'mysql2';
import type { Connection } from 'mysql2/promise';
import { startEncodingThread } from '../../adapters/mysql-rows/encode-in-worker.ts';
import { readRows } from '../../adapters/mysql-rows/read-rows.ts';
import { dimensions } from '../../domain/dimensions.ts';
import { startWarehouse } from '../local-warehouse/warehouse-process.ts';
import type { Bench, Benchmark } from '../runner/benchmark.ts';
import { cpuMsWith } from '../runner/processes.ts';
import { dumpDimensions, hasMariaDbDump } from './mariadb-dump.ts';
import { makeTenfold, startReferenceDatabase } from './reference-database.ts';

/** Rows of all eight tables, as mysql2 streams them, and nothing done with them. */
const readBare = async (connection: Connection, rowsAsArray: boolean): Promise<number> => {
  const { connection: core } = connection as Connection & { connection: CoreConnection };
  let rows = 0;
  for (const { source, sourceColumns } of dimensions) {
    const columns = sourceColumns.map((column) => escapeId(column)).join();
    const sql = `SELECT ${columns} FROM ${source}`;
    for await (const _ of core.query({ sql, rowsAsArray }).stream({ highWaterMark: 1000 })) {
      rows++;
    }
  }
  return rows;
};

/** Megabytes that a process of its own took at most while it extracted. */
const peakMegabytes = async (url: string): Promise<number> => {
  const child = fork(join(import.meta.dirname, 'extract-process.ts'), [url]);
  const [megabytes] = (await once(child, 'message')) as [number];
  return megabytes;
};

const recordMemory = async (bench: Bench, url: string, title: string): Promise<void> => {
  const megabytes = await peakMegabytes(url);
  bench.record({
    title,
    subject: 'peak of a process of its own',
    unit: 'MB',
    runs: 1,
    median: megabytes,
    min: megabytes,
    max: megabytes,
    target: { text: 'under 300 MB', isMet: megabytes < 300 },
  });
};

export const extraction: Benchmark = {
  name: 'batch-extraction',
  about:
    'All eight dimensions at the company’s size, out of MariaDB. Ours: read, typed, checked, summed up (MD5 of each row) and encoded as Parquet by a second thread, not uploaded. Compared with mysql2’s own streaming read of the same rows as arrays of strings, which is its fastest, and as objects, which is its default, nothing done with either, and with mariadb-dump, where the machine has it (its own CPU time is not counted). Memory: the whole extraction with its upload to the local S3, in a process of its own.',
  run: async (bench) => {
    const { url, pid, connection } = await startReferenceDatabase(bench);
    const encoder = startEncodingThread();
    bench.onEnd(encoder.close);
    const dump = {
      name: 'mariadb-dump into a file',
      run: async () => {
        await dumpDimensions(bench, url);
        return 414_205;
      },
    };
    await bench.compare({
      title: '414,205 rows of eight tables',
      measure: 'rate',
      unit: 'rows/s',
      runs: 7,
      baseline: 'mysql2, streaming',
      cpuMs: cpuMsWith(pid),
      target: { text: 'at most 1.3 times as long', of: 'ratio', atLeast: 1 / 1.3 },
      subjects: [
        {
          name: 'MySQL to Parquet',
          run: async () => {
            let rows = 0;
            for (const dimension of dimensions) {
              const chunks = readRows(connection, dimension.source, dimension.sourceColumns);
              const { parquet, result } = encoder.encode(dimension, chunks);
              for await (const _ of parquet);
              rows += result().rows;
            }
            return rows;
          },
        },
        { name: 'mysql2, streaming', run: () => readBare(connection, true) },
        { name: 'mysql2, streaming objects', run: () => readBare(connection, false) },
        ...(hasMariaDbDump() ? [dump] : []),
      ],
    });
    if (bench.isProfile) return;
    const { s3, close } = await startWarehouse(bench);
    bench.onEnd(close);
    const { protocol, hostname, port } = (await s3.config.endpoint?.()) ?? {};
    process.env['AWS_ENDPOINT_URL_S3'] = `${protocol}//${hostname}:${port}`;
    await s3.send(new CreateBucketCommand({ Bucket: 'casepulse-staging' }));
    await recordMemory(bench, url, 'memory: 300,024 employees');
    await recordMemory(bench, await makeTenfold(url, connection), 'memory: 3,000,240 employees');
  },
};
