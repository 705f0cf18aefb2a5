import { validationError } from '../server/api-error.ts';
import type { Input } from '../server/input.ts';

/** The database, and the cluster or workgroup, that a list is asked for. */
export interface Target {
  database?: string | undefined;
  clusterIdentifier?: string | undefined;
  workgroupName?: string | undefined;
}

/** @throws ApiError where both a cluster and a workgroup are named */
export function targetOf(input: Input): Target {
  if (input.has('WorkgroupName') && input.has('ClusterIdentifier'))
    throw validationError('WorkgroupName and ClusterIdentifier exclude each other');
  return {
    database: input.optionalString('Database'),
    clusterIdentifier: input.optionalString('ClusterIdentifier'),
    workgroupName: input.optionalString('WorkgroupName'),
  };
}

/** True for what belongs to the target, as far as that is named. */
export function isAt(item: Target, wanted: Target): boolean {
  return (
    (wanted.database === undefined || wanted.database === item.database) &&
    (wanted.clusterIdentifier === undefined ||
      wanted.clusterIdentifier === item.clusterIdentifier) &&
    (wanted.workgroupName === undefined || wanted.workgroupName === item.workgroupName)
  );
}
