import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResultRecordsProtocol } from '../../../adapters/result-records.ts';
import { type RunningRedshift, startRedshift } from '../../../local/redshift/index.ts';

let dataDir: string;
let redshift: RunningRedshift;
let plain: RedshiftDataClient;
let ours: RedshiftDataClient;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'casepulse-records-'));
  redshift = await startRedshift({ dataDir, s3: {} });
  const config = {
    endpoint: redshift.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'A', secretAccessKey: 'a' },
  };
  plain = new RedshiftDataClient(config);
  ours = new RedshiftDataClient({ ...config, protocol: ResultRecordsProtocol });
});

afterAll(async () => {
  plain?.destroy();
  ours?.destroy();
  await redshift?.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the protocol for large results', () => {
  it('gives what the plain SDK gives: values of all types, times, typed exceptions', async () => {
    const { Id } = await plain.send(
      new ExecuteStatementCommand({
        Database: 'dev',
        Sql: `SELECT 1::BIGINT AS l, 0.5::FLOAT8 AS d, 1.50::DECIMAL(8,2) AS n, 'a "b" ü' AS s, '' AS e, NULL::INT AS z, TRUE AS t, TIMESTAMP '2026-03-10 12:00:00' AS ts
              UNION ALL SELECT -2, -1e300, NULL, NULL, 'x', 3, FALSE, NULL ORDER BY 1`,
        WaitTimeSeconds: 20,
      }),
    );
    const [told, toldOurs] = await Promise.all(
      [plain, ours].map((client) => client.send(new DescribeStatementCommand({ Id }))),
    );
    expect({ ...toldOurs, $metadata: null }).toEqual({ ...told, $metadata: null });
    expect(toldOurs?.CreatedAt).toBeInstanceOf(Date);
    const [read, readOurs] = await Promise.all(
      [plain, ours].map((client) => client.send(new GetStatementResultCommand({ Id }))),
    );
    expect(read?.Records).toHaveLength(2);
    expect({ ...readOurs, $metadata: null }).toEqual({ ...read, $metadata: null });
    const none = new GetStatementResultCommand({ Id: '00000000-0000-0000-0000-000000000000' });
    await expect(ours.send(none)).rejects.toThrow(ResourceNotFoundException);
  });
});
