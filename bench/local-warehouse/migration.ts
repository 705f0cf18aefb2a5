import { migrateWarehouse } from '../../lambdas/migrate-warehouse/migrate.ts';
import type { Benchmark } from '../runner/benchmark.ts';
import { startWarehouse, type WarehouseProcess } from './warehouse-process.ts';

export const migration: Benchmark = {
  name: 'warehouse-migration',
  about:
    'the whole schema into a new warehouse, whose process has run nothing before: migrations, views, comments, grants, through the SDK. And the start of that process, with the local S3 beside it, until both answer.',
  run: async (bench) => {
    let fresh: WarehouseProcess | undefined;
    let folders = 0;
    const start = async (): Promise<WarehouseProcess> => {
      await fresh?.close();
      folders += 1;
      fresh = await startWarehouse(bench, `warehouse-${folders}`);
      return fresh;
    };
    bench.onEnd(() => fresh?.close());
    const runs = bench.isProfile ? 1 : 3;
    await bench.compare({
      title: 'a new warehouse',
      measure: 'time',
      unit: 'ms',
      runs,
      warmUps: bench.isProfile ? 0 : 1,
      cpuMs: () => fresh?.cpuMs(),
      target: { text: 'under 2.5 s', of: 'figure', atMost: 2500 },
      subjects: [
        {
          name: 'migrations and views',
          before: start,
          run: async () => {
            const made = await fresh?.warehouse;
            if (made) await migrateWarehouse(made, { businessTimezone: 'UTC' });
            return 1;
          },
        },
      ],
    });
    if (bench.isProfile) return;
    await bench.compare({
      title: 'processes of warehouse and S3',
      measure: 'time',
      unit: 'ms',
      runs,
      subjects: [
        {
          name: 'start until ready',
          before: async () => {
            await fresh?.close();
            fresh = undefined;
          },
          run: async () => {
            await start();
            return 1;
          },
        },
      ],
    });
  },
};
