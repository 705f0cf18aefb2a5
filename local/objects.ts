import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from 'fauxqs';
import { AtomicFiles, OrderedS3Store, SnsStore, SqsDatabase, SqsStore } from './fauxqs-parts.ts';
import { listenOnLoopback, loopback } from './loopback.ts';
import type { LocalServer } from './server.ts';

/** Largest body of one PutObject; fauxqs' own limit is 11 MiB, AWS' is 5 GB. */
const largestObjectBytes = 256 * 1024 * 1024;

/**
 * Starts fauxqs (S3 and SQS) on loopback. Everything acknowledged is on disk: a killed process loses nothing.
 * @param options.dataDir keeps queues in queues/ and objects, as plain files, in buckets/; in memory by default.
 * @param options.port free one by default.
 */
export const startObjects = async (
  options: { dataDir?: string; port?: number } = {},
): Promise<LocalServer> => {
  const sqsStore = new SqsStore();
  const snsStore = new SnsStore();
  const s3Store = new OrderedS3Store();
  let database: InstanceType<typeof SqsDatabase> | undefined;
  if (options.dataDir) {
    const queues = join(options.dataDir, 'queues');
    mkdirSync(queues, { recursive: true });
    database = new SqsDatabase(queues);
    const files = new AtomicFiles(options.dataDir);
    // What is there is loaded before the stores write through, or loading would write all of it again.
    database.loadSqsAndSns(sqsStore, snsStore);
    files.loadS3(s3Store);
    sqsStore.persistence = database;
    snsStore.persistence = database;
    s3Store.persistence = files;
    for (const queue of sqsStore.allQueues()) {
      queue.persistence = database;
      // Whoever worked on a message has gone with us: it need not wait for its time-out to come again.
      for (const message of queue.inflightMessages.values()) message.visibilityDeadline = 0;
    }
  }
  const app = buildApp({ logger: false, stores: { sqsStore, snsStore, s3Store } });
  app.removeContentTypeParser('*');
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: largestObjectBytes },
    (_request, body, done) => done(null, body),
  );
  await app.ready();
  const port = await listenOnLoopback(app.server, options.port);
  return {
    url: `http://${loopback}:${port}`,
    port,
    close: async () => {
      sqsStore.shutdown();
      app.server.closeAllConnections();
      await new Promise<void>((resolve) => app.server.close(() => resolve()));
      await app.close();
      database?.close();
    },
  };
};
