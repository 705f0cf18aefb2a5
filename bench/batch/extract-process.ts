import { startEncodingThread } from '../../adapters/mysql-rows/encode-in-worker.ts';
import { ObjectStore } from '../../adapters/object-store.ts';
import { extractDimensions } from '../../batch/extract-dimensions.ts';

/* Extracts and tells its parent how many megabytes it took at most. */

const [, , mysqlUrl = ''] = process.argv;
const context = {
  config: { mysqlUrl },
  staging: new ObjectStore('casepulse-staging'),
  report: () => undefined,
};
const run = { runId: 'benchmark', startedAt: '2026-03-10 12:00:00' };
await extractDimensions(context, run, startEncodingThread);
process.send?.(process.resourceUsage().maxRSS / 1024);
process.disconnect();
