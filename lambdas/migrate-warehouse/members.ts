import type { Warehouse } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { wantedStatements } from './migrations.ts';

/** The database user that is a role's member, by role. `IAMR:<role name>` for a caller by IAM. */
export type Members = Readonly<Partial<Record<'analyst' | 'loader' | 'batch', string>>>;

/**
 * Makes users members of the warehouse's roles, and the users where they are not there yet: a role of
 * AWS has a name of its own in each deployment, so no migration can know it. Doing it again changes nothing.
 */
export const admitMembers = async (warehouse: Warehouse, members: Members): Promise<void> => {
  for (const [role, user] of Object.entries(members)) {
    const statements = sqlStatements('migrator/admit-user.sql', { role, user });
    const wanted = await wantedStatements(warehouse, statements);
    if (wanted.length > 0) await warehouse.transaction(wanted);
  }
};
