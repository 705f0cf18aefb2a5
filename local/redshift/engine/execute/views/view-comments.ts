import { quoted } from '../../../sql/commands/alter-table.ts';
import { literal, type ResolvedRelation, resolvedSql } from '../../relations.ts';
import type { Session } from '../../session.ts';

/** The statements that give a view the comments that it has: the engine forgets them when it is replaced. */
export async function commentsOf(session: Session, view: ResolvedRelation): Promise<string[]> {
  const place = `database_name = current_database() AND schema_name = ${literal(view.schema)}`;
  const comments = await session.rows(
    `SELECT NULL, comment FROM duckdb_views() WHERE ${place} AND view_name = ${literal(view.name)} AND comment IS NOT NULL
    UNION ALL SELECT column_name, comment FROM duckdb_columns() WHERE ${place} AND table_name = ${literal(view.name)} AND comment IS NOT NULL`,
  );
  return comments.map(([column, text]) =>
    column === null
      ? `COMMENT ON VIEW ${resolvedSql(view)} IS ${literal(String(text))}`
      : `COMMENT ON COLUMN ${resolvedSql(view)}.${quoted(String(column))} IS ${literal(String(text))}`,
  );
}
