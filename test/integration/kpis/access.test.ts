import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { allViews, qualified } from '../../../lambdas/migrate-warehouse/views.ts';
import { KpiWarehouse } from './kpi-warehouse.ts';

const callers = {
  'casepulse-analyst': 'IAMR:casepulse-analyst',
  'casepulse-load-facts': 'IAMR:casepulse-load-facts',
  'casepulse-batch': 'IAMR:casepulse-batch',
};

let admin: KpiWarehouse;
const clients: RedshiftDataClient[] = [];
const as = (accessKeyId: keyof typeof callers): Warehouse => {
  const client = new RedshiftDataClient({
    endpoint: admin.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'local' },
  });
  clients.push(client);
  return new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
};

beforeAll(async () => {
  admin = await KpiWarehouse.start('2026-03-10 12:00:00', 'UTC', { callers });
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await admin.close();
});

describe('the analyst', () => {
  it('reads every view of care, also after they were made anew', async () => {
    await admin.migrate('Asia/Kolkata');
    const analyst = as('casepulse-analyst');
    for (const view of allViews('UTC').filter(({ schema }) => schema === 'care')) {
      await analyst.query(`SELECT COUNT(*) FROM ${qualified(view)}`);
    }
  });

  it('reads nothing else and writes nothing', async () => {
    const analyst = as('casepulse-analyst');
    for (const sql of [
      'SELECT * FROM speed.fact_case',
      'SELECT * FROM metrics.current_case',
      'SELECT * FROM dim.employee',
      'SELECT * FROM ops.quarantine',
      'DELETE FROM speed.fact_case',
      'CREATE TABLE care.mine (id INTEGER)',
    ]) {
      await expect(analyst.query(sql), sql).rejects.toThrow(/permission denied/i);
    }
  });
});

describe('the writers', () => {
  it('write what is theirs and no more', async () => {
    const loader = as('casepulse-load-facts');
    const batch = as('casepulse-batch');
    await loader.transaction([
      'LOCK ops.writer_lock',
      'DELETE FROM speed.fact_case',
      'DELETE FROM ops.load_ledger',
    ]);
    await batch.transaction([
      'LOCK ops.writer_lock',
      'DELETE FROM speed.fact_case',
      'DELETE FROM batch.fact_case',
      'DELETE FROM dim.product',
    ]);
    await expect(loader.query('DELETE FROM batch.fact_case')).rejects.toThrow(/permission denied/i);
    await expect(loader.query('DELETE FROM dim.product')).rejects.toThrow(/permission denied/i);
    await expect(
      batch.query(
        "INSERT INTO speed.fact_case (case_no, create_timestamp, last_modified_timestamp, status, version_key, arrived_at, archive_key) VALUES ('1', GETDATE(), GETDATE(), 'Open', 'v', GETDATE(), 'a')",
      ),
    ).rejects.toThrow(/permission denied/i);
    await expect(batch.query('DELETE FROM ops.schema_migration')).rejects.toThrow(
      /permission denied/i,
    );
  });
});
