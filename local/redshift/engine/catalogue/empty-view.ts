/**
 * A view of something that this warehouse has none of, with the columns that tools ask for.
 * @param columns names and the engine's types: `oid BIGINT, conname VARCHAR`
 */
export function emptyView(columns: string): string {
  const items = columns.split(',').map((column) => {
    const [name = '', type = 'VARCHAR'] = column.trim().split(/\s+/);
    return `CAST(NULL AS ${type}) AS "${name}"`;
  });
  return `SELECT ${items.join(', ')} WHERE false`;
}
