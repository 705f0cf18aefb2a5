import { quoted } from '../../sql/commands/alter-table.ts';
import { relationKey } from '../catalogue/register.ts';
import { columnsOf, type ResolvedRelation, resolvedSql } from '../relations.ts';
import type { Session } from '../session.ts';

/**
 * Takes the blanks off the ends of a table's CHAR values after a change. They mean nothing in Redshift: not in a
 * comparison, not in a length, not in another string type. Kept without them, values do the same here.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
 */
export async function trimFixedLength(session: Session, relation: ResolvedRelation): Promise<void> {
  if (!(await hasFixedLength(session, relation))) return;
  for (const { name, isFixedLength } of await columnsOf(session, relation)) {
    if (!isFixedLength) continue;
    const column = quoted(name);
    await session.run(
      `UPDATE ${resolvedSql(relation)} SET ${column} = rtrim(${column}, ' ') WHERE ${column} LIKE '% '`,
    );
  }
}

/** By the register alone: most tables have no CHAR, and each change asks. */
async function hasFixedLength(session: Session, relation: ResolvedRelation): Promise<boolean> {
  if (relation.isTemporary) return session.temporaryTables.hasFixedLength(relation.name);
  const { relations } = await session.catalogue.register();
  return relations.get(relationKey(relation.schema, relation.name))?.hasFixedLength === true;
}
