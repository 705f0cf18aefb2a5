import type { Warehouse } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { wantedStatements } from './migrations.ts';

/** The database user that is a role's member, by role. `IAMR:<role name>` for a caller by IAM. */
export type Members = Readonly<Partial<Record<'analyst' | 'loader' | 'batch', string>>>;

/** The members that migrations/0006_roles.sql makes in every warehouse: the local copy's callers. */
const localMembers: Required<Members> = {
  analyst: 'IAMR:casepulse-analyst',
  loader: 'IAMR:casepulse-load-facts',
  batch: 'IAMR:casepulse-batch',
};

/** Runs what its conditions don't leave out of a file of sql/migrator about one user and one role. */
const change = async (warehouse: Warehouse, file: string, role: string, user: string) => {
  const statements = sqlStatements(`migrator/${file}`, { role, user });
  const wanted = await wantedStatements(warehouse, statements);
  if (wanted.length > 0) await warehouse.transaction(wanted);
};

/**
 * Makes users members of the warehouse's roles, and the users where they are not there yet: a role of
 * AWS has a name of its own in each deployment, so no migration can know it. Doing it again changes nothing.
 */
export const admitMembers = async (warehouse: Warehouse, members: Members): Promise<void> => {
  for (const [role, user] of Object.entries(members)) {
    await change(warehouse, 'admit-user.sql', role, user);
  }
};

/**
 * Admits the members of a deployment in the place of the local copy's: whoever may make roles in the account would
 * else have their rights, under their names.
 */
export const replaceMembers = async (warehouse: Warehouse, members: Members): Promise<void> => {
  await admitMembers(warehouse, members);
  for (const [role, user] of Object.entries(localMembers)) {
    const isReplaced = role in members && members[role as keyof Members] !== user;
    if (isReplaced) await change(warehouse, 'dismiss-user.sql', role, user);
  }
};
