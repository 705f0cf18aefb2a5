import { dataApiClient, Warehouse } from '../adapters/redshift-data.ts';
import { type LocalEnvironment, variable } from './environment.ts';

const target = () => ({
  workgroup: variable('WAREHOUSE_WORKGROUP'),
  database: variable('WAREHOUSE_DATABASE'),
});

/** The warehouse as the caller's own credentials see it: on a deployed stack their IAM role, here the admin. */
export const callersWarehouse = (): Warehouse => new Warehouse(target());

/** The warehouse as an analyst sees it: the care views, read-only. A deployed stack knows who calls. */
export const analystsWarehouse = (local: LocalEnvironment | null): Warehouse => {
  if (!local) return callersWarehouse();
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = local.analyst;
  return new Warehouse(target(), dataApiClient({ credentials: { accessKeyId, secretAccessKey } }));
};
