import * as z from 'zod/mini';

/** What CloudFormation says of the custom resource of lib/warehouse/migration.ts. */
const deploymentSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResourceProperties: z.object({ latestMigration: z.string() }),
  OldResourceProperties: z.optional(z.object({ latestMigration: z.string() })),
});

/**
 * Whether a deployment is to migrate. Not where the stack goes: the warehouse stays. And not where
 * CloudFormation rolls back to an older version: migrations have no way back, and an older version
 * refuses a warehouse that is newer than itself, which would leave the stack stuck half-way.
 */
export const wantsMigration = (event: unknown): boolean => {
  const { success, data } = deploymentSchema.safeParse(event);
  if (!success) return true;
  if (data.RequestType === 'Delete') return false;
  const before = data.OldResourceProperties?.latestMigration ?? '';
  return data.ResourceProperties.latestMigration >= before;
};
