import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { copyManifest } from '../../adapters/copy-manifest.ts';
import type { LoadQueue } from '../../adapters/load-queue.ts';
import { ObjectStore } from '../../adapters/object-store.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { archiveTables } from '../../domain/facts.ts';
import { type Consumer, consume } from '../../lambdas/consume-events/consume.ts';
import { batchLimits } from '../../lambdas/consume-events/limits.ts';
import { loadKind } from '../../lambdas/load-facts/load-kind.ts';
import type { Loader } from '../../lambdas/load-facts/loader.ts';
import { caseBatch, caseText } from '../consume/case-events.ts';
import type { WarehouseProcess } from '../local-warehouse/warehouse-process.ts';
import type { Bench, Benchmark } from '../runner/benchmark.ts';
import { nowOfFacts } from '../views/company-facts.ts';
import { startFilled } from '../views/filled-warehouse.ts';

/** Events of one archive object: what a second at 500 events/s gives. */
const eventsPerObject = 500;
const objectCounts = [1, 10, 100] as const;

/** Cases that there are already, and the part of them that is in the speed layer, into which a load goes. */
type Size = { readonly cases: number; readonly speedShare: number };

const sizes: readonly Size[] = [
  { cases: 0, speedShare: 1 },
  { cases: 1_000_000, speedShare: 0.01 },
  { cases: 1_000_000, speedShare: 1 },
];
const fullSizes: readonly Size[] = [
  ...sizes,
  { cases: 10_000_000, speedShare: 0.01 },
  { cases: 10_000_000, speedShare: 1 },
];

const now = () => new Date(`${nowOfFacts.replace(' ', 'T')}Z`);
/** The hour before the warehouse's. */
const hour = '2026-11-20 11';

/** The archive and the loader between an S3 and a warehouse. */
const startLoader = async ({ warehouse, s3 }: WarehouseProcess, cases: number) => {
  for (const Bucket of ['archive', 'staging']) await s3.send(new CreateBucketCommand({ Bucket }));
  const archive = new ObjectStore('archive', s3);
  const staging = new ObjectStore('staging', s3);
  const copyRoleArn = 'arn:aws:iam::000000000000:role/copy';
  const silent = { log: () => {}, count: () => {}, now };
  const consumer: Consumer = {
    archive,
    queue: { wake: async () => {} } as unknown as LoadQueue,
    businessTimezone: 'UTC',
    ...batchLimits,
    ...silent,
  };
  const loader: Loader = {
    archive,
    staging,
    warehouse,
    copyRoleArn,
    maxBytes: 512 * 1024 * 1024,
    remainingMs: () => Number.POSITIVE_INFINITY,
    ...silent,
  };
  let position = 0;
  return {
    /** Archives so many new objects. Every other event is of a case that there is, where there are any. */
    archiveObjects: async (objects: number): Promise<void> => {
      for (let object = 0; object < objects; object++) {
        const texts = Array.from({ length: eventsPerObject }, (_, at) => {
          const i = position + at;
          return caseText(i, hour, cases > 0 && i % 2 === 0 ? (i * 7919) % cases : cases + i);
        });
        await consume(
          caseBatch(texts, { position, arrivedSeconds: now().getTime() / 1000 }),
          consumer,
        );
        position += eventsPerObject;
      }
    },
    /** @returns the events that it loaded */
    load: async (objects: number): Promise<number> => {
      const loaded = await loadKind('cases', 'recent', loader);
      if (loaded === objects) return objects * eventsPerObject;
      throw new Error(`A load must take the ${objects} objects that wait, got ${loaded}`);
    },
    /** The COPY of the last objects alone, into a table that nobody keeps. */
    copyAlone: async (objects: number): Promise<number> => {
      const all = await Array.fromAsync(archive.list('archive/cases/'));
      await staging.put('copied.manifest', copyManifest(archive, all.slice(-objects)));
      const { schema, name } = archiveTables.cases;
      await warehouse.transaction(
        sqlStatements('load/try-copy.sql', {
          staging_table: `${schema}.${name}`,
          manifest_url: staging.url('copied.manifest'),
          copy_role: copyRoleArn,
        }),
      );
      return objects * eventsPerObject;
    },
  };
};

const measure = async (bench: Bench, { cases, speedShare }: Size): Promise<void> => {
  const filled = await startFilled(bench, cases, speedShare);
  const { archiveObjects, load, copyAlone } = await startLoader(filled, cases);
  const held =
    cases === 0
      ? 'no cases'
      : `${cases.toLocaleString('en')} cases, ${speedShare * 100} % of them in the speed layer`;
  for (const objects of objectCounts) {
    await archiveObjects(objects);
    await load(objects);
    await bench.compare({
      title: `${objects} ${objects === 1 ? 'object' : 'objects'} of ${eventsPerObject} events; ${held}`,
      measure: 'rate',
      unit: 'events/s',
      runs: 3,
      baseline: 'COPY of the same alone',
      cpuMs: filled.cpuMs,
      subjects: [
        {
          name: 'load-facts',
          before: () => archiveObjects(objects),
          run: () => load(objects),
        },
        { name: 'COPY of the same alone', run: () => copyAlone(objects) },
      ],
    });
  }
  await filled.close();
};

export const loadFacts: Benchmark = {
  name: 'load-facts',
  about:
    'Archived case events into the facts of the local warehouse: what waits is listed and compared with the ledger, the manifest saved, and COPY, the upsert, the changes of the batch layer’s sums and the ledger committed in one transaction; half of the events are of cases that there are. Compared with the COPY of the same objects into a temporary table. CPU is the warehouse’s, S3’s and this process’s.',
  run: async (bench) => {
    for (const size of bench.isFull ? fullSizes : sizes) await measure(bench, size);
  },
};
