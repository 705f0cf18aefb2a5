import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { admitMembers, replaceMembers } from '../../../lambdas/migrate-warehouse/members.ts';
import { KpiWarehouse } from '../kpis/kpi-warehouse.ts';

const user = 'IAMR:casepulse-production-analyst';

let admin: KpiWarehouse;
let client: RedshiftDataClient;
beforeAll(async () => {
  admin = await KpiWarehouse.start('2026-03-10 12:00:00', 'UTC', { callers: { analyst: user } });
  const credentials = { accessKeyId: 'analyst', secretAccessKey: 'local' };
  client = new RedshiftDataClient({ endpoint: admin.url, region: 'us-east-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await admin.close();
});

describe("a deployment's own roles", () => {
  it('have the rights of the role that they are admitted to, from then on', async () => {
    const analyst = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
    const query = 'SELECT cases_received FROM care.kpi_overview';
    await expect(analyst.query(query)).rejects.toThrow(/permission denied/i);
    await admitMembers(admin.warehouse, { analyst: user });
    expect(await analyst.query(query)).toEqual([{ cases_received: 0 }]);
    await expect(analyst.query('SELECT * FROM dim.employee')).rejects.toThrow(/permission denied/i);
  });

  it("take the place of the local copy's, which have the rights no more", async () => {
    const members = async () =>
      (
        await admin.warehouse.query(
          "SELECT user_name FROM svv_user_grants WHERE role_name = 'analyst' ORDER BY 1",
        )
      ).map((row) => String(row['user_name']).toLowerCase());
    expect(await members()).toContain('iamr:casepulse-analyst');
    await replaceMembers(admin.warehouse, {});
    expect(await members()).toContain('iamr:casepulse-analyst');
    for (let time = 0; time < 2; time++) {
      await replaceMembers(admin.warehouse, { analyst: user });
      expect(await members()).toEqual([user.toLowerCase()]);
    }
  });

  it('can be admitted again', async () => {
    await admitMembers(admin.warehouse, { analyst: user });
    await admitMembers(admin.warehouse, { analyst: user });
  });
});
