import { dataApiClient, Warehouse } from '../../adapters/redshift-data.ts';
import { startDashboard } from '../../dashboard/api/server.ts';
import { buildPage } from '../../dashboard/page/build-page.ts';
import { loopback } from '../loopback.ts';
import type { RunningPart } from './part.ts';

type DashboardPartOptions = {
  port: number;
  workgroup: string;
  database: string;
  analyst: { AWS_ACCESS_KEY_ID: string; AWS_SECRET_ACCESS_KEY: string };
};

/** A reader waits: a warehouse that does not answer is told of rather than asked for long. */
const maxAttempts = 2;

export const start = async ({
  port,
  workgroup,
  database,
  analyst,
}: DashboardPartOptions): Promise<RunningPart> => {
  const client = dataApiClient({
    maxAttempts,
    retryMode: 'standard',
    credentials: {
      accessKeyId: analyst.AWS_ACCESS_KEY_ID,
      secretAccessKey: analyst.AWS_SECRET_ACCESS_KEY,
    },
  });
  const warehouse = new Warehouse({ workgroup, database }, client);
  const server = await startDashboard({
    warehouse,
    page: await buildPage(),
    host: loopback,
    port,
  });
  return {
    close: async () => {
      await server.close();
      client.destroy();
    },
  };
};
